import type { Expression } from '../conditions/expression.ts';
import type { RuleData } from './schema.ts';

/** A rule with its condition read. */
export interface Rule extends RuleData {
  condition: Expression;
}

export interface RuleSet {
  version: string;
  rules: readonly Rule[];
  facts: ReadonlyMap<string, Expression>;
}
