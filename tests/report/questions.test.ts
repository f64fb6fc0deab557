import { describe, expect, test } from 'vitest';
import { questionPages, questionsOf } from '../../server/report/questions.ts';
import { kinds } from '../../server/report/codes.ts';

const contact = 'contact.how contact.value contact.safe contact.share language';

/** What each door asks, in the order in which it asks it: what saves a life first. A line is a page. */
const asked = {
  trafficking: [
    'story ongoing',
    'place commune country',
    'victimAge victimGender victimCount lastContact when movedTo',
    'exploitation recruitment apps controls',
    'suspects phones accounts plates officialsInvolved howToVerify',
    `policeAlready ${contact}`,
  ],
  missing_person: [
    'name description age gender',
    'lastSeenAt lastSeenPlace commune country clothing marks',
    'health',
    'story withWhom signsBefore phones accounts plates home',
    `doneAlready policeAlready officialsInvolved relation ${contact}`,
  ],
  self: [
    'story sentences safeToAnswer consentPolice consent111 consentSupport place abroad officialsInvolved language',
  ],
};

describe.each(kinds)('the questions of %s', (kind) => {
  const pages = questionPages[kind];

  test('are all that a public form should ask, each once', () => {
    expect(
      pages.map((page) =>
        questionsOf(page)
          .map(({ name }) => name)
          .join(' '),
      ),
    ).toEqual(asked[kind]);
  });

  test('take a picture or a recording with the first page', () => {
    expect(pages.map(({ files }) => files ?? false)).toEqual(pages.map((_, number) => number === 0));
  });
});
