import type { z } from 'zod';
import { broadcast, pace } from '../../../src/schemas/broadcast.ts';
import { activity, campaignEvent, campaignText, editions, pictures, pledge } from '../../../src/schemas/campaign.ts';
import { checkOffer } from '../../../src/schemas/offer.ts';
import { clubText, clubYear } from '../../../src/schemas/club.ts';
import { guide } from '../../../src/schemas/guide.ts';
import { hotline } from '../../../src/schemas/hotline.ts';
import { law } from '../../../src/schemas/law.ts';
import { lesson } from '../../../src/schemas/lesson.ts';
import { plan24 } from '../../../src/schemas/plan.ts';
import { quiz } from '../../../src/schemas/quiz.ts';
import { slides } from '../../../src/schemas/slides.ts';
import { poster } from '../../../src/schemas/poster.ts';
import { pressFacts, pressText } from '../../../src/schemas/press.ts';
import { source } from '../../../src/schemas/source.ts';
import { story } from '../../../src/schemas/story.ts';
import { trick } from '../../../src/schemas/trick.ts';
import { worksheet } from '../../../src/schemas/worksheet.ts';
import { officesFile } from '../../forward/office-schema.ts';
import { isRecord, type Content } from '../content.ts';
import type { Finding } from '../finding.ts';
import type { Yaml } from '../yaml.ts';

const heads: Readonly<Record<string, z.ZodType>> = {
  guides: guide,
  laws: law,
  tricks: trick,
  schools: lesson,
  slides,
  worksheets: worksheet,
  quizzes: quiz,
  stories: story,
  campaign: campaignText,
  broadcasts: broadcast,
  clubs: clubText,
  press: pressText,
};

/** Files that are one thing, and files that are a list of things. */
const wholes: Readonly<Record<string, z.ZodType>> = {
  'content/plan24.yaml': plan24,
  'content/offices.yaml': officesFile,
  'content/check-offer.yaml': checkOffer,
  'content/broadcasts/pace.yaml': pace,
  'content/campaign/editions.yaml': editions,
  'content/campaign/pledge.yaml': pledge,
  'content/campaign/pictures.yaml': pictures,
  'content/clubs/year.yaml': clubYear,
  'content/press/facts.yaml': pressFacts,
};
const lists: Readonly<Record<string, z.ZodType>> = {
  'content/hotlines.yaml': hotline,
  'content/posters.yaml': poster,
  'content/campaign/events.yaml': campaignEvent,
  'content/campaign/activities.yaml': activity,
};

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
  const whole = wholes[file];
  if (whole) return mismatches(file, yaml, data, whole, []);
  const list = lists[file];
  if (list && Array.isArray(data))
    return data.flatMap((row: unknown, place) => mismatches(file, yaml, row, list, [place]));
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
