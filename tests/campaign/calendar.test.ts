import { expect, test } from 'vitest';
import { calendar } from '../../src/campaign/calendar.ts';
import { phasesOf } from '../../src/campaign/season.ts';

const day = {
  id: 'day',
  title: 'Ngày toàn dân phòng, chống mua bán người; cả xóm cùng nói, cả chợ cùng nghe',
  day: '2016-07-30',
  address: 'https://len-tieng.example/chien-dich-30-7/',
  yearly: true,
};
const meeting = { ...day, id: 'meeting', day: '2027-07-30', hours: { from: '14:00', to: '15:30' }, yearly: false };
const made = calendar('30/7', 'Asia/Ho_Chi_Minh', 0, [day, meeting]);

test('every line is at most 75 bytes and reads whole again when unfolded', () => {
  expect(made.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  expect(made.replaceAll('\r\n ', '')).toContain(
    String.raw`SUMMARY:Ngày toàn dân phòng\, chống mua bán người\; cả xóm cùng nói\, cả chợ cùng nghe`,
  );
});

test('the day comes back every year and takes nobody’s hours', () => {
  expect(made).toContain(
    'DTSTART;VALUE=DATE:20160730\r\nDTEND;VALUE=DATE:20160731\r\nTRANSP:TRANSPARENT\r\nRRULE:FREQ=YEARLY',
  );
});

test('hours in Hà Nội are told in UTC', () => {
  expect(made).toContain('DTSTART:20270730T070000Z\r\nDTEND:20270730T083000Z');
});

test('before, on and after the day follow each other without a gap', () => {
  const season = { day: '07-30', lookingBackUntil: '08-15' };
  const { before, day: on, after } = phasesOf(2027, season);
  expect([before.until, on.from, on.until, after.from]).toEqual([
    '2027-07-29',
    '2027-07-30',
    '2027-07-30',
    '2027-07-31',
  ]);
  expect([after.until, phasesOf(2028, season).before.from]).toEqual(['2027-08-15', '2027-08-16']);
});
