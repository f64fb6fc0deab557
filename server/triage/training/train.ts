import { heads, holds } from '../model/heads.ts';
import { secondLook, secondLookSize } from '../model/second-look.ts';
import { answersOf, costsOf, trainFirst, type FirstLook } from './first.ts';
import { trainLogistic } from './logistic.ts';
import { writersOf, type Sample } from './sample.ts';

export interface Trained extends FirstLook {
  rules: readonly string[];
  second: readonly Float32Array[];
}

const cost = 0.3;
const most = 2;
const rounds = 40;
export const vocabularySize = 9000;

/** The second look learns from first answers about texts whose writer the first look did not know. */
export function train(samples: readonly Sample[]): Trained {
  const judged = samples.filter(({ rulesKnowIt }) => !rulesKnowIt);
  const unseen = firstAnswersUnseen(samples, judged);
  return { ...trainFirst(samples, vocabularySize), ...trainSecond(judged, unseen) };
}

/** @param unseen the first answers about each of them, by somebody who did not know its writer */
export function trainSecond(
  judged: readonly Sample[],
  unseen: ReadonlyMap<string, Float64Array>,
): Pick<Trained, 'rules' | 'second'> {
  const rules = rulesOfLevel(judged);
  const rows = judged.map((sample) =>
    secondLook(unseen.get(sample.id) ?? new Float64Array(heads.length), sample.byRules, rules),
  );
  const second = heads.map((head) => {
    const truth = judged.map(({ labels }) => holds(head, labels));
    return trainLogistic(rows, truth, costsOf(truth, cost, most), secondLookSize(rules), rounds);
  });
  return { rules, second };
}

function rulesOfLevel(samples: readonly Sample[]): string[] {
  const spoke = samples.flatMap(({ byRules }) => byRules.reasons.filter(({ level }) => level !== null));
  return [...new Set(spoke.map(({ rule }) => rule))].sort();
}

function firstAnswersUnseen(samples: readonly Sample[], judged: readonly Sample[]): Map<string, Float64Array> {
  const answers = new Map<string, Float64Array>();
  for (const writer of writersOf(judged)) {
    const first = trainFirst(
      samples.filter((sample) => sample.writer !== writer),
      vocabularySize,
    );
    for (const sample of judged) if (sample.writer === writer) answers.set(sample.id, answersOf(first, sample));
  }
  return answers;
}
