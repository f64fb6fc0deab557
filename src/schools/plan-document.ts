import { AlignmentType, Document, Footer, PageNumber, Paragraph, TextRun } from 'docx';
import type { Language } from '../../server/languages.ts';
import type { Say } from '../../server/report/words.ts';
import { wordLanguage } from '../materials/word-language.ts';
import { readBlocks } from '../../server/check/markdown.ts';
import { Notes } from '../markdown/notes.ts';
import type { LessonPlan } from '../schemas/lesson.ts';
import type { Task, Worksheet } from '../schemas/worksheet.ts';
import { aboutLesson, withoutMarks } from './about.ts';
import type { Source, Written } from './written.ts';
import { dotted, heading, labelled, list, paragraph, table, type Part } from './parts.ts';

/** The whole lesson for a teacher to change: plan, sheet, answers, letter, sources. */
export function planDocument(written: Written, sourceOf: (id: string) => Source, language: Language): Document {
  const { say } = language;
  const notes = new Notes();
  const children = [
    ...opening(written.plan, notes, say),
    ...preparation(written.plan, notes, say),
    ...course(written.plan, notes, say),
    ...afterwards(written, notes, say),
    ...sheet(written.worksheet, notes, say),
    ...letter(written.plan, notes, say),
    heading(say('sources.title'), 2, true),
    ...notes.sources.map((id, place) => sourceLine(place + 1, sourceOf(id))),
  ];
  const number = new TextRun({ children: [`${say('site.name')} · 111 · `, PageNumber.CURRENT], size: 20 });
  return new Document({
    title: written.plan.title,
    description: written.plan.summary,
    creator: say('site.name'),
    lastModifiedBy: say('site.name'),
    styles: stylesIn(language),
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin } },
        footers: {
          default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })] }),
        },
        children,
      },
    ],
  });
}

const margin = { top: 1134, bottom: 1134, left: 1422, right: 1134 };
const font = 'Times New Roman';
const headingStyle = (level: number, size: number, before: number) => ({
  run: { font, size, bold: true, color: '000000' },
  paragraph: { spacing: { before, after: 80 }, outlineLevel: level - 1 },
});
const stylesIn = (language: Language) => ({
  default: {
    document: {
      run: { font, size: 26, language: { value: wordLanguage(language) } },
      paragraph: { spacing: { after: 100, line: 300 } },
    },
    heading1: headingStyle(1, 36, 120),
    heading2: headingStyle(2, 28, 280),
    heading3: headingStyle(3, 26, 180),
  },
});

function opening(plan: LessonPlan, notes: Notes, say: Say): Part[] {
  return [
    paragraph(say('schools.docx.head'), notes),
    heading(plan.title, 1),
    paragraph(aboutLesson(say, plan), notes),
    paragraph(plan.summary, notes),
    labelled(say('schools.warning'), plan.warning, notes),
  ];
}

function preparation(plan: LessonPlan, notes: Notes, say: Say): Part[] {
  const pupils = say(`schools.levels.${plan.level}.pupils`);
  return [
    heading(say('schools.plan.aims')),
    ...list(plan.aims, notes),
    heading(say('schools.plan.materials')),
    labelled(say('schools.plan.teacherBrings'), `${plan.materials.teacher.join('; ')}.`, notes),
    labelled(pupils, plan.materials.pupils.join('; '), notes),
    heading(say('schools.plan.situations')),
    ...plan.situations.flatMap(({ title, text, ask, listen }) => [
      heading(title, 3),
      paragraph(text, notes),
      ...list(ask, notes),
      labelled(say('schools.plan.situationListen'), listen, notes),
    ]),
  ];
}

function course(plan: LessonPlan, notes: Notes, say: Say): Part[] {
  const columns = [say('schools.plan.teacherDoes'), say(`schools.levels.${plan.level}.pupils`)];
  return [
    heading(say('schools.plan.activities')),
    ...plan.activities.flatMap(({ title, minutes, aim, steps }) => [
      heading(`${title} (${say('schools.minutes', { count: minutes })})`, 3),
      labelled(say('schools.plan.activityAim'), aim, notes),
      table(
        columns,
        steps.map(({ teacher, pupils }) => [teacher, pupils]),
        notes,
      ),
    ]),
    heading(say('schools.plan.helpers')),
    ...list(plan.helpers, notes),
    heading(say('schools.plan.checks')),
    ...plan.checks.flatMap(({ ask, answer }) => [paragraph(`**${ask}** ${answer}`, notes)]),
  ];
}

function afterwards({ plan, body }: Written, notes: Notes, say: Say): Part[] {
  return [
    heading(say('schools.plan.after')),
    ...dotted(4),
    heading(say('schools.plan.disclosure')),
    ...(['say', 'never', 'act'] as const).flatMap((part) => [
      heading(say(`schools.plan.${part}`), 3),
      ...list(plan.disclosure[part], notes),
    ]),
    heading(say('schools.plan.notes')),
    ...readBlocks(body).flatMap(({ kind, text }) => {
      if (kind === 'heading') return [heading(text, 3)];
      return kind === 'item' ? list([text], notes) : [paragraph(text, notes)];
    }),
  ];
}

function sheet({ title, lead, tasks, answers }: Worksheet, notes: Notes, say: Say): Part[] {
  const fingers = say('schools.docx.fingers').split(', ');
  return [
    heading(title, 2, true),
    paragraph(lead, notes),
    ...tasks.flatMap((task) => [
      heading(task.title, 3),
      paragraph(task.text, notes),
      ...taskParts(task, fingers, notes),
    ]),
    paragraph(`**${say('schools.sheets.help')}**`, notes),
    heading(say('schools.sheets.answers'), 2, true),
    ...list(answers, notes),
  ];
}

function taskParts(task: Task, fingers: readonly string[], notes: Notes): Part[] {
  if (task.kind === 'hand') return fingers.flatMap((finger) => [paragraph(`${finger}:`, notes), ...dotted(1)]);
  if (task.kind === 'lines')
    return task.rows.flatMap((row) => [paragraph(withoutMarks(row), notes), ...dotted(task.each)]);
  if (task.kind === 'ticks') return task.rows.map((row) => paragraph(`☐ ${withoutMarks(row)}`, notes));
  const empty = task.columns.slice(1).map(() => '');
  return [
    table(
      task.columns,
      task.rows.map((row) => [withoutMarks(row), ...empty]),
      notes,
    ),
  ];
}

function letter(plan: LessonPlan, notes: Notes, say: Say): Part[] {
  return [
    heading(plan.letter.title, 2, true),
    ...plan.letter.text.map((text) => paragraph(text, notes)),
    paragraph(say('schools.sheets.signed'), notes),
  ];
}

const sourceLine = (number: number, { publisher, about, url }: Source): Paragraph =>
  new Paragraph({ children: [new TextRun(`${number}. ${publisher}: ${about}. ${url}`)] });
