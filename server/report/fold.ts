const marks = /\p{M}+/gu;

/** Vietnamese without marks, for matching and searching; never for showing. */
export function fold(text: string): string {
  return stripMarks(text.normalize('NFC').toLowerCase()).replace(/\s+/gu, ' ').trim();
}

/** NFD leaves `đ` whole, so it is mapped by hand. */
export function stripMarks(lower: string): string {
  return lower.normalize('NFD').replace(marks, '').replaceAll('đ', 'd');
}
