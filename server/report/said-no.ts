/** Whether somebody who reports for themselves wants no police to have it. Then a person decides, with a reason. */
export const saidNoToPolice = (fields: Readonly<Record<string, unknown>>): boolean =>
  fields['kind'] === 'self' && fields['consentPolice'] === 'no';

/** Why a person may decide against it, as an officer gives it: a child, a life, or the person has agreed since. */
export const consentReasons: readonly string[] = ['child', 'life', 'agreed'];
