import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Packer } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { parse } from 'yaml';
import { z } from 'zod';
import { splitHead } from '../../server/check/markdown.ts';
import type { Language } from '../../server/languages.ts';
import type { Files, Finished } from '../finishing/finished.ts';
import { lesson } from '../schemas/lesson.ts';
import { source } from '../schemas/source.ts';
import { worksheet } from '../schemas/worksheet.ts';
import { planAddress } from './address.ts';
import { planDocument, type Source, type Written } from './plan-document.ts';

/** Every lesson as a file that a teacher can change, at the address its page names. */
export async function planFiles({ contentDir, languages }: Finished): Promise<Files> {
  const files: Files = new Map();
  const sources = z.record(z.string(), source).parse(readYaml(path.join(contentDir, 'sources.yaml')));
  for (const language of languages) {
    const sourceOf = (id: string): Source => {
      const found = sources[id];
      if (!found) throw new Error(`content/sources.yaml has no ${id}`);
      return { ...found, about: found.about[language.code] ?? '' };
    };
    for (const written of lessonsIn(contentDir, language)) {
      const made = await Packer.toBuffer(planDocument(written, sourceOf, language.say));
      files.set(planAddress(language.path('schools'), written.plan.slug), sameBytes(made, written.plan.checked));
    }
  }
  return files;
}

function lessonsIn(contentDir: string, { code }: Language): Written[] {
  const folder = path.join(contentDir, 'schools', code);
  const names = readdirSync(path.join(contentDir, 'schools')).includes(code) ? readdirSync(folder).sort() : [];
  return names.map((name) => {
    const { head, body } = splitHead(readFileSync(path.join(folder, name), 'utf8'));
    const sheet = splitHead(readFileSync(path.join(contentDir, 'worksheets', code, name), 'utf8'));
    return { plan: lesson.parse(parse(head ?? '')), body, worksheet: worksheet.parse(parse(sheet.head ?? '')) };
  });
}

const readYaml = (file: string): unknown => parse(readFileSync(file, 'utf8'));

/** The library writes the moment of making into the file; ours bears the day its facts were checked, so that equal content makes equal bytes. */
function sameBytes(made: Uint8Array, day: Date): Uint8Array {
  const parts = unzipSync(made);
  const core = parts['docProps/core.xml'];
  if (core) {
    const dated = strFromU8(core).replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${day.toISOString()}`);
    parts['docProps/core.xml'] = strToU8(dated);
  }
  return zipSync(parts, { level: 9, mtime: new Date(1980, 0, 1) });
}
