import type { Font } from 'satori';
import type { Language } from '../../server/languages.ts';
import { fileAddress, textIn, type Material, type Workshop } from '../materials/material.ts';
import { readData } from '../materials/read.ts';
import { pictures } from '../schemas/campaign.ts';
import type { Drawing } from './drawing.ts';
import { readFonts } from './fonts.ts';
import { keptPicture } from './kept.ts';
import { drawFrame, drawPost } from './social-card.ts';

const frameSize = 1080;

/** Pictures to post on social media, each in several shapes, and a frame for one's own picture. */
export async function socialPictures(workshop: Workshop): Promise<Material[]> {
  const content = readData(workshop.contentDir, 'campaign/pictures.yaml', pictures);
  const fonts = readFonts();
  const files: Material[] = [];
  for (const language of workshop.languages) {
    const own = (texts: Readonly<Record<string, string>>): string => textIn(language, workshop, texts);
    for (const one of content.pictures) {
      for (const { width, height, slug, where } of content.shapes) {
        const words = { title: own(one.title), line: own(one.line), name: workshop.site.name, numbers: '113 · 111' };
        const name = `${own(one.slug)}-${own(slug)}.png`;
        const about = { title: own(one.title), detail: `${own(where)}, ${width} × ${height}` };
        files.push(await drawn(drawPost(words, width, height), { width, height, name, ...about }, language, fonts));
      }
    }
    const { slug, title, words } = content.frame;
    const about = { title: own(title), detail: `${frameSize} × ${frameSize}`, name: `${own(slug)}.png` };
    const size = { width: frameSize, height: frameSize };
    files.push(await drawn(drawFrame(own(words), frameSize), { ...size, ...about }, language, fonts));
  }
  return files;
}

type About = { width: number; height: number; name: string; title: string; detail: string };

async function drawn(drawing: Drawing, about: About, language: Language, fonts: Font[]): Promise<Material> {
  const { width, height, name, title, detail } = about;
  return {
    address: fileAddress(language, name),
    bytes: await keptPicture(drawing, width, height, fonts),
    lang: language.code,
    kind: 'picture',
    title,
    detail,
  };
}
