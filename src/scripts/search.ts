import type { Finder, Found } from '../../server/search/finder.ts';
import type { IndexFile } from '../../server/search/index-file.ts';
import type { Part } from '../../server/search/marking.ts';

/** Search as one types. The index is fetched on first use; what is typed goes nowhere, not even into the address. */
const input = document.querySelector<HTMLInputElement>('#q');
const list = document.querySelector<HTMLElement>('#found');
const status = document.querySelector<HTMLElement>('#count');
const nothing = document.querySelector<HTMLElement>('#nothing');
let finder: Promise<Finder> | undefined;

async function open(): Promise<Finder> {
  const [{ openFinder }, answer] = await Promise.all([
    import('../../server/search/finder.ts'),
    fetch(list?.dataset['index'] ?? ''),
  ]);
  const file: IndexFile = await answer.json();
  return openFinder(file);
}

async function answer(): Promise<void> {
  const typed = input?.value.trim() ?? '';
  const find = await (finder ??= open());
  if (typed !== input?.value.trim()) return;
  const found = typed === '' ? [] : find(typed);
  list?.replaceChildren(
    ...[...Map.groupBy(found, ({ group }) => group)].map(([title, pages]) => section(title, pages)),
  );
  if (nothing) nothing.hidden = typed === '' || found.length > 0;
  if (status) status.textContent = typed === '' ? '' : said(found.length);
}

const said = (count: number): string =>
  (count > 0 ? status?.dataset['count']?.replace('{count}', String(count)) : status?.dataset['none']) ?? '';

function section(title: string, pages: readonly Found[]): HTMLElement {
  const list = element('ul', ...pages.map(item));
  list.className = 'found';
  return element('section', element('h2', title), list);
}

function item(page: Found): HTMLElement {
  const link = element('a', ...marked(page.title));
  link.href = page.address;
  const entry = element('li', link, element('p', ...marked(page.summary)));
  if (page.headings.length > 0) {
    const headings = page.headings.flatMap((parts, at) => [at > 0 ? ' · ' : ' ', ...marked(parts)]);
    const hint = element('p', list?.dataset['inPage'] ?? '', ...headings);
    hint.className = 'hint';
    entry.append(hint);
  }
  return entry;
}

const marked = (parts: readonly Part[]): (Node | string)[] =>
  parts.map(({ text, hit }) => (hit ? element('mark', text) : text));

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, ...children: (Node | string)[]) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

// Without the index the form goes to the server, as it does without script.
input?.addEventListener('focus', () => void (finder ??= open()).catch(() => (finder = undefined)), { once: true });
input?.addEventListener('input', () => void answer().catch(() => (finder = undefined)));
input?.form?.addEventListener('submit', (event) => {
  if (!finder) return;
  event.preventDefault();
  void answer().catch(() => input.form?.submit());
});
