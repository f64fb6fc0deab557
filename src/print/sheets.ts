import { z } from 'zod';
import type { Language } from '../../server/languages.ts';
import type { Named } from '../materials/communes.ts';
import { textIn, type Workshop } from '../materials/material.ts';
import { readData } from '../materials/read.ts';
import { poster, type Poster } from '../schemas/poster.ts';

/** One poster, notice, leaflet or card on one paper, in colour or without; perhaps with a commune's name. */
export type Sheet = { poster: Poster; paper: string; colour: boolean; commune?: Named | undefined };

/** Every sheet there is, on each of its papers, in colour and without. */
export const everySheet = ({ contentDir }: Pick<Workshop, 'contentDir'>, commune?: Named): Sheet[] =>
  readPosters(contentDir).flatMap((one) => one.papers.flatMap((paper) => inBoth({ poster: one, paper, commune })));

/** Those that are made for each commune with its name at build. */
export const localSheets = ({ contentDir }: Pick<Workshop, 'contentDir'>, commune: Named): Sheet[] =>
  readPosters(contentDir)
    .filter((one) => one.local)
    .flatMap((one) => inBoth({ poster: one, paper: 'a4', commune }));

const readPosters = (contentDir: string): Poster[] => readData(contentDir, 'posters.yaml', z.array(poster));

const inBoth = (sheet: Omit<Sheet, 'colour'>): Sheet[] => [true, false].map((colour) => ({ ...sheet, colour }));

type Speaker = Pick<Language, 'code' | 'say'>;
type Speakers = { languages: readonly Pick<Language, 'code'>[] };

/** `to-roi-a5-den-trang`: its name as a file, without the ending. */
export const nameOfSheet = ({ poster: { slug }, paper, colour }: Sheet, language: Speaker, all: Speakers): string =>
  `${textIn(language, all, slug)}-${paper}${colour ? '' : language.say('materials.file.grey')}`;

/** “A5, đen trắng”. */
export const detailOfSheet = ({ paper, colour }: Sheet, { say }: Pick<Language, 'say'>): string =>
  say(colour ? 'materials.colour' : 'materials.grey', { paper: paper.toUpperCase() });
