import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readProposal } from '../../server/campaign/proposal.ts';
import { keepProposal, waitingProposals } from '../../server/campaign/proposals.ts';
import { campaignEvent } from '../../src/schemas/campaign.ts';

const now = Date.parse('2027-07-01T00:00:00Z');
const about = { isCommune: (code: string) => code === '00004', timeZone: 'Asia/Ho_Chi_Minh', now };
const good = {
  title: 'Cả xóm cùng nói',
  organiser: 'Hội Phụ nữ phường',
  place: 'Nhà văn hóa tổ 5',
  commune: '00004',
  day: '2027-07-30',
  from: '14:00',
  to: '15:30',
  open: 'everyone',
};
const read = (changes: Record<string, string> = {}) =>
  readProposal(new Map(Object.entries({ ...good, ...changes }).map(([name, value]) => [name, [value]])), about);

describe('an organiser’s form', () => {
  test('is read with one space where there were lines and tabs', () => {
    expect(read({ title: '  Cả xóm\r\n\tcùng nói ' })).toEqual({ proposal: good });
  });

  test.each([
    ['title', ' '],
    ['organiser', 'x'.repeat(121)],
    ['commune', '99999'],
    ['day', '2027-06-30'],
    ['day', '2031-07-30'],
    ['from', '25:00'],
    ['to', '13:00'],
    ['open', 'nobody'],
  ])('asks again for %s when it is “%s”', (field, value) => {
    expect(read({ [field]: value })).toEqual({ wrong: [field] });
  });

  test('keeps nothing that was not asked', () => {
    expect(read({ phone: '0901234567' })).toEqual({ proposal: good });
  });
});

describe('what waits', () => {
  let dataDir = '';
  beforeEach(() => void (dataDir = mkdtempSync(path.join(tmpdir(), 'len-tieng-'))));
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
  const proposal = (title: string) => {
    const found = read({ title });
    if (!('proposal' in found)) throw new Error('not read');
    return found.proposal;
  };

  test('is an entry an editor can copy into content/campaign/events.yaml', async () => {
    await keepProposal(dataDir, proposal('Cả xóm cùng nói: “dừng lại”'), 'vi');
    const [entry = ''] = await waitingProposals(dataDir);
    const [event] = z.array(z.record(z.string(), z.unknown())).parse(parse(entry));
    expect(campaignEvent.safeParse({ ...event, checked: '2027-07-02' }).success).toBe(true);
  });

  test('is kept once when it is sent twice, and no more than fit', async () => {
    for (let number = 0; number < 200; number++) await keepProposal(dataDir, proposal(`Buổi số ${number}`), 'vi');
    expect(await keepProposal(dataDir, proposal('Buổi số 7'), 'vi')).toBe(true);
    expect(await keepProposal(dataDir, proposal('Một buổi nữa'), 'vi')).toBe(false);
    expect(readdirSync(path.join(dataDir, 'proposals'))).toHaveLength(200);
  });
});
