import { readTexts, readData } from '../materials/read.ts';
import { lesson, type LessonPlan } from '../schemas/lesson.ts';
import { source } from '../schemas/source.ts';
import { worksheet, type Worksheet } from '../schemas/worksheet.ts';
import { z } from 'zod';

/** A lesson as files outside of pages need it: its plan, the notes for the teacher, and what pupils write on. */
export type Written = { plan: LessonPlan; body: string; worksheet: Worksheet };

/** The lessons written in this language. @throws when one has no worksheet of its name. */
export function writtenLessons(contentDir: string, code: string): Written[] {
  const sheets = readTexts(contentDir, 'worksheets', worksheet).filter(({ lang }) => lang === code);
  return readTexts(contentDir, 'schools', lesson)
    .filter(({ lang }) => lang === code)
    .map(({ key, data, body }) => {
      const sheet = sheets.find((one) => one.key === key)?.data;
      if (!sheet) throw new Error(`content/worksheets/${code} has no ${key}.md: every lesson needs one`);
      return { plan: data, body, worksheet: sheet };
    });
}

export type Source = { publisher: string; about: string; url: string };

/** Looks up what a lesson leans on, told in this language. @throws when content/sources.yaml does not have it. */
export function sourcesIn(contentDir: string, code: string): (id: string) => Source {
  const sources = readData(contentDir, 'sources.yaml', z.record(z.string(), source));
  return (id) => {
    const found = sources[id];
    if (!found) throw new Error(`content/sources.yaml has no ${id}`);
    return { ...found, about: found.about[code] ?? '' };
  };
}
