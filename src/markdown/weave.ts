import type { Notes } from './notes.ts';

export type Woven = {
  notes: Notes;
  /** Where `guide:KEY`, `page:KEY` and their like lead. @throws when there is no such page. */
  addressOf: (target: string) => { href: string; lang?: string | undefined };
  /** What a screen reader says for the mark of source 3. */
  noteLabel: (number: number) => string;
  /** Said after a link that leaves this site. */
  outside: string;
};

const markers = /\s*((?:\[S\d+\]\s?)*\[S\d+\])/g;
const inner = /<a href="((?:page|guide|trick|law):[^"]+)"/g;
const outer = /<a href="(https?:[^"]+)">(.*?)<\/a>/gs;

/** "Call 113" with a note must never read, be copied or be spoken as 1131. */
const gapAfter = (before: string): string => (/\d(?:<\/\w+>)*$/.test(before) ? '\u202f' : '');

/** Turns `[S62]` into a raised number that leads to the page's own list, and gives every link its address. */
export function weave(html: string, { notes, addressOf, noteLabel, outside }: Woven): string {
  return html
    .replace(outer, `<a class="out" rel="noreferrer" href="$1">$2<span class="hidden"> ${outside}</span></a>`)
    .replace(inner, (_, target: string) => {
      const { href, lang } = addressOf(target);
      return `<a href="${href}"${lang ? ` hreflang="${lang}"` : ''}`;
    })
    .replace(
      markers,
      (_, run: string, at: number, all: string) =>
        `${gapAfter(all.slice(Math.max(0, at - 12), at))}<sup>${marks(run)}</sup>`,
    );

  function marks(run: string): string {
    const numbers = (run.match(/S\d+/g) ?? []).map((source) => notes.numberOf(source));
    return numbers.map((n) => `<a href="#s${n}" aria-label="${noteLabel(n)}">${n}</a>`).join(' ');
  }
}
