/**
 * Which words stand in which pages, as one short text: a line a word, and behind it one letter for every page,
 * the number of pages skipped since the one before. A tenth of what the texts themselves would take.
 */
const letters = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_~!';
/** Skips this many pages and stands for none. */
const far = '*';
const reach = letters.length;

export function writePostings(texts: readonly ReadonlySet<string>[]): string {
  const pages = new Map<string, number[]>();
  for (const [page, words] of texts.entries()) {
    for (const word of words) pages.set(word, [...(pages.get(word) ?? []), page]);
  }
  const lines = [...pages].sort(([a], [b]) => (a < b ? -1 : 1));
  return lines.map(([word, on]) => `${word} ${skips(on)}`).join('\n');
}

function skips(pages: readonly number[]): string {
  let next = 0;
  return pages
    .map((page) => {
      const skipped = page - next;
      next = page + 1;
      return far.repeat(Math.floor(skipped / reach)) + letters.charAt(skipped % reach);
    })
    .join('');
}

/** The words of each of `count` pages. */
export function readPostings(written: string, count: number): string[][] {
  const texts = Array.from({ length: count }, (): string[] => []);
  for (const line of written.split('\n')) {
    const [word = '', on = ''] = line.split(' ');
    let page = -1;
    for (const letter of on) {
      if (letter === far) page += reach;
      else texts[(page += letters.indexOf(letter) + 1)]?.push(word);
    }
  }
  return texts;
}
