import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';

/** A YAML file of content/. @throws with a sentence that names the file and the field. */
export function readContent<T>(contentDir: string, file: string, schema: z.ZodType<T>): T {
  const read = schema.safeParse(parse(readFileSync(path.join(contentDir, file), 'utf8')));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`content/${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}
