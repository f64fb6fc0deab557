import { Packer } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Language } from '../../server/languages.ts';
import type { Material, Workshop } from '../materials/material.ts';
import { answersPdf, letterPdf, worksheetPdf } from '../print/lesson-sheets.ts';
import { lessonFileAddress, lessonFileNames, type LessonFile } from './address.ts';
import { planDocument } from './plan-document.ts';
import { sourcesIn, writtenLessons, type Written } from './written.ts';

/** What a teacher takes away of each lesson: sheet, answers and letter to print, the plan to change. */
export async function lessonFiles(workshop: Workshop): Promise<Material[]> {
  const made = workshop.languages.flatMap((language) => {
    const sourceOf = sourcesIn(workshop.contentDir, language.code);
    return writtenLessons(workshop.contentDir, language.code).flatMap((written) => {
      const desk = { language, workshop, sourceOf };
      const bytesOf = {
        sheet: () => worksheetPdf(written, desk),
        answers: () => answersPdf(written, desk),
        letter: () => letterPdf(written, desk),
        plan: async () =>
          sameBytes(await Packer.toBuffer(planDocument(written, sourceOf, language)), written.plan.checked),
      };
      return lessonFileNames.map(async (file) => listedAs(file, written, language, await bytesOf[file]()));
    });
  });
  return Promise.all(made);
}

function listedAs(file: LessonFile, { plan }: Written, language: Language, bytes: Uint8Array): Material {
  const { say, code, path } = language;
  const name = say(`lessonFiles.${file}.name`);
  return {
    address: lessonFileAddress(path('schools'), plan.slug, name, file === 'plan' ? 'docx' : 'pdf'),
    bytes,
    lang: code,
    kind: 'lesson',
    title: plan.title,
    detail: say(`lessonFiles.${file}.title`),
  };
}

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
