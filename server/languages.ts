import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ReceiptWords } from './intake/receipt.ts';
import { pathOf, readWords, speaker, type Say } from './report/words.ts';

export type Language = { code: string; say: Say; path: (page: string) => string; receiptWords: ReceiptWords };
export type Languages = {
  all: readonly Language[];
  /** The language asked for, or the site's first. */
  of: (code: string | undefined) => Language;
};

const wordList = (length: number) => z.array(z.string()).length(length);
const receiptWords = z.strictObject({ things: wordList(64), qualities: wordList(32), qualityFirst: z.boolean() });

/** Reads every language that content/words holds; a language is a file there, and `first` stands for any other. */
export function readLanguages(contentDir: string, first: string): Languages {
  const folder = path.join(contentDir, 'words');
  const all = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readLanguage(folder, path.basename(file, '.yaml')))
    .sort((a, b) => Number(b.code === first) - Number(a.code === first));
  const byCode = new Map(all.map((language) => [language.code, language]));
  const fallback = all[0];
  if (!fallback) throw new Error(`${folder} holds no language`);
  return { all, of: (code) => byCode.get(code ?? first) ?? fallback };
}

function readLanguage(folder: string, code: string): Language {
  const say = speaker(readWords(code, readFileSync(path.join(folder, `${code}.yaml`), 'utf8')));
  const lists: unknown = parse(readFileSync(path.join(folder, 'receipt', `${code}.yaml`), 'utf8'));
  return { code, say, path: (page) => pathOf(say, page), receiptWords: receiptWords.parse(lists) };
}
