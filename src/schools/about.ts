import type { Say } from '../../server/report/words.ts';
import type { LessonPlan } from '../schemas/lesson.ts';

type About = Pick<LessonPlan, 'level' | 'age' | 'minutes'>;

/** For whom a lesson is, and how long it takes: “Tiểu học · 6–10 tuổi · 35 phút”. */
export function aboutLesson(say: Say, { level, age, minutes }: About): string {
  const name = say(`schools.levels.${level}.name`);
  const time = say('schools.minutes', { count: minutes });
  return [name, ...(age ? [agesOf(say, age)] : []), time].join(' · ');
}

function agesOf(say: Say, { from, to }: NonNullable<LessonPlan['age']>): string {
  return to === undefined ? say('schools.ageFrom', { from }) : say('schools.age', { from, to });
}

/** A line for pupils' eyes: sources stand in the plan, not on the wall of the classroom. */
export const withoutMarks = (text: string): string => text.replace(/\s*\[S\d+\]/g, '');
