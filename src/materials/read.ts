import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { splitHead } from '../../server/check/markdown.ts';

/** A data file of content/. @throws with its name and what to write instead. */
export function readData<T>(contentDir: string, file: string, schema: z.ZodType<T>): T {
  return parsed(file, schema, parse(readFileSync(path.join(contentDir, file), 'utf8')));
}

export type Text<T> = { key: string; lang: string; data: T; body: string };

/** The texts of content/<folder>/<language>/KEY.md. @throws with the file's name and what to write instead. */
export function readTexts<T>(contentDir: string, folder: string, schema: z.ZodType<T>): Text<T>[] {
  const root = path.join(contentDir, folder);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  return files.sort().map((name) => {
    const [lang = '', file = ''] = name.split(path.sep);
    const { head, body } = splitHead(readFileSync(path.join(root, name), 'utf8'));
    return { key: file.replace(/\.md$/, ''), lang, data: parsed(`${folder}/${name}`, schema, parse(head ?? '')), body };
  });
}

function parsed<T>(file: string, schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data);
  if (!result.success) throw new Error(`content/${file}: ${z.prettifyError(result.error)}`);
  return result.data;
}
