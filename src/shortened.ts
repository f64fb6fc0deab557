const mostLetters = 120;

/** Quotes as one line: as many as fit, each whole, then an ellipsis; the first one always, cut where it is too long itself. */
export function shortened(quotes: readonly string[]): string {
  const [first = '', ...others] = quotes;
  const kept = [first.length > mostLetters ? `${first.slice(0, mostLetters)}…` : first];
  let letters = first.length;
  for (const quote of others) {
    letters += quote.length;
    if (letters > mostLetters) return `${kept.join(' … ')} …`;
    kept.push(quote);
  }
  return kept.join(' … ');
}
