import { zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { markersIn, plain } from '../../server/check/markdown.ts';
import type { Language } from '../../server/languages.ts';
import { isPublic } from '../finishing/finished.ts';
import { blocksOf } from '../clubs/files.ts';
import { fileAddress, textIn, type Material, type Workshop } from '../materials/material.ts';
import { readData, readTexts } from '../materials/read.ts';
import { pressFacts, pressText } from '../schemas/press.ts';
import { source } from '../schemas/source.ts';

/** What a newspaper takes along: facts, rules, pictures, posters and scripts of its language. Names of files in the kit are plain ASCII. */
const inKit = new Set<Material['kind']>(['poster', 'leaflet', 'picture', 'broadcast']);
const logos = ['icon.svg', 'rings.svg'];

/** The press kit of each language as one ZIP: the same content, the same bytes. */
export function pressKits(workshop: Workshop, made: readonly Material[]): Material[] {
  return workshop.languages.map((language) => {
    const files = new Map<string, Uint8Array>();
    const add = (name: string, text: string): void => void files.set(name, Buffer.from(`\uFEFF${text}`));
    add(`1-${language.say('press.file.about')}.txt`, aboutOf(language, workshop));
    add(`2-${language.say('press.file.facts')}.txt`, factsOf(language, workshop));
    for (const name of logos) files.set(`logo/${name}`, readFileSync(path.resolve('public', name)));
    for (const { address, bytes, kind, lang, commune } of made) {
      const wanted = inKit.has(kind) && lang === language.code && !commune && !/\.docx$|-a3/.test(address);
      if (!wanted) continue;
      const folder = language.say(`press.folder.${kind}`);
      files.set(`${folder}/${path.basename(address)}`, bytes);
    }
    return {
      address: fileAddress(language, `${language.say('press.file.kit')}.zip`),
      // ZIP tells local time: the same hour everywhere, wherever it is made.
      bytes: zipSync(Object.fromEntries(files), { mtime: new Date(2026, 0, 1), level: 9 }),
      lang: language.code,
      kind: 'press',
      title: language.say('press.kit'),
      detail: 'ZIP',
    };
  });
}

function aboutOf({ code }: Language, workshop: Workshop): string {
  const text = readTexts(workshop.contentDir, 'press', pressText).find(({ lang }) => lang === code);
  if (!text) throw new Error(`content/press/${code}/press.md is missing`);
  const lines = blocksOf(text.body).map(({ kind, text: words }) =>
    kind === 'heading' ? `\r\n${words.toLocaleUpperCase(code)}\r\n` : kind === 'item' ? `– ${words}` : words,
  );
  return [workshop.site.name, ...lines, ...(isPublic(workshop.origin) ? ['', workshop.origin] : [])].join('\r\n');
}

function factsOf(language: Language, workshop: Workshop): string {
  const { facts } = readData(workshop.contentDir, 'press/facts.yaml', pressFacts);
  const known = sourcesOf(workshop.contentDir);
  const paragraphs = facts.map((fact) => {
    const words = textIn(language, workshop, fact);
    const from = [...new Set(markersIn(words))].map((id) => {
      const found = known[id];
      if (!found) throw new Error(`content/press/facts.yaml: content/sources.yaml has no ${id}`);
      return `  ${found.publisher}: ${found.url}`;
    });
    return [plain(words), ...from].join('\r\n');
  });
  return paragraphs.join('\r\n\r\n');
}

const sourcesOf = (contentDir: string) => readData(contentDir, 'sources.yaml', z.record(z.string(), source));
