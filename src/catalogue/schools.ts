import { getCollection, type CollectionEntry } from 'astro:content';
import { materials } from 'virtual:materials';
import type { Listed } from '../materials/material.ts';
import { levels, type LessonPlan } from '../schemas/lesson.ts';
import { languages, type Language } from '../words.ts';
import type { ReadingPage } from './pages.ts';

export type Lesson = {
  /** The file's name, shared by the plan, its slides, its sheet and its game. */
  key: string;
  href: string;
  plan: LessonPlan;
  /** The notes for the teacher, as Astro has made them from Markdown. */
  notes: string;
};
export type Story = { key: string; href: string; data: CollectionEntry<'stories'>['data'] };
export type Schools = { lessons: readonly Lesson[]; stories: readonly Story[] };

/** Pages of one lesson beside its plan, by their key in `schools.pages`. */
export const lessonPages = ['slides', 'sheets', 'quiz'] as const;

/** What is written in this language: a lesson is taught in one, and the others only tell of it. */
export async function schools(language: Language): Promise<Schools> {
  const base = language.path('schools');
  const own = ({ id }: { id: string }): boolean => id.startsWith(`${language.code}/`);
  const [lessons, stories] = await Promise.all([getCollection('schools', own), getCollection('stories', own)]);
  return {
    lessons: lessons
      .map(({ id, data, rendered }) => ({
        key: keyOf(id),
        href: `${base}${data.slug}/`,
        plan: data,
        notes: rendered?.html ?? '',
      }))
      .sort((a, b) => rank(a.plan) - rank(b.plan)),
    stories: stories
      .map(({ id, data }) => ({ key: keyOf(id), href: `${base}${data.slug}/`, data }))
      .sort((a, b) => rank(a.data) - rank(b.data)),
  };
}

const keyOf = (id: string): string => id.slice(id.indexOf('/') + 1);
const rank = ({ level, order }: { level: LessonPlan['level']; order: number }): number =>
  levels.indexOf(level) * 1000 + order;

export const lessonPageHref = ({ say }: Language, { href }: Lesson, page: (typeof lessonPages)[number]): string =>
  `${href}${say(`schools.pages.${page}.slug`)}/`;

/** What there is to take away of this lesson. */
export const filesOf = ({ href }: Lesson): Listed[] =>
  materials.filter(({ kind, address }) => kind === 'lesson' && address.startsWith(href));

/** The lesson of this key. @throws when there is none. */
export async function lessonOf(language: Language, key: string): Promise<Lesson> {
  const found = (await schools(language)).lessons.find((one) => one.key === key);
  if (!found) throw new Error(`content/schools/${language.code} has no ${key}.md`);
  return found;
}

/** What belongs to a lesson in another folder, by the same name. @throws when it is missing. */
export async function partOf<Folder extends 'slides' | 'worksheets' | 'quizzes'>(
  folder: Folder,
  { code }: Language,
  key: string,
): Promise<CollectionEntry<Folder>['data']> {
  const [found] = await getCollection(folder, ({ id }: { id: string }) => id === `${code}/${key}`);
  if (!found) throw new Error(`content/${folder}/${code} has no ${key}.md: every lesson needs one`);
  return found.data;
}

/** Which views are for teachers and which for pupils: each group has its stylesheet, and so its route. */
export const teacherViews = ['schools', 'plan'] as const;
export const pupilViews = [...lessonPages, 'story'] as const;

type View = (typeof teacherViews)[number] | (typeof pupilViews)[number];
type SchoolPage<Shown extends View = View> = Omit<ReadingPage, 'view'> & { view: Shown };

/** Every page under the address of the schools that is drawn by one of these views. */
export async function schoolPages<Shown extends View>(shown: readonly Shown[]): Promise<SchoolPage<Shown>[]> {
  const overview = Object.fromEntries(languages.map(({ code, path }) => [code, path('schools')]));
  const fixed = languages.map(({ code, path }): SchoolPage => ({
    href: path('schools'),
    lang: code,
    view: 'schools',
    id: 'schools',
    addresses: overview,
  }));
  const all = [...fixed, ...(await Promise.all(languages.map(ownPages))).flat()];
  return all.flatMap((page) => shown.filter((view) => view === page.view).map((view) => ({ ...page, view })));
}

async function ownPages(language: Language): Promise<SchoolPage[]> {
  const { code: lang } = language;
  const page = (view: SchoolPage['view'], id: string, href: string): SchoolPage => ({
    href,
    lang,
    view,
    id,
    addresses: { [lang]: href },
  });
  const { lessons, stories } = await schools(language);
  return [
    ...lessons.flatMap((lesson) => [
      page('plan', lesson.key, lesson.href),
      ...lessonPages.map((name) => page(name, lesson.key, lessonPageHref(language, lesson, name))),
    ]),
    ...stories.map(({ key, href }) => page('story', key, href)),
  ];
}
