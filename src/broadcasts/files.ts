import type { Language } from '../../server/languages.ts';
import { calledOf, readCommunes, type Named } from '../materials/communes.ts';
import { fileAddress, type Material, type Workshop } from '../materials/material.ts';
import { wordFile, type Block } from '../materials/word-file.ts';
import { readScripts, type Written } from './scripts.ts';

/** Each script as text and for Word; for each commune, all of them with its name in their place. */
export async function broadcastFiles(workshop: Workshop): Promise<Material[]> {
  const scripts = readScripts(workshop.contentDir);
  const communes = readCommunes(workshop.contentDir);
  const files: Material[] = [];
  for (const language of workshop.languages) {
    const own = scripts.filter(({ lang }) => lang === language.code);
    for (const script of own) files.push(...(await filesOf(script, language)));
    if (own.length > 0) for (const commune of communes) files.push(...(await filesFor(commune, own, language)));
  }
  return files;
}

async function filesOf(script: Written, language: Language): Promise<Material[]> {
  const { title } = script.data;
  const place = language.say('broadcasts.anyPlace');
  const base = { lang: language.code, kind: 'broadcast', title } as const;
  const blocks = blocksOf(script, place, language);
  return [
    { ...base, address: scriptAddress(language, script.data.slug, 'txt'), bytes: plainFile(blocks), detail: 'TXT' },
    {
      ...base,
      address: scriptAddress(language, script.data.slug, 'docx'),
      bytes: await wordFile(title, blocks, language),
      detail: 'DOCX',
    },
  ];
}

async function filesFor(commune: Named, scripts: readonly Written[], language: Language): Promise<Material[]> {
  const place = calledOf(commune);
  const title = language.say('broadcasts.allFor', { place });
  const base = { lang: language.code, kind: 'broadcast', title, commune: commune.code } as const;
  const folder = `${language.path('places')}${commune.slug}/`;
  const blocks = scripts.flatMap((script) => blocksOf(script, place, language));
  return [
    {
      ...base,
      address: `${folder}loa.txt`,
      bytes: plainFile([{ kind: 'title', text: title }, ...blocks]),
      detail: 'TXT',
    },
    { ...base, address: `${folder}loa.docx`, bytes: await wordFile(title, blocks, language), detail: 'DOCX' },
  ];
}

export const scriptAddress = (language: Pick<Language, 'code'>, slug: string, type: 'txt' | 'docx'): string =>
  fileAddress(language, `loa-${slug}.${type}`);

function blocksOf({ data, read }: Written, place: string, { say }: Language): Block[] {
  const { paragraphs, syllables, seconds } = read(place);
  return [
    { kind: 'heading', text: data.title },
    { kind: 'note', text: say('broadcasts.length', { seconds, syllables }) },
    ...paragraphs.map((text): Block => ({ kind: 'paragraph', text })),
  ];
}

/** With a byte order mark: Windows shows Vietnamese without one as signs nobody can read. */
function plainFile(blocks: readonly Block[]): Uint8Array {
  const lines = blocks.map(({ kind, text }) => {
    if (kind === 'title') return `${text.toLocaleUpperCase('vi')}\r\n`;
    if (kind === 'heading') return `\r\n${text}\r\n${'–'.repeat([...text].length)}`;
    return kind === 'note' ? `(${text})\r\n` : `${text}\r\n`;
  });
  return Buffer.from(`\uFEFF${lines.join('\r\n').trimStart()}`);
}
