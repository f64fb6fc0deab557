import { makeTriage } from '../../server/triage/engine.ts';
import { Model } from '../../server/triage/model/model.ts';
import { pack, unpack } from '../../server/triage/model/weights.ts';
import type { TriageResult } from '../../server/triage/result.ts';
import { compileRules } from '../../server/triage/rules/compile.ts';
import { files } from '../../server/triage/rules/files.ts';
import {
  readCorpus,
  toSamples,
  trainingTexts,
  writtenOn,
  type CorpusText,
} from '../../server/triage/training/corpus.ts';
import { train } from '../../server/triage/training/train.ts';

export interface Unseen {
  writer: string;
  texts: readonly CorpusText[];
  byRules: readonly TriageResult[];
  byBoth: readonly TriageResult[];
}

const parts = 4;

/** Each writer of the corpus judged by a model that has seen nothing of theirs, nor of a few others. */
export function writersLeftOut(): Unseen[] {
  const compiled = compileRules(files);
  const texts = readCorpus();
  const learned = trainingTexts();
  const writers = [...new Set(texts.map(({ writer }) => writer))];
  return Array.from({ length: parts }, (_, part) => writers.filter((_one, i) => i % parts === part)).flatMap((out) => {
    const known = learned.filter(({ writer }) => !out.includes(writer));
    const model = new Model(unpack(pack('', train(toSamples(known, compiled)))));
    return out.map((writer) => {
      const own = texts.filter((text) => text.writer === writer);
      const judged = (judge: ReturnType<typeof makeTriage>) =>
        own.map(({ text, fields }) => judge({ text, fields }, writtenOn));
      return { writer, texts: own, byRules: judged(makeTriage(compiled)), byBoth: judged(makeTriage(compiled, model)) };
    });
  });
}
