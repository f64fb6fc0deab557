import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import type { Language } from '../../server/languages.ts';
import { fixedDate } from './fixed-date.ts';
import { withoutClock } from './without-clock.ts';
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
  return withoutClock(await Packer.toBuffer(document), new Date(fixedDate));
}

function paragraphOf({ kind, text }: Block): Paragraph {
  const spacing = { line: 360, after: 160 };
  if (kind === 'note') return new Paragraph({ spacing, children: [new TextRun({ text, italics: true, size: 22 })] });
  if (kind === 'item') return new Paragraph({ spacing, text, bullet: { level: 0 } });
  if (kind === 'paragraph') return new Paragraph({ spacing, children: [new TextRun(text)] });
  return new Paragraph({ text, heading: headings[kind], spacing, keepNext: true });
}
