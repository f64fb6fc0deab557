import { writeFileSync } from 'node:fs';
import { pack } from '../triage/model/weights.ts';
import { compileRules } from '../triage/rules/compile.ts';
import { files } from '../triage/rules/files.ts';
import { corpusHash, toSamples, trainingTexts } from '../triage/training/corpus.ts';
import { train } from '../triage/training/train.ts';

/** Learns the second reader anew from `content/triage/corpus/`; the same corpus and rules give the same file. */
const file = new URL('../../content/triage/model.json', import.meta.url);
const samples = toSamples(trainingTexts(), compileRules(files));
const model = pack(corpusHash(), train(samples));
writeFileSync(file, `${JSON.stringify(model)}\n`);
console.log(
  `${samples.length} reports, ${model.vocabulary.split('\n').length} clues, ${JSON.stringify(model).length >> 10} KB`,
);
