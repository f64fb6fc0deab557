import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fold } from '../../server/report/fold.ts';
import { makeTriage } from '../../server/triage/engine.ts';
import { levels } from '../../server/triage/result.ts';
import { compileRules } from '../../server/triage/rules/compile.ts';
import { files } from '../../server/triage/rules/files.ts';
import { clauses } from '../../server/triage/model/clauses.ts';
import { unpack } from '../../server/triage/model/weights.ts';
import { clauseRuleId } from '../../server/triage/model/words.ts';
import { composedTexts, corpusHash, readCorpus, toSamples } from '../../server/triage/training/corpus.ts';
import { train } from '../../server/triage/training/train.ts';
import { rules, triage } from '../../server/triage/triage.ts';
import { asInput, readExamples, writtenOn } from './examples.ts';

const file = readFileSync(new URL('../../content/triage/model.json', import.meta.url));
const examples = readExamples('dev');
const corpus = readCorpus();
const compiled = compileRules(files);
const byRules = makeTriage(compiled);

test('the model was trained on the corpus as it lies here; otherwise: npm run train', () => {
  expect(JSON.parse(file.toString()).corpus).toBe(corpusHash());
});

test('the model is small enough to be read at every start', () => {
  expect(file.length).toBeLessThan(5 * 1024 * 1024);
  const { rows, vocabulary } = unpack(JSON.parse(file.toString()));
  expect(vocabulary.size).toBeGreaterThan(1000);
  expect(rows.length).toBe(vocabulary.size + 1);
});

test('no text of the example set was trained on', () => {
  const known = new Set([...corpus, ...composedTexts()].map(({ text }) => fold(text)));
  expect(examples.filter(({ text }) => known.has(fold(text)))).toEqual([]);
});

test('training twice gives the same weights', () => {
  const samples = toSamples(corpus.slice(0, 120), compileRules(files));
  const [once, again] = [train(samples, 500, 2), train(samples, 500, 2)];
  expect(once.vocabulary.size).toBeGreaterThan(400);
  expect(again).toEqual(once);
});

test('every line of the guide is told of in the corpus, in its level', () => {
  const told = corpus.filter((text) => text.clauses !== undefined);
  expect(told.length).toBeGreaterThan(9000);
  const levelOf = new Map(clauses.map(({ id, level }) => [id, level]));
  const misplaced = told.filter(({ clauses: said = [], urgency }) =>
    said.some((id) => (levelOf.get(id) ?? 'P4') < urgency),
  );
  expect(misplaced.map(({ id }) => id)).toEqual([]);
  const seldom = clauses.filter(({ id }) => told.filter(({ clauses: said = [] }) => said.includes(id)).length < 30);
  expect(seldom).toEqual([]);
});

test('a level that the model gave names the line of the guide it rests on', () => {
  const levelled = examples.flatMap((example) =>
    triage(asInput(example), writtenOn).reasons.filter(({ rule, level }) => level && rule.startsWith('model-')),
  );
  const ofGuide = new Map(clauses.map((clause) => [clauseRuleId(clause), clause.level]));
  expect(levelled.length).toBeGreaterThan(5);
  expect(levelled.filter(({ rule, level }) => ofGuide.get(rule) !== level)).toEqual([]);
});

test('the model raises levels and never lowers one', () => {
  const lowered = [...examples, ...corpus].filter((report) => {
    const input = { text: report.text, fields: report.fields };
    const rank = (judge: typeof triage) => levels.indexOf(judge(input, writtenOn).urgency);
    return rank(triage) > rank(byRules);
  });
  expect(lowered.map(({ id }) => id)).toEqual([]);
});

test('what the model adds, it explains with words of the text and a sentence in both languages', () => {
  const known = new Map(rules.map((rule) => [rule.id, rule.reason]));
  const reasons = examples.flatMap((example) => triage(asInput(example), writtenOn).reasons);
  const byModel = reasons.filter(({ rule }) => rule.startsWith('model-'));
  expect(byModel.length).toBeGreaterThan(20);
  expect(byModel.filter(({ rule }) => !known.get(rule)?.vi || !known.get(rule)?.en)).toEqual([]);
  const withLevel = byModel.filter(({ level }) => level !== null);
  expect(withLevel.filter(({ spans }) => spans.length === 0)).toEqual([]);
});

test('a rule that is only mostly right means its higher level where the second reader or an answer agrees', () => {
  const upTo = new Map(
    compiled.ruleSet.rules.flatMap(({ id, gives }) => ('level' in gives && gives.upTo ? [[id, gives]] : [])),
  );
  const given = (judge: typeof triage) =>
    examples.flatMap((example) => judge(asInput(example), writtenOn).reasons.filter(({ rule }) => upTo.has(rule)));
  const alone = given(byRules);
  expect(alone.length).toBeGreaterThan(50);
  expect(alone.filter(({ rule, level }) => level !== upTo.get(rule)?.level)).toEqual([]);
  const together = given(triage);
  const meant = together.filter(({ rule, level }) => level === upTo.get(rule)?.upTo);
  expect(meant.length).toBeGreaterThan(50);
  expect(meant.length).toBeLessThan(alone.length);

  const fields = { exploitation: ['ForcedBegging'], controls: ['TakesEarnings'], age: 9 };
  const answered = byRules({ text: 'Nhờ các anh chị xem giúp.', fields }, writtenOn);
  expect(answered).toMatchObject({ urgency: 'P1', forms: ['ForcedBegging'] });
});

test('every level has a reason', () => {
  const unexplained = [...examples, ...corpus].filter((report) => {
    const { urgency, reasons } = triage({ text: report.text, fields: report.fields }, writtenOn);
    return urgency !== 'P4' && !reasons.some(({ level }) => level === urgency);
  });
  expect(unexplained.map(({ id }) => id)).toEqual([]);
});
