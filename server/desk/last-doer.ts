import type { DeskCaseView } from '../report/desk-views.ts';
import type { Services } from '../running.ts';
import { assignmentOf } from '../store/assignments.ts';
import { movesOf } from '../store/moves.ts';
import { namesOfPeople } from '../store/people.ts';

type Doer = NonNullable<DeskCaseView['again']>['late'];

/** Who was faster: the last to act on a report, or to give it to somebody. */
export async function lastDoer({ db }: Pick<Services, 'db'>, id: string, what: string): Promise<Doer> {
  const given = what === 'assign' ? await assignmentOf(db, id) : undefined;
  const step = (await movesOf(db, id)).at(-1);
  const names = await namesOfPeople(db);
  if (given?.by_id) return { by: names.get(given.by_id) ?? '', act: 'assign', at: given.at };
  return step && { by: names.get(step.by_id) ?? step.by_id, act: step.act, at: step.at };
}
