const shortest = 4;
const most = 3;

/** Finds vocabulary words one slip away (a letter lost, added, changed or swapped) in time linear in the word. */
export class NearWords {
  readonly #words: ReadonlySet<string>;
  readonly #byLoss = new Map<string, string[]>();

  constructor(words: ReadonlySet<string>) {
    this.#words = words;
    for (const word of words) {
      if (word.length < shortest) continue;
      for (const shorter of losses(word)) {
        const list = this.#byLoss.get(shorter);
        if (list) list.push(word);
        else this.#byLoss.set(shorter, [word]);
      }
    }
  }

  to(slip: string): string[] {
    if (slip.length < shortest) return swaps(slip).filter((word) => this.#words.has(word));
    const found = new Set<string>();
    for (const word of this.#byLoss.get(slip) ?? []) found.add(word);
    for (const shorter of losses(slip)) {
      if (shorter.length >= shortest && this.#words.has(shorter)) found.add(shorter);
      for (const word of this.#byLoss.get(shorter) ?? []) {
        if (word.length === slip.length && isOneSlip(word, slip)) found.add(word);
      }
      if (found.size > most * 4) break;
    }
    return [...found].sort((a, b) => sharedStart(b, slip) - sharedStart(a, slip)).slice(0, most);
  }
}

/** Of three letters only two neighbours swapped leave enough to go by: "ucu" is "cuu". */
function swaps(word: string): string[] {
  const [a = '', b = '', c = ''] = word;
  return [b + a + c, a + c + b];
}

function losses(word: string): string[] {
  const all: string[] = [];
  for (let i = 0; i < word.length; i++) all.push(word.slice(0, i) + word.slice(i + 1));
  return all;
}

/** Same length: one letter changed, or two neighbours swapped. */
function isOneSlip(a: string, b: string): boolean {
  const differing: number[] = [];
  for (let i = 0; i < a.length && differing.length <= 2; i++) if (a[i] !== b[i]) differing.push(i);
  const [first, second] = differing;
  if (differing.length <= 1) return true;
  if (differing.length > 2 || first === undefined || second !== first + 1) return false;
  return a[first] === b[second] && a[second] === b[first];
}

function sharedStart(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
