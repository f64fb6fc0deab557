import { heads, holds, questions } from '../model/heads.ts';
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
export const vocabularySize = 7500;

/** The second look learns from first answers about texts whose writer the first look did not know. */
export function train(samples: readonly Sample[]): Trained {
  const judged = samples.filter(({ rulesKnowIt }) => !rulesKnowIt);
  const unseen = firstAnswers(judged, firstLooksWithout(samples, writersOf(judged)));
  return { ...trainFirst(samples, vocabularySize), ...trainSecond(judged, unseen) };
}

/**
 * For each writer, what is learned from all the others. The others' first answers, from which the second look learns,
 * come from looks that left out each of them in turn, but knew this writer: a second look has too few weights to recall one.
 */
export function trainWithoutEach(samples: readonly Sample[]): Map<string, Trained> {
  const judged = samples.filter(({ rulesKnowIt }) => !rulesKnowIt);
  const looks = firstLooksWithout(samples, writersOf(judged));
  const unseen = firstAnswers(judged, looks);
  const others = (writer: string) => judged.filter((sample) => sample.writer !== writer);
  return new Map([...looks].map(([writer, first]) => [writer, { ...first, ...trainSecond(others(writer), unseen) }]));
}

/** @param unseen the first answers about each of them, by somebody who did not know its writer */
export function trainSecond(
  judged: readonly Sample[],
  unseen: ReadonlyMap<string, Float64Array>,
): Pick<Trained, 'rules' | 'second'> {
  const rules = rulesOfLevel(judged);
  const rows = judged.map((sample) =>
    secondLook(unseen.get(sample.id) ?? new Float64Array(questions.length), sample.byRules, rules),
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

function firstLooksWithout(samples: readonly Sample[], writers: readonly string[]): Map<string, FirstLook> {
  const without = (writer: string) => samples.filter((sample) => sample.writer !== writer);
  return new Map(writers.map((writer) => [writer, trainFirst(without(writer), vocabularySize)]));
}

function firstAnswers(judged: readonly Sample[], looks: ReadonlyMap<string, FirstLook>): Map<string, Float64Array> {
  return new Map(
    judged.flatMap((sample) => {
      const look = looks.get(sample.writer);
      return look ? [[sample.id, answersOf(look, sample)] as const] : [];
    }),
  );
}
