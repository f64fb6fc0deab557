import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import { unzipSync, zipSync } from 'fflate';
import type { Language } from '../../server/languages.ts';
import { fixedDate } from './fixed-date.ts';
import { wordLanguage } from './word-language.ts';

export type Block = { kind: 'title' | 'heading' | 'note' | 'paragraph' | 'item'; text: string };

const headings = { title: HeadingLevel.TITLE, heading: HeadingLevel.HEADING_1 } as const;

/** A DOCX to be read aloud: large letters, air between the lines. The same words give the same bytes. */
export async function wordFile(title: string, blocks: readonly Block[], language: Language): Promise<Uint8Array> {
  const document = new Document({
    title,
    creator: '',
    lastModifiedBy: '',
    styles: {
      default: {
        document: { run: { font: 'Arial', size: 28, language: { value: wordLanguage(language) } } },
      },
    },
    sections: [{ children: [paragraphOf({ kind: 'title', text: title }), ...blocks.map(paragraphOf)] }],
  });
  return withoutClock(await Packer.toBuffer(document));
}

function paragraphOf({ kind, text }: Block): Paragraph {
  const spacing = { line: 360, after: 160 };
  if (kind === 'note') return new Paragraph({ spacing, children: [new TextRun({ text, italics: true, size: 22 })] });
  if (kind === 'item') return new Paragraph({ spacing, text, bullet: { level: 0 } });
  if (kind === 'paragraph') return new Paragraph({ spacing, children: [new TextRun(text)] });
  return new Paragraph({ text, heading: headings[kind], spacing, keepNext: true });
}

/** The library writes the hour of making into the package, in two places. */
function withoutClock(bytes: Uint8Array): Uint8Array {
  const day = new Date(fixedDate);
  const files = unzipSync(bytes);
  const core = files['docProps/core.xml'];
  if (core) {
    const told = new TextDecoder().decode(core);
    const fixed = told.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, day.toISOString());
    files['docProps/core.xml'] = new TextEncoder().encode(fixed);
  }
  // ZIP tells local time: the same hour everywhere, wherever it is made.
  return zipSync(files, { mtime: new Date(2026, 0, 1), level: 6 });
}
