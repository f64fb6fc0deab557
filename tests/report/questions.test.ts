import { describe, expect, test } from 'vitest';
import { questionPages, questionsOf } from '../../server/report/questions.ts';
import { kinds } from '../../server/report/codes.ts';

/** What each door asks, in the order in which it asks it: what saves a life first. */
const contact = ['contact.how', 'contact.value', 'contact.safe', 'contact.share'];
const asked = {
  trafficking: [
    ...['story', 'ongoing', 'place', 'commune', 'country'],
    ...['victimAge', 'victimGender', 'victimCount', 'lastContact', 'when', 'movedTo'],
    ...['exploitation', 'recruitment', 'apps', 'controls'],
    ...['suspects', 'phones', 'accounts', 'plates', 'officialsInvolved', 'howToVerify'],
    ...['policeAlready', ...contact, 'language'],
  ],
  missing_person: [
    ...[
      'name',
      'description',
      'age',
      'gender',
      'lastSeenAt',
      'lastSeenPlace',
      'commune',
      'country',
      'clothing',
      'marks',
    ],
    ...['health', 'story', 'withWhom', 'signsBefore', 'phones', 'accounts', 'plates', 'home'],
    ...['doneAlready', 'policeAlready', 'officialsInvolved', 'relation', ...contact, 'language'],
  ],
  self: [
    ...['story', 'sentences', 'safeToAnswer', 'consentPolice', 'consent111', 'consentSupport'],
    ...['place', 'abroad', 'officialsInvolved', 'language'],
  ],
};

describe.each(kinds)('the questions of %s', (kind) => {
  const pages = questionPages[kind];

  test('are all that a public form should ask, each once', () => {
    expect(pages.flatMap(questionsOf).map(({ name }) => name)).toEqual(asked[kind]);
  });

  test('take a picture or a recording with the first page', () => {
    expect(pages.map(({ files }) => files ?? false)).toEqual(pages.map((_, number) => number === 0));
  });
});
