import { describe, expect, test } from 'vitest';
import { officeKinds } from '../../server/forward/office-schema.ts';
import { parcelFor, type Parcel } from '../../server/forward/parcel.ts';

const whole: Parcel = {
  version: 1,
  id: 'abc',
  receivedAt: '2026-11-23T09:00:00.000Z',
  urgency: 'P1',
  lane: 'proven',
  confirmation: 'chim xanh',
  fields: {
    kind: 'trafficking',
    story: 'chuyện',
    place: 'đầu làng',
    commune: '00004',
    suspects: 'ông Kẻ Xấu',
    phones: ['0900 000 001'],
    accounts: ['so-tai-khoan'],
    plates: ['29A-12345'],
    recruitment: ['AtWork'],
    officialsInvolved: 'yes',
    victimAge: 15,
    contact: { how: 'zalo', value: 'ten-zalo', safe: 'no', share: 'yes' },
  },
  asTyped: { 'contact.how': 'bồ câu', victimCount: 'vài người', withWhom: 'Kẻ Khác' },
  attachments: [{ id: 'f1', label: 'anh.jpg', type: 'image/jpeg' }],
};
const share = (answer: 'no' | undefined): Parcel => ({
  ...whole,
  fields: {
    ...whole.fields,
    contact: { how: 'zalo', value: 'ten-zalo', safe: 'no', ...(answer ? { share: answer } : {}) },
  },
});

test('the police read the whole report', () => {
  expect(parcelFor('police', whole)).toEqual(whole);
});

describe.each(officeKinds)('%s', (kind) => {
  test.each(['no', undefined] as const)('does not learn a contact whose owner answered %s', (answer) => {
    const text = JSON.stringify(parcelFor(kind, share(answer)));
    expect(text).not.toContain('ten-zalo');
    expect(text).not.toContain('bồ câu');
    expect(parcelFor(kind, share(answer)).fields['contact']).toMatchObject({ safe: 'no' });
  });

  test('learns a contact that is shared, and the confirmation word', () => {
    const parcel = parcelFor(kind, whole);
    expect(parcel.fields['contact']).toEqual(whole.fields['contact']);
    expect(parcel.confirmation).toBe('chim xanh');
  });
});

describe.each(['child_line_111', 'support'] as const)('%s', (kind) => {
  test('learns nothing of suspects, of numbers and accounts of others, and gets no files', () => {
    const text = JSON.stringify(parcelFor(kind, whole));
    for (const secret of ['Kẻ Xấu', 'Kẻ Khác', '0900 000 001', 'so-tai-khoan', '29A-12345', 'anh.jpg', 'AtWork'])
      expect(text).not.toContain(secret);
    expect(text).toContain('chuyện');
    expect(text).toContain('đầu làng');
  });

  test('gets no field that nobody has thought of', () => {
    const more = { ...whole, fields: { ...whole.fields, newField: 'secret' }, asTyped: { newField: 'secret' } };
    expect(JSON.stringify(parcelFor(kind, more))).not.toContain('secret');
  });
});

test('111 learns who is in danger, a supporter does not need to', () => {
  expect(parcelFor('child_line_111', whole).fields['victimAge']).toBe(15);
  expect(parcelFor('support', whole).fields['victimAge']).toBeUndefined();
});
