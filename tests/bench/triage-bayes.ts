import { fold } from '../../server/report/fold.ts';
import type { Level } from '../../server/triage/result.ts';
import { levels, subjects } from '../../server/triage/result.ts';
import type { Example } from '../triage/examples.ts';
import type { Answer } from '../triage/figures.ts';

const folds = 8;
const smoothing = 0.3;
// A word seen once says more about its report than about its kind.
const rarest = 2;

/** A small naive Bayes over words and pairs of words, each example judged by a model that has not seen it. */
export function bayesAnswers(examples: readonly Example[]): Answer[] {
  const models = Array.from({ length: folds }, (_, fold) => {
    const seen = examples.filter((_, i) => i % folds !== fold);
    return {
      urgency: new Model(seen, (example) => example.urgency),
      subject: new Model(seen, (example) => example.subject),
    };
  });
  return examples.map((example, i) => {
    const model = models[i % folds];
    const urgency: Level = levels.find((level) => level === model?.urgency.guess(example)) ?? 'P4';
    const subject = subjects.find((one) => one === model?.subject.guess(example)) ?? 'not_a_report';
    return { subject, urgency, forms: [], flags: [] };
  });
}

class Model {
  readonly #labels = new Map<string, { reports: number; features: Map<string, number> }>();
  readonly #total: number;
  readonly #spread = new Map<string, number>();

  constructor(examples: readonly Example[], label: (example: Example) => string) {
    this.#total = examples.length;
    for (const example of examples) this.#learn(label(example), features(example));
  }

  guess(example: Example): string {
    const found = features(example).filter((feature) => (this.#spread.get(feature) ?? 0) >= rarest);
    const scored = [...this.#labels].map(([label, { reports, features: counts }]) => {
      const fit = found.map((feature) =>
        Math.log(((counts.get(feature) ?? 0) + smoothing) / (reports + 2 * smoothing)),
      );
      return { label, score: Math.log(reports / this.#total) + fit.reduce((sum, one) => sum + one, 0) };
    });
    return scored.sort((a, b) => b.score - a.score)[0]?.label ?? '';
  }

  #learn(label: string, found: readonly string[]): void {
    const known = this.#labels.get(label) ?? { reports: 0, features: new Map<string, number>() };
    known.reports++;
    for (const feature of found) {
      known.features.set(feature, (known.features.get(feature) ?? 0) + 1);
      this.#spread.set(feature, (this.#spread.get(feature) ?? 0) + 1);
    }
    this.#labels.set(label, known);
  }
}

function features({ text }: Example): string[] {
  const words = fold(text).match(/[a-z]+|\d+/gu) ?? [];
  const pairs = words.slice(1).map((word, i) => `${words[i] ?? ''} ${word}`);
  return [...new Set([...words, ...pairs])];
}
