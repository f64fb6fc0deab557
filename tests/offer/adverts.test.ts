import { describe, expect, test } from 'vitest';
import { readOffer } from '../../server/offer/read-offer.ts';

/** Whole adverts and chats, written for these tests, as people paste them. */
const traps: readonly { text: string; signs: string[] }[] = [
  {
    text: `🔥🔥 TUYỂN GẤP 10 BẠN LÀM VIỆC TẠI CAM 🔥🔥
- Công việc: chăm sóc khách hàng online, ngồi phòng lạnh
- Lương 1000 - 1500$/tháng + hoa hồng, KHÔNG cần bằng cấp
- Bao ăn ở, vé xe. Không cần hộ chiếu, có xe đón tận nhà
- Đi ngay trong tuần. Ib Telegram`,
    signs: ['high-pay', 'rush', 'irregular-travel'],
  },
  {
    text: 'em oi ben chi tuyen nu 16-22t lam quan karaoke, bam bai rot bia thoi, cho ung truoc 5tr mua sam, dung noi voi bo me nha',
    signs: ['secrecy', 'debt', 'young-girls'],
  },
  {
    text: `Đơn hàng Hàn Quốc, nông nghiệp, 15 ngày là bay, không cần học tiếng. Đi theo diện du lịch, sang đó chuyển visa.
Em cọc giữ chỗ 10 triệu vào tài khoản cá nhân chị Thủy, sang đó ký hợp đồng nhé.`,
    signs: ['no-company', 'rush', 'irregular-travel', 'pay-first'],
  },
  {
    text: 'Tàu cá cần người, lương 15tr, ứng trước 8 triệu trước khi lên tàu, CCCD đưa đây anh giữ hộ. Về sớm thì đền tiền.',
    signs: ['keep-papers', 'debt'],
  },
  {
    text: 'Cần nữ khỏe mạnh mang thai hộ, lo ăn ở từ A đến Z, bồi dưỡng 350 triệu. Kín đáo, gia đình không biết đâu.',
    signs: ['body-for-money'],
  },
  {
    text: 'Bạn nào cần tiền gấp: hiến thận, hỗ trợ 420 triệu, bao xét nghiệm, nuôi ăn ở chờ ghép.',
    signs: ['body-for-money'],
  },
  {
    text: `Hiring chat operators in Cambodia! No experience needed, salary $1800 per month, free flight and room.
Tourist visa is fine, we change it later. Only 3 seats left, you fly tomorrow. Company keeps your passport for safety.`,
    signs: ['high-pay', 'rush', 'irregular-travel', 'keep-papers'],
  },
  {
    text: 'A: em có hộ chiếu chưa?\nB: chưa anh\nA: k cần hộ chiếu, có người dẫn qua sông. Tối nay xe đón em ở Mỹ Đình. Đừng kể với ai',
    signs: ['rush', 'irregular-travel', 'secrecy'],
  },
  {
    text: 'Kiem 2tr/ngay, viec nhe luong cao, chi can co dien thoai. Nap truoc 500k tien dong phuc de nhan viec.',
    signs: ['high-pay', 'pay-first'],
  },
  {
    text: 'Lấy chồng Trung Quốc, cưới trong tuần, tiền trao tay 60 triệu, có người lo hết giấy tờ',
    signs: ['body-for-money'],
  },
  {
    text: 'Ban gai nao muon di lam nha hang ben Lao, luong nghin do, di luon toi nay, qua do quan ly giu ho chieu giup',
    signs: ['high-pay', 'rush', 'keep-papers'],
  },
  {
    text: "Don't tell your parents yet. You pay the visa fee first, 400 dollars, then you sign the contract when you arrive.",
    signs: ['no-company', 'pay-first', 'secrecy'],
  },
];

const innocent: readonly string[] = [
  `CÔNG TY CP MAY SÔNG ĐÀ tuyển 50 công nhân may. Lương 9–13 triệu, không yêu cầu kinh nghiệm, được đào tạo.
Ký hợp đồng, đóng BHXH ngay. Hồ sơ: sơ yếu lý lịch, bản sao CCCD, giấy khám sức khỏe. Không thu phí.
Nộp tại phòng nhân sự, số 5 đường Ngô Quyền, Hà Đông. ĐT giờ hành chính.`,
  'Quán phở gần trường tuyển 2 bạn sinh viên bưng bê ca tối, 25k/giờ, nuôi cơm. Nam nữ đều được, đủ 18 tuổi. Ghé quán gặp cô Lan nhé.',
  'Tuyển lập trình viên, 3 năm kinh nghiệm, lương 2.000–3.000 USD, thử việc 2 tháng, phỏng vấn trực tiếp tại văn phòng.',
  'Em gửi CV vào email phòng nhân sự nhé. Thứ Tư tuần sau bên chị phỏng vấn, em cứ hỏi ý kiến gia đình trước.',
  'Cần người trông cháu 2 tuổi ở Cầu Giấy, 8 triệu một tháng, nghỉ Chủ nhật, có thể tới xem nhà trước khi nhận việc.',
  'Tuyển nữ nhân viên bán hàng siêu thị, 20–35 tuổi, tốt nghiệp THPT, ca 8 tiếng, thưởng tháng 13.',
  'tuyen lai xe tai, bang C, luong 15tr, ky hop dong 1 nam, xe cong ty, di tuyen Ha Noi - Hai Phong',
  'Đi làm việc ở Nhật theo hợp đồng: học tiếng 6 tháng, công ty có giấy phép, visa lao động do công ty bảo lãnh xin.',
  'We are looking for a full-time kitchen assistant. 40 hours a week, contract from day one, interview at the restaurant.',
  'Cửa hàng hoa tuyển người phụ bó hoa dịp lễ, 300k/ngày, trả cuối ngày, làm 3 ngày.',
  'Trang trại cần người nhặt trứng gà, đóng hộp, lương 7 triệu, có chỗ ở.',
];

describe('a trap shows its signs', () => {
  test.each(traps.map(({ text, signs }) => [text, signs] as const))('%s', (text, signs) => {
    const found = readOffer(text);
    expect(found.signs.map(({ id }) => id)).toEqual(expect.arrayContaining([...signs]));
    expect(found.parts.map((part) => part.text).join('')).toBe(text.normalize('NFC'));
    expect(found.parts.some(({ hit }) => hit)).toBe(true);
  });
});

describe('an innocent advert shows none', () => {
  test.each(innocent)('%s', (text) => {
    expect(readOffer(text).signs).toEqual([]);
    expect(readOffer(text).parts).toEqual([{ text: text.normalize('NFC'), hit: false }]);
  });
});

test('many traps show no more than the signs somebody would see in them', () => {
  const extra = traps.flatMap(({ text, signs }) =>
    readOffer(text)
      .signs.map(({ id }) => id)
      .filter((id) => !signs.includes(id))
      .map((id) => `${id}: ${text.slice(0, 40)}`),
  );
  expect(extra).toEqual([]);
});

test('what is hostile is read as well: nothing, one letter, half a character, a wall of figures', () => {
  for (const text of [
    '',
    ' ',
    'a'.repeat(8_000),
    '\ud83d',
    '9'.repeat(8_000),
    '1.000.'.repeat(1_300),
    '($'.repeat(4_000),
  ])
    expect(readOffer(text).signs).toEqual([]);
});
