/** `48 KB`, `1,2 MB`: as people of this language write it. @param bytes how many */
export function sizeOf(bytes: number, lang: string): string {
  const format = (value: number, digits: number): string =>
    new Intl.NumberFormat(lang, { maximumFractionDigits: digits }).format(value);
  return bytes < 1_000_000 ? `${format(Math.ceil(bytes / 1000), 0)} KB` : `${format(bytes / 1_000_000, 1)} MB`;
}
