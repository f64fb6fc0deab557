const onset = '(?:ngh|ng|nh|th|tr|ch|ph|kh|gh|gi|qu|[bcdghklmnprstvx])?';
const nucleus =
  '(?:uyeu|oai|oay|oeo|uay|uoi|uou|ieu|yeu|uya|uye|uyu|uau|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ye|[aeiouy])';
const coda = '(?:ch|nh|ng|[cmnpt])?';
const syllable = new RegExp(`^${onset}${nucleus}${coda}$`, 'u');

/** Whether letters without marks can be one Vietnamese syllable. What cannot be may be a slip of the finger. */
export function isSyllable(folded: string): boolean {
  return folded.length <= 7 && syllable.test(folded);
}
