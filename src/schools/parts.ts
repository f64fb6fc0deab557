import { HeadingLevel, Paragraph, Table, TableCell, TableRow, TabStopType, TextRun, WidthType } from 'docx';
import type { Notes } from '../markdown/notes.ts';
import { runs } from './runs.ts';

export type Part = Paragraph | Table;

/** Width of the text on A4 with the margins of the plan, in twentieths of a point. */
export const textWidth = 9350;

export const heading = (text: string, level: 1 | 2 | 3 = 2, newPage = false): Paragraph =>
  new Paragraph({
    text,
    heading: [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][level - 1],
    keepNext: true,
    pageBreakBefore: newPage,
  });

export const paragraph = (text: string, notes: Notes): Paragraph => new Paragraph({ children: runs(text, notes) });

/** “Mục tiêu: …” */
export const labelled = (label: string, text: string, notes: Notes): Paragraph =>
  new Paragraph({ children: [new TextRun({ text: `${label}: `, bold: true }), ...runs(text, notes)] });

export const list = (lines: readonly string[], notes: Notes): Paragraph[] =>
  lines.map((line) => new Paragraph({ children: runs(line, notes), bullet: { level: 0 } }));

/** Lines to write on. */
export const dotted = (count: number): Paragraph[] =>
  Array.from(
    { length: count },
    () =>
      new Paragraph({
        children: [new TextRun('\t')],
        tabStops: [{ type: TabStopType.RIGHT, position: textWidth, leader: 'dot' }],
      }),
  );

/** Columns of equal width; the first row says what they hold. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[], notes: Notes): Table {
  const width = Math.floor(textWidth / columns.length);
  const cell = (text: string, bold: boolean): TableCell =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      children: [new Paragraph({ children: bold ? [new TextRun({ text, bold })] : runs(text, notes) })],
    });
  const row = (texts: readonly string[], head = false): TableRow =>
    new TableRow({ tableHeader: head, cantSplit: true, children: texts.map((text) => cell(text, head)) });
  return new Table({
    columnWidths: columns.map(() => width),
    width: { size: textWidth, type: WidthType.DXA },
    rows: [row(columns, true), ...rows.map((texts) => row(texts))],
  });
}
