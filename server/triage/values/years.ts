/** Names of age bands, as conditions use them. */
export function bandsOf(years: number): string[] {
  if (!Number.isFinite(years) || years < 0 || years > 120) return [];
  if (years >= 18) return years >= 65 ? ['age_adult', 'age_old'] : ['age_adult'];
  return ['age_minor', ...(years < 16 ? ['age_under16'] : []), ...(years < 12 ? ['age_under12'] : [])];
}

/** A band "35-45" counts by its lower end: whoever may be a child is taken for one. */
export function yearsOfAnswer(answer: number | string | undefined): number | null {
  if (typeof answer === 'number') return answer;
  const first = /\d{1,3}/u.exec(answer ?? '');
  return first ? Number(first[0]) : null;
}
