import type { Language } from '../../server/languages.ts';
import { Notes } from '../markdown/notes.ts';
import { piecesOf, type Piece } from '../markdown/pieces.ts';
import type { Workshop } from '../materials/material.ts';
import type { Task } from '../schemas/worksheet.ts';
import { withoutMarks } from '../schools/about.ts';
import { handPicture } from '../schools/hand.ts';
import type { Source, Written } from '../schools/written.ts';
import { pdfOf } from './compiler.ts';
import { numbersFor } from './numbers.ts';

type Desk = { language: Language; workshop: Workshop; sourceOf: (id: string) => Source };

/** What pupils write on: no sources, no QR code, 111 at the foot. */
export function worksheetPdf({ plan, worksheet }: Written, { language, workshop }: Desk): Uint8Array {
  const { say } = language;
  return pdfOf('worksheet.typ', {
    ...frame(worksheet.title, language, workshop),
    lead: worksheet.lead,
    // Grown-ups keep theirs to themselves.
    ...(plan.age ? { name: say('schools.sheets.name'), class: say('schools.sheets.class') } : {}),
    tasks: worksheet.tasks.map(forPupils),
    help: say('schools.sheets.help'),
    hand: handPicture(),
    handAlt: say('schools.sheets.hand'),
  });
}

export function answersPdf({ worksheet }: Written, desk: Desk): Uint8Array {
  const { say } = desk.language;
  const notes = new Notes();
  return pdfOf('answers.typ', {
    ...frame(say('lessonFiles.answersOf', { sheet: worksheet.title }), desk.language, desk.workshop),
    who: say('schools.sheets.teacherOnly'),
    answers: worksheet.answers.map((line) => numbered(line, notes)),
    ...leanedOn(notes, desk),
  });
}

export function letterPdf({ plan }: Written, desk: Desk): Uint8Array {
  const { language, workshop } = desk;
  const notes = new Notes();
  return pdfOf('letter.typ', {
    ...frame(plan.letter.title, language, workshop),
    paragraphs: plan.letter.text.map((line) => numbered(line, notes)),
    signed: language.say('schools.sheets.signed'),
    numbers: numbersFor(language, workshop, ['police-113', 'hotline-111']),
    ...leanedOn(notes, desk),
  });
}

const frame = (title: string, { code, say }: Language, { site }: Workshop) => ({
  title,
  lang: code,
  site: site.name,
  foot: `${site.name} · ${say('schools.deck.help')} 111`,
});

const forPupils = (task: Task) => ({
  ...task,
  text: piecesOf(withoutMarks(task.text)),
  ...('rows' in task ? { rows: task.rows.map((row) => piecesOf(withoutMarks(row))) } : {}),
});

/** A mark of a source becomes its number in the list below. */
const numbered = (line: string, notes: Notes): Piece[] =>
  piecesOf(line).map((piece) =>
    piece.kind === 'source' ? { ...piece, text: String(notes.numberOf(piece.text)) } : piece,
  );

const leanedOn = (notes: Notes, { language, sourceOf }: Desk) => ({
  sourcesTitle: language.say('sources.title'),
  sources: notes.sources.map((id) => {
    const { publisher, about, url } = sourceOf(id);
    return `${publisher}: ${about}. ${url}`;
  }),
});
