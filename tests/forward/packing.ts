import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { openManifestKey, type ManifestKey } from '../../server/forward/line-key.ts';
import type { Office } from '../../server/forward/offices.ts';
import type { Parcel } from '../../server/forward/parcel.ts';
import { openPacker, type Packer } from '../../server/forward/package/packer.ts';
import { readLanguages } from '../../server/languages.ts';
import { readPlaces } from '../../server/report/places.ts';

/** A packer as the server has one, with a key of its own. */
export function testPacker(dataDir: string, origin = 'https://bao-tin.example'): { packer: Packer; key: ManifestKey } {
  const language = readLanguages('content', 'vi').of('vi');
  const places = readPlaces(parse(readFileSync('content/places.yaml', 'utf8')));
  const key = openManifestKey(dataDir);
  const placeName = (id: string): string => places.of(id)?.name ?? id;
  const packer = openPacker({
    language,
    key,
    origin,
    timeZone: 'Asia/Ho_Chi_Minh',
    placeName,
    sender: ['Lên Tiếng', language.say('sheet.from')],
  });
  return { packer, key };
}

export const policeOffice: Office = {
  id: 'ha-noi',
  name: { vi: 'Nơi tiếp nhận Hà Nội', en: 'Hanoi intake' },
  kind: 'police',
  channel: 'folder',
  key: {},
  deputies: [],
  trial: false,
  recipient: 'age1none',
};

/** What a delivery has that nothing has happened to yet. */
export const emptyDelivery = {
  seq: 1,
  format: 'age',
  file_id: null,
  deputies: '[]',
  claimed_by: null,
  claimed_at: null,
  answer_hash: null,
  answer: null,
  reason: null,
  answered_at: null,
  answered_by: null,
  registered_at: null,
} as const;

export const wholeParcel: Parcel = {
  version: 1,
  id: '0123456789abcdefghjk',
  receivedAt: '2026-11-23T09:05:00.000Z',
  urgency: 'P1',
  lane: 'proven',
  confirmation: 'chim xanh',
  fields: {
    kind: 'trafficking',
    lang: 'vi',
    story: 'Chị ấy bị nhốt <script>alert(1)</script> & "không ra được"',
    place: 'quán cuối ngõ',
    commune: '00004',
    ongoing: 'yes',
    exploitation: ['ForcedLabour', 'x_ForcedCriminality'],
    recruitment: ['AtWork'],
    victimAge: '14-17',
    phones: ['0900 000 001'],
    contact: { how: 'zalo', value: 'ten-zalo', safe: 'yes', share: 'yes' },
  },
  asTyped: { victimCount: 'vài người' },
  attachments: [{ id: 'abcdefghjkmnpqrstvwxyz0123', label: 'anh.jpg', type: 'image/jpeg' }],
};
