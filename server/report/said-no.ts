/** Whether somebody who reports for themselves does not want the police to have it. Then a person decides, with a reason. */
export const saidNoToPolice = (fields: Readonly<Record<string, unknown>>): boolean =>
  fields['kind'] === 'self' && fields['consentPolice'] === 'no';
