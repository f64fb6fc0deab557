/** The options that an answer is one of, by field: their words lie under `options.<list>.<value>`. */
export const optionsOf: Readonly<Record<string, string>> = {
  ongoing: 'yesNo',
  officialsInvolved: 'yesNo',
  abroad: 'yesNo',
  consentPolice: 'yesNo',
  consent111: 'yesNo',
  consentSupport: 'yesNo',
  safeToAnswer: 'yesNo',
  'contact.safe': 'yesNo',
  'contact.share': 'yesNo',
  'contact.how': 'contactWays',
  lastContact: 'lastContact',
  gender: 'gender',
  victimGender: 'gender',
  exploitation: 'exploitation',
  recruitment: 'recruitment',
  controls: 'controls',
  apps: 'apps',
  sentences: 'sentences',
};

/** Whether there is such a text, and the text. */
type Words = { has: (key: string) => boolean; say: (key: string) => string };

/** One value of an answer in words; what is no option is what they wrote. */
export function valueInWords({ has, say }: Words, field: string, value: string): string {
  const key = `options.${optionsOf[field] ?? 'none'}.${value}`;
  return has(key) ? say(key) : value;
}
