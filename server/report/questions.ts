import {
  apps,
  contactWays,
  controls,
  exploitations,
  genders,
  lastContacts,
  recruitments,
  yesNo,
  yesNoUnknown,
  type Kind,
} from './codes.ts';

/**
 * The questions of the three doors, page by page, in the order that puts first what saves a life.
 * Labels and hints stand in content/words under `fields.<words or name>`, the words of options under `options.<list>`.
 */
export type Question = {
  name: string;
  words?: string;
  hint?: boolean;
} & (
  | { ask: 'line'; inputmode?: 'tel' | 'numeric' }
  | { ask: 'text'; rows: number }
  | { ask: 'one' | 'many'; options: readonly string[]; list: string }
  | { ask: 'commune' }
);

export type QuestionPage = {
  /** Key of the page's heading: `pages.<id>`. */
  id: string;
  questions: readonly Question[];
};

const line = (name: string, hint = false, inputmode?: 'tel' | 'numeric'): Question => ({
  ask: 'line',
  name,
  hint,
  ...(inputmode ? { inputmode } : {}),
});
const text = (name: string, rows: number, hint = false, words?: string): Question => ({
  ask: 'text',
  name,
  rows,
  hint,
  ...(words ? { words } : {}),
});
const one = (name: string, options: readonly string[], list: string, hint = false): Question => ({
  ask: 'one',
  name,
  options,
  list,
  hint,
});
const many = (name: string, options: readonly string[], hint = false): Question => ({
  ask: 'many',
  name,
  options,
  list: name,
  hint,
});
const commune: Question = { ask: 'commune', name: 'commune', hint: true };

const contact: readonly Question[] = [
  { ask: 'one', name: 'contact.how', words: 'contactHow', options: contactWays, list: 'contactWays' },
  { ask: 'line', name: 'contact.value', words: 'contactValue' },
  { ask: 'one', name: 'contact.safe', words: 'contactSafe', options: yesNo, list: 'yesNo' },
  { ask: 'one', name: 'contact.share', words: 'contactShare', options: yesNo, list: 'yesNo', hint: true },
];

const tip: readonly QuestionPage[] = [
  { id: 'tipStory', questions: [text('story', 7, true), one('ongoing', yesNoUnknown, 'yesNo')] },
  { id: 'tipPlace', questions: [line('place', true), commune, line('country', true)] },
  {
    id: 'tipPerson',
    questions: [
      line('victimAge', true),
      line('victimCount', false, 'numeric'),
      one('lastContact', lastContacts, 'lastContact', true),
      line('when', true),
    ],
  },
  {
    id: 'tipHow',
    questions: [
      many('exploitation', exploitations),
      many('recruitment', recruitments),
      many('apps', apps),
      many('controls', controls),
    ],
  },
  {
    id: 'tipWho',
    questions: [
      text('suspects', 3, true),
      line('phones', true, 'tel'),
      line('accounts', true),
      line('plates', true),
      one('officialsInvolved', yesNo, 'yesNo', true),
    ],
  },
  { id: 'tipContact', questions: [line('policeAlready', true), ...contact, line('language', true)] },
];

const missing: readonly QuestionPage[] = [
  {
    id: 'missingWho',
    questions: [line('name', true), text('description', 3, true), line('age', true), one('gender', genders, 'gender')],
  },
  {
    id: 'missingLast',
    questions: [line('lastSeenAt', true), line('lastSeenPlace'), commune, text('clothing', 2), text('marks', 2, true)],
  },
  { id: 'missingHealth', questions: [text('health', 3, true)] },
  {
    id: 'missingSigns',
    questions: [
      text('story', 5, true, 'storyMissing'),
      line('withWhom'),
      text('signsBefore', 3, true),
      line('phones', true, 'tel'),
      line('accounts', true),
    ],
  },
  {
    id: 'missingReporter',
    questions: [
      text('doneAlready', 3, true),
      line('policeAlready', true),
      line('relation'),
      ...contact,
      line('language', true),
    ],
  },
];

const self: readonly QuestionPage[] = [
  {
    id: 'self',
    questions: [
      text('story', 6, true, 'storySelf'),
      one('safeToAnswer', yesNo, 'yesNo', true),
      one('abroad', yesNo, 'yesNo'),
      one('consentPolice', yesNo, 'yesNo'),
      one('consent111', yesNo, 'yesNo'),
      one('consentSupport', yesNo, 'yesNo'),
    ],
  },
];

export const questionPages: Record<Kind, readonly QuestionPage[]> = { trafficking: tip, missing_person: missing, self };
