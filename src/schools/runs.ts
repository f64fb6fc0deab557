import { TextRun } from 'docx';
import type { Notes } from '../markdown/notes.ts';
import { piecesOf } from '../markdown/pieces.ts';

/** A line of Markdown as Word writes one: bold, links by their words, sources as raised numbers. */
export function runs(text: string, notes: Notes): TextRun[] {
  return piecesOf(text).map(({ kind, text: words }) => {
    if (kind === 'source') return new TextRun({ text: ` ${notes.numberOf(words)}`, superScript: true });
    return kind === 'bold' ? new TextRun({ text: words, bold: true }) : new TextRun(words);
  });
}
