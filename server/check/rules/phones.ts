import type { Content } from '../content.ts';
import type { Finding } from '../finding.ts';
import { place } from './facts.ts';

/** Digits in groups, as people write telephone numbers. */
const written = /(?<![\p{L}\d./-])\+?\d(?:[\d .-]*\d){2,}(?![\p{L}\d/])/giu;
const shortCode = /(?:gọi|bấm|call|dial|ring|hotline|tổng đài|đường dây nóng)(?: số)? (1\d{2,3})(?!\d|[.,]\d)/giu;

/** Only numbers of content/hotlines.yaml may be shown: a wrong one sends somebody in danger to nobody. */
export function phones({ passages }: Content, hotlines: readonly string[]): Finding[] {
  const known = new Set(hotlines.map(digits));
  return passages.flatMap((passage) =>
    phonesIn(passage.plain)
      .filter((number) => !known.has(digits(number)))
      .map((number): Finding => ({
        ...place(passage),
        kind: 'phone',
        level: 'error',
        says: 'phone.unknown',
        values: { number },
      })),
  );
}

/** What looks like a telephone number; statistics (16.626), years and laws (53/2024) do not. */
export function phonesIn(text: string): string[] {
  const long = [...text.matchAll(written)].map(([found]) => found).filter(looksLikePhone);
  const short = [...text.matchAll(shortCode)].map(([, found = '']) => found);
  return [...long, ...short];
}

function looksLikePhone(text: string): boolean {
  const count = digits(text).length;
  const statistic = /^\d{1,3}(\.\d{3})+$|^\d{1,3}([ ,]\d{3})+$/.test(text);
  return count >= 7 && count <= 13 && !statistic && (/^(\+|0|1[89]00)/.test(text) || count >= 9);
}

const digits = (text: string): string => text.replace(/\D/g, '').replace(/^84(?=\d{9}$)/, '0');
