import { Packer } from 'docx';
import type { Language } from '../../server/languages.ts';
import type { Material, Workshop } from '../materials/material.ts';
import { withoutClock } from '../materials/without-clock.ts';
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
          withoutClock(await Packer.toBuffer(planDocument(written, sourceOf, language)), written.plan.checked),
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
