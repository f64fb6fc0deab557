import { z } from 'zod';
import { namesIn, parseExpression, type Expression } from '../conditions/expression.ts';
import { weigh } from '../conditions/weigh.ts';
import { Lexicon, type Phrases } from '../phrases/lexicon.ts';
import type { Hit } from '../reading/hit.ts';
import { Reader, type Frame } from '../reading/reader.ts';
import { Speller } from '../text/spelling.ts';
import { readWord } from '../text/word.ts';
import type { Rule, RuleSet } from './rule.ts';
import {
  factsSchema,
  fieldsSchema,
  frameSchema,
  rulesSchema,
  shadowsSchema,
  spellingSchema,
  wordsSchema,
  type FieldsData,
  type FrameData,
  type SpellingData,
} from './schema.ts';

/** The parts of `content/triage/` as they come from their files. */
export interface RuleFiles {
  classes: unknown;
  words: readonly unknown[];
  /** Those of the words that are the matter itself. */
  matter: readonly unknown[];
  spelling: unknown;
  /** What changes how the matter is to be taken. */
  turning: unknown;
  frames: unknown;
  shadows: unknown;
  facts: unknown;
  fields: unknown;
  rules: unknown;
}

export interface CompiledRules {
  reader: Reader;
  fields: FieldsData;
  ruleSet: RuleSet;
  /** The concepts that tell of the matter or turn it. */
  telling: ReadonlySet<string>;
}

const builtIn = [
  'age_minor',
  'age_under16',
  'age_under12',
  'age_adult',
  'age_old',
  'time_48h',
  'time_week',
  'time_far',
  'time_last24h',
  'time_earlier',
  'time_long_ago',
  'named_place',
  'short_text',
  'few_words',
  'brief_text',
  'trafficking',
  'missing_person',
  'other_crime',
  'any_form',
];

/** Reads, checks and joins the rule files; throws with the name of what is wrong. */
export function compileRules(files: RuleFiles): CompiledRules {
  const classes = wordsSchema.parse(files.classes);
  const words = joined(files.words.map((file) => wordsSchema.parse(file)));
  const spelling = spellingSchema.parse(files.spelling);
  const fields = fieldsSchema.parse(files.fields);
  const lexicon = new Lexicon(classes, words);
  const facts = new Map(
    Object.entries(factsSchema.parse(files.facts)).map(([name, when]) => [name, parseExpression(when)]),
  );
  const shadows = new Map(Object.entries(shadowsSchema.parse(files.shadows)));
  const frames = z.array(frameSchema).parse(files.frames);
  const { version, rules } = rulesSchema.parse(files.rules);
  const ruleSet = {
    version,
    facts,
    rules: rules.map((rule): Rule => ({ ...rule, condition: parseExpression(rule.when) })),
  };
  checkNames(ruleSet, frames, new Set([...lexicon.names, ...facts.keys(), ...builtIn, ...answered(fields)]));
  const speller = new Speller(spelling.shorthand, lexicon.vocabulary);
  const matter = new Set(Object.keys(joined(files.matter.map((file) => wordsSchema.parse(file)))));
  const reader = new Reader(lexicon, speller, negation(spelling), frames.map(toFrame), shadows, matter);
  const turning = z.array(z.string()).parse(files.turning);
  const unknown = turning.find((name) => !lexicon.names.has(name));
  if (unknown !== undefined) throw new Error(`turning uses an unknown name: ${unknown}`);
  return { reader, fields, ruleSet, telling: new Set([...matter, ...turning]) };
}

function joined(files: readonly Phrases[]): Phrases {
  const all: Record<string, readonly string[]> = {};
  for (const file of files) {
    for (const [name, phrases] of Object.entries(file)) {
      if (all[name]) throw new Error(`concept ${name} is given in two files`);
      all[name] = phrases;
    }
  }
  return all;
}

function answered(fields: FieldsData): string[] {
  return Object.values(fields.choices).flatMap((answers) => Object.values(answers).flat());
}

function negation(spelling: SpellingData) {
  const set = (words: readonly string[]) => new Set(words.map((word) => readWord(word).folded));
  return { negators: set(spelling.negators), carriers: set(spelling.carriers), knowing: set(spelling.knowing) };
}

function toFrame(data: FrameData): Frame {
  const unless = data.unless === undefined ? null : parseExpression(data.unless);
  const about = data.about === undefined ? null : parseExpression(data.about);
  return {
    concept: data.concept,
    reach: data.reach,
    isLifted: (hits) => unless !== null && holds(unless, hits),
    isAboutMatter: (hits) => about === null || holds(about, hits),
  };
}

function holds(expression: Expression, hits: readonly Hit[]): boolean {
  const supported = weigh(expression, (name) => {
    const found = hits.filter((hit) => hit.name === name);
    return found.length > 0 ? found : null;
  });
  return supported !== null;
}

function checkNames(ruleSet: RuleSet, frames: readonly FrameData[], known: ReadonlySet<string>): void {
  const check = (where: string, expression: Expression) => {
    for (const name of namesIn(expression)) {
      if (!known.has(name.replace(/^no:/u, ''))) throw new Error(`${where} uses an unknown name: ${name}`);
    }
  };
  for (const rule of ruleSet.rules) check(`rule ${rule.id}`, rule.condition);
  for (const [name, expression] of ruleSet.facts) check(`fact ${name}`, expression);
  for (const { concept, unless, about } of frames) {
    for (const when of [unless, about]) if (when) check(`frame ${concept}`, parseExpression(when));
  }
  const ids = ruleSet.rules.map((rule) => rule.id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice) throw new Error(`rule ${twice} is given twice`);
}
