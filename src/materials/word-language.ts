import type { Language } from '../../server/languages.ts';

/** The language of a document as Word names it, so that it checks spelling in it and reads it aloud rightly: `vi-VN`. */
export const wordLanguage = ({ say }: Pick<Language, 'say'>): string => say('preview.locale').replace('_', '-');
