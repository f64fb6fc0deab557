/**
 * When a rule holds, written over names of concepts and facts:
 * `a & b`, `a | b`, `!a`, brackets, and nearness: `a ~ b` in one sentence, `a ~~ b` within two.
 */
export type Expression =
  | { kind: 'name'; name: string }
  | { kind: 'not'; of: Expression }
  | { kind: 'and' | 'or'; of: Expression[] }
  | { kind: 'near'; sentences: 1 | 2; left: Expression; right: Expression };

const symbols = /~~|[a-zA-Z_][a-zA-Z0-9_:]*|[&|!~()]/gu;

export function parseExpression(written: string): Expression {
  const left = written.replace(symbols, '').trim();
  if (left !== '') throw new Error(`cannot read "${left}" in condition: ${written}`);
  const parser = new Parser(written.match(symbols) ?? [], written);
  return parser.whole();
}

export function namesIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'name':
      return [expression.name];
    case 'not':
      return namesIn(expression.of);
    case 'near':
      return [...namesIn(expression.left), ...namesIn(expression.right)];
    case 'and':
    case 'or':
      return expression.of.flatMap(namesIn);
  }
}

class Parser {
  readonly #symbols: readonly string[];
  readonly #written: string;
  #at = 0;

  constructor(found: readonly string[], written: string) {
    this.#symbols = found;
    this.#written = written;
  }

  whole(): Expression {
    const expression = this.#or();
    if (this.#at < this.#symbols.length)
      throw new Error(`unexpected "${this.#symbols[this.#at]}" in condition: ${this.#written}`);
    return expression;
  }

  #or(): Expression {
    return this.#list('|', 'or', () => this.#and());
  }

  #and(): Expression {
    return this.#list('&', 'and', () => this.#near());
  }

  #list(symbol: string, kind: 'and' | 'or', next: () => Expression): Expression {
    const first = next();
    const all = [first];
    while (this.#take(symbol)) all.push(next());
    return all.length === 1 ? first : { kind, of: all };
  }

  #near(): Expression {
    let left = this.#single();
    for (;;) {
      if (this.#take('~')) left = { kind: 'near', sentences: 1, left, right: this.#single() };
      else if (this.#take('~~')) left = { kind: 'near', sentences: 2, left, right: this.#single() };
      else return left;
    }
  }

  #single(): Expression {
    if (this.#take('!')) return { kind: 'not', of: this.#single() };
    if (this.#take('(')) {
      const inner = this.#or();
      if (!this.#take(')')) throw new Error(`unclosed bracket in condition: ${this.#written}`);
      return inner;
    }
    const name = this.#symbols[this.#at++];
    if (!name || !/^[a-zA-Z_]/u.test(name)) throw new Error(`a name is missing in condition: ${this.#written}`);
    return { kind: 'name', name };
  }

  #take(symbol: string): boolean {
    if (this.#symbols[this.#at] !== symbol) return false;
    this.#at++;
    return true;
  }
}
