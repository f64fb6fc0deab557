import type { Expression } from './conditions/expression.ts';
import { weigh, type Support } from './conditions/weigh.ts';
import type { Hit } from './reading/hit.ts';

/** One report while it is judged: its hits by concept, and the facts that follow from them, each worked out once. */
export class Case {
  readonly #hits = new Map<string, Hit[]>();
  readonly #facts: ReadonlyMap<string, Expression>;
  readonly #settled = new Map<string, Support>();

  constructor(hits: readonly Hit[], facts: ReadonlyMap<string, Expression>) {
    this.#facts = facts;
    for (const hit of hits) this.#add(hit);
  }

  /** Something decided on the way (the subject, a form) that later rules may ask for. */
  settle(name: string, support: readonly Hit[]): void {
    this.#settled.set(name, support);
  }

  supportFor(expression: Expression): Support {
    return weigh(expression, (name) => this.#support(name));
  }

  #support(name: string): Support {
    const settled = this.#settled.get(name);
    if (settled !== undefined) return settled;
    const fact = this.#facts.get(name);
    if (!fact) return this.#hits.get(name) ?? null;
    this.#settled.set(name, null); // a fact that leans on itself does not hold
    const found = this.supportFor(fact);
    this.#settled.set(name, found);
    return found;
  }

  #add(hit: Hit): void {
    const list = this.#hits.get(hit.name);
    if (list) list.push(hit);
    else this.#hits.set(hit.name, [hit]);
  }
}
