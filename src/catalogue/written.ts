import { getCollection } from 'astro:content';
import { typesetter, type Typesetter } from '../markdown/typeset.ts';

/** A text of content/ with its body set; what else the page says is set by `type`, into the same list of sources. */
export type WrittenText = {
  data: { title: string; summary: string; checked: Date; icon?: string };
  body: string;
  type: Typesetter;
};

const folders = { clubs: 'clubs', pressTexts: 'press' } as const;

/** @throws when there is no such text in this language. */
export async function writtenText(collection: keyof typeof folders, lang: string, key: string): Promise<WrittenText> {
  const file = `content/${folders[collection]}/${lang}/${key}.md`;
  const found = (await getCollection(collection)).find(({ id }) => id === `${lang}/${key}`);
  if (!found) throw new Error(`${file} is missing`);
  const type = await typesetter(lang, file);
  return { data: found.data, body: type.body(found.rendered?.html ?? ''), type };
}
