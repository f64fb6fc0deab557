import { plain, readBlocks } from '../../server/check/markdown.ts';
import { fileAddress, type Material, type Workshop } from '../materials/material.ts';
import { readTexts } from '../materials/read.ts';
import { wordFile, type Block } from '../materials/word-file.ts';
import { clubText } from '../schemas/club.ts';

/** The plans and kits of the clubs for Word, so that everyone can fit them to their place. */
export async function clubFiles(workshop: Workshop): Promise<Material[]> {
  const texts = readTexts(workshop.contentDir, 'clubs', clubText);
  const files = workshop.languages.flatMap((language) =>
    texts
      .filter(({ lang }) => lang === language.code)
      .map(async ({ data, body }): Promise<Material> => ({
        address: fileAddress(language, `${data.slug}.docx`),
        bytes: await wordFile(data.title, [{ kind: 'note', text: data.summary }, ...blocksOf(body)], language),
        lang: language.code,
        kind: 'club',
        title: data.title,
        detail: 'DOCX',
      })),
  );
  return Promise.all(files);
}

/** The blocks of a Markdown text for a sheet: links by their words, no marks of sources. */
export function blocksOf(body: string): Block[] {
  return readBlocks(body).map(({ kind, text }) => ({
    kind: kind === 'heading' ? 'heading' : kind === 'item' ? 'item' : 'paragraph',
    text: plain(text),
  }));
}
