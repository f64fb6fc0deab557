import {
  apps,
  contactWays,
  controls,
  exploitations,
  genders,
  lastContacts,
  recruitments,
  sentences,
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
  | { ask: 'whereIAm' }
  | { ask: 'text'; rows: number }
  | { ask: 'one'; options: readonly string[]; list: string }
  | { ask: 'many'; options: readonly string[]; list: string; aloud?: true }
  | { ask: 'commune' }
);

export type QuestionPage = {
  /** Key of the page's heading: `pages.<id>`. */
  id: string;
  questions: readonly Question[];
  /** Whether pictures and recordings may be sent with this page: for whoever can show but not write. */
  files?: true;
  /** Questions behind the button, for whoever has a moment more. */
  more?: readonly Question[];
};

/** All that a page asks. */
export const questionsOf = ({ questions, more = [] }: QuestionPage): readonly Question[] => [...questions, ...more];

const line = (name: string, hint = false, inputmode?: 'tel' | 'numeric', words?: string): Question => ({
  ask: 'line',
  name,
  hint,
  ...(inputmode ? { inputmode } : {}),
  ...(words ? { words } : {}),
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
  { id: 'tipStory', questions: [text('story', 7, true), one('ongoing', yesNoUnknown, 'yesNo')], files: true },
  { id: 'tipPlace', questions: [line('place', true), commune, line('country', true)] },
  {
    id: 'tipPerson',
    questions: [
      line('victimAge', true),
      one('victimGender', genders, 'gender'),
      line('victimCount', false, 'numeric'),
      one('lastContact', lastContacts, 'lastContact', true),
      line('when', true),
      line('movedTo', true),
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
      text('howToVerify', 3, true),
    ],
  },
  { id: 'tipContact', questions: [line('policeAlready', true), ...contact, line('language', true)] },
];

const missing: readonly QuestionPage[] = [
  {
    id: 'missingWho',
    questions: [line('name', true), text('description', 3, true), line('age', true), one('gender', genders, 'gender')],
    files: true,
  },
  {
    id: 'missingLast',
    questions: [
      line('lastSeenAt', true),
      line('lastSeenPlace'),
      commune,
      line('country', true),
      text('clothing', 2),
      text('marks', 2, true),
    ],
  },
  { id: 'missingHealth', questions: [text('health', 3, true)] },
  {
    id: 'missingSigns',
    questions: [
      text('story', 5, true, 'storyMissing'),
      line('withWhom'),
      text('signsBefore', 3, true),
      line('phones', true, 'tel', 'phonesMissing'),
      line('accounts', true, undefined, 'accountsMissing'),
      line('plates', true, undefined, 'vehicle'),
      line('home', true),
    ],
  },
  {
    id: 'missingReporter',
    questions: [
      text('doneAlready', 3, true),
      line('policeAlready', true),
      one('officialsInvolved', yesNo, 'yesNo', true),
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
      text('story', 4, true, 'storySelf'),
      { ask: 'many', name: 'sentences', options: sentences, list: 'sentences', aloud: true },
    ],
    files: true,
    more: [
      one('safeToAnswer', yesNo, 'yesNo', true),
      one('consentPolice', yesNo, 'yesNo', true),
      one('consent111', yesNo, 'yesNo'),
      one('consentSupport', yesNo, 'yesNo'),
      { ask: 'whereIAm', name: 'place', words: 'placeSelf', hint: true },
      one('abroad', yesNo, 'yesNo'),
      one('officialsInvolved', yesNo, 'yesNo', true),
      line('language', true),
    ],
  },
];

export const questionPages: Record<Kind, readonly QuestionPage[]> = { trafficking: tip, missing_person: missing, self };
