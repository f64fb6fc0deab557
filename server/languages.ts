import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ReceiptWords } from './intake/receipt.ts';
import { pathOf, readWords, speaker, type Say } from './report/words.ts';

export type Language = {
  code: string;
  say: Say;
  /** Whether there is such a text. */
  has: (key: string) => boolean;
  path: (page: string) => string;
  receiptWords: ReceiptWords;
};
export type Languages = {
  all: readonly Language[];
  /** The language asked for, or the site's first. */
  of: (code: string | undefined) => Language;
};

const wordList = (length: number) => z.array(z.string()).length(length);
const receiptWords = z.strictObject({ things: wordList(64), qualities: wordList(32), qualityFirst: z.boolean() });

/** The lists of the receipt code lie beside the texts and are no texts themselves. */
const receiptFile = 'receipt-code.yaml';

/** Reads every language that content/words holds; a language is a folder there, and `first` stands for any other. */
export function readLanguages(contentDir: string, first: string): Languages {
  const folder = path.join(contentDir, 'words');
  const all = readdirSync(folder)
    .map((code) => readLanguage(path.join(folder, code), code))
    .sort((a, b) => Number(b.code === first) - Number(a.code === first));
  const byCode = new Map(all.map((language) => [language.code, language]));
  const fallback = all[0];
  if (!fallback) throw new Error(`${folder} holds no language`);
  return { all, of: (code) => byCode.get(code ?? first) ?? fallback };
}

function readLanguage(folder: string, code: string): Language {
  const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  const texts = readdirSync(folder).filter((file) => file.endsWith('.yaml') && file !== receiptFile);
  const words = readWords(code, texts.map(read));
  const say = speaker(words);
  const address = (page: string): string => pathOf(say, page);
  const has = (key: string): boolean => words.texts.has(key);
  return { code, say, has, path: address, receiptWords: receiptWords.parse(parse(read(receiptFile))) };
}
