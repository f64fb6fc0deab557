import type { z } from 'zod';
import { checkOffer } from '../../../src/schemas/offer.ts';
import { guide } from '../../../src/schemas/guide.ts';
import { hotline } from '../../../src/schemas/hotline.ts';
import { law } from '../../../src/schemas/law.ts';
import { plan24 } from '../../../src/schemas/plan.ts';
import { source } from '../../../src/schemas/source.ts';
import { trick } from '../../../src/schemas/trick.ts';
import { officesFile } from '../../forward/office-schema.ts';
import { isRecord, type Content } from '../content.ts';
import type { Finding } from '../finding.ts';
import type { Yaml } from '../yaml.ts';

const heads: Readonly<Record<string, z.ZodType>> = { guides: guide, laws: law, tricks: trick };

/** The build's own schemas, asked beforehand: the same answer in words an editor can act on. */
export function shape(content: Content): Finding[] {
  const entries = content.entries.flatMap(({ file, collection, head }): Finding[] => {
    if (!head) return [{ kind: 'shape', level: 'error', file, line: 1, says: 'shape.head' }];
    return broken(file, head) ?? mismatches(file, head, head.data, heads[collection], []);
  });
  const data = [...content.data].flatMap(([file, yaml]) => broken(file, yaml) ?? mismatchesOfData(file, yaml));
  return [...entries, ...data, ...twins(content)];
}

function broken(file: string, { problems }: Yaml): Finding[] | undefined {
  if (problems.length === 0) return undefined;
  return problems.map(({ line, text }) => ({
    kind: 'shape',
    level: 'error',
    file,
    line,
    says: 'shape.yaml',
    values: { text },
  }));
}

function mismatchesOfData(file: string, yaml: Yaml): Finding[] {
  const { data } = yaml;
  if (file === 'content/plan24.yaml') return mismatches(file, yaml, data, plan24, []);
  if (file === 'content/offices.yaml') return mismatches(file, yaml, data, officesFile, []);
  if (file === 'content/check-offer.yaml') return mismatches(file, yaml, data, checkOffer, []);
  if (file === 'content/hotlines.yaml' && Array.isArray(data))
    return data.flatMap((row: unknown, place) => mismatches(file, yaml, row, hotline, [place]));
  if (file === 'content/sources.yaml' && isRecord(data))
    return Object.entries(data).flatMap(([number, row]) => mismatches(file, yaml, row, source, [number]));
  return [];
}

function mismatches(
  file: string,
  yaml: Yaml,
  data: unknown,
  schema: z.ZodType | undefined,
  at: PropertyKey[],
): Finding[] {
  const issues = schema?.safeParse(data).error?.issues ?? [];
  return issues.map((issue): Finding => {
    const path = [...at, ...issue.path];
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const line = yaml.lineOf(unknown === undefined ? path : [...path, unknown]);
    const field = unknown ?? path.join('.');
    const missing = issue.code === 'invalid_type' && valueAt(data, issue.path) === undefined;
    const says = unknown !== undefined ? 'shape.unknown' : missing ? 'shape.missing' : 'shape.wrong';
    return { kind: 'shape', level: 'error', file, line, says, values: { field, hint: issue.message } };
  });
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    data,
  );
}

/** Two entries of one language cannot live at one address. */
function twins({ entries }: Content): Finding[] {
  const seen = new Map<string, string>();
  return entries.flatMap(({ file, collection, language, head }): Finding[] => {
    const slug = isRecord(head?.data) ? head.data.slug : undefined;
    if (typeof slug !== 'string') return [];
    const address = `${collection}/${language}/${slug}`;
    const other = seen.get(address);
    seen.set(address, file);
    if (other === undefined) return [];
    return [
      {
        kind: 'shape',
        level: 'error',
        file,
        line: head?.lineOf(['slug']),
        says: 'shape.twin',
        values: { slug, other },
      },
    ];
  });
}
