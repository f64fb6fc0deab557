import { TextRun } from 'docx';
import type { Notes } from '../markdown/notes.ts';

const pieces = /(\*\*.+?\*\*|\[[^\]]+\]\([^)\s]+\)|\s*\[S\d+\])/g;

/** A line of Markdown as Word writes one: bold, links by their words, sources as raised numbers. */
export function runs(text: string, notes: Notes): TextRun[] {
  return text
    .split(pieces)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const source = /^\s*\[(S\d+)\]$/.exec(piece)?.[1];
      if (source) return new TextRun({ text: ` ${notes.numberOf(source)}`, superScript: true });
      const link = /^\[([^\]]+)\]\([^)\s]+\)$/.exec(piece)?.[1];
      if (link) return new TextRun(link);
      return piece.startsWith('**') ? new TextRun({ text: piece.slice(2, -2), bold: true }) : new TextRun(piece);
    });
}
