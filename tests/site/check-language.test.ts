import { describe, expect, test } from 'vitest';
import { findings, page } from './findings.ts';
import { guide, house, type Files } from './small-content.ts';

describe('phones', () => {
  test.each(['0912 345 678', '+84 912 345 678', '1900 12 34', '024.3824.0000', 'gọi 115'])(
    '%s is not ours to print',
    (number) => {
      expect(findings({ [page]: guide(`Số ${number} [S20].`) })).toEqual([`phone.unknown ${page}:13`]);
    },
  );

  test.each([
    '111',
    '16.626 cuộc với 822.994 lượt',
    'năm 2013–2016',
    'Luật 53/2024/QH15',
    '1.020',
    'từ 1/1/2012 đến 15/2/2023',
  ])('%s is no wrong number', (text) => {
    expect(findings({ [page]: guide(`Có ${text} [S20].`) })).toEqual([]);
  });
});

describe('words the site does not say', () => {
  test.each([
    'Đây là cách ẩn danh tuyệt đối.',
    'An toàn 100% an toàn [S20].',
    'Viết đơn tố cáo.',
    'Trang này nhằm giúp bạn.',
  ])('%s', (text) => {
    expect(findings({ [page]: guide(text) })).toEqual([`language.insteadOf ${page}:13`]);
  });

  test.each(['Lời mời đàng hoàng.', 'Hỏi phòng công tác xã hội.', 'Luật Tố cáo là luật khác.', 'Nhắm vào người trẻ.'])(
    '%s may be said',
    (text) => {
      expect(findings({ [page]: guide(text) })).toEqual([]);
    },
  );

  test('24 giờ stands only where nobody is told to wait', () => {
    expect(findings({ [page]: guide('Hãy chờ 24 giờ [S20].') })).toEqual([`language.insteadOf ${page}:13`]);
    expect(findings({ [page]: guide('Không cần chờ 24 giờ [S20].') })).toEqual([]);
  });
});

describe('signs and accents', () => {
  test.each([
    ['exclamation', 'Gọi ngay!'],
    ['spaceBefore', 'Ai ở đó ?'],
    ['quotes', 'Họ nói "đi ngay".'],
    ['dash', 'Dừng - kiểm - kể.'],
    ['dots', 'Rồi thì...'],
    ['accent', 'Nhà nước hoà bình.'],
    ['accent', 'Thuý khoẻ.'],
    ['date', 'Từ 05/7/2026 [S20].'],
  ])('%s: %s', (says, text) => {
    expect(findings({ [page]: guide(text) })).toEqual([`language.${says} ${page}:13`]);
  });

  test.each(['“Đi ngay”, họ nói – rồi giục.', 'Hòa, Thúy, quý, hoàn toàn, thuyền, khỏe.', 'Từ 5/7/2026 [S20].'])(
    '%s',
    (text) => {
      expect(findings({ [page]: guide(text) })).toEqual([]);
    },
  );
});

describe('sentences', () => {
  const long = `${'chữ '.repeat(40)}hết.`;
  test('too long on average over a page', () => {
    expect(findings({ [page]: guide(`${long}\n\n${long}`) })).toEqual([`sentence.long ${page}`]);
  });

  test('one long sentence among short ones is no matter', () => {
    expect(findings({ [page]: guide(`${long} Đi. Về. Nghe. Kể.`) })).toEqual([]);
  });
});

describe('words of the interface', () => {
  const words = house['content/words/vi/site.yaml'] ?? '';
  test('no two languages share an address', () => {
    const en = house['content/words/en/site.yaml'] ?? '';
    expect(findings({ 'content/words/en/site.yaml': en.replace('en/law', 'phap-luat') })).toEqual([
      'words.twin content/words/en/site.yaml:1',
    ]);
  });

  test('the same keys and the same places in every language', () => {
    expect(
      findings(
        { 'content/words/vi/site.yaml': `${words}more: { here: Thêm }\n` },
        { code: { 'src/a.ts': "say('more.here')" } },
      ),
    ).toEqual(['words.missing content/words/vi/site.yaml:3']);
    expect(findings({ 'content/words/vi/site.yaml': words.replace('Lên Tiếng', '"Lên Tiếng {name}"') })).toEqual([
      'words.places content/words/vi/site.yaml:2',
      'words.places content/words/en/site.yaml:2',
    ]);
  });

  test('what the code says exists', () => {
    expect(findings({}, { code: { 'src/a.ts': "\nsay('site.nothing')" } })).toEqual(['words.unsaid src/a.ts:2']);
  });

  test('what nothing says is left over; a pattern counts as saying', () => {
    const more: Files = Object.fromEntries(
      ['vi', 'en'].map((code) => [
        `content/words/${code}/site.yaml`,
        `${house[`content/words/${code}/site.yaml`]}door: { one: A }\n`,
      ]),
    );
    expect(findings(more)).toEqual(['words.unused content/words/vi/site.yaml:3']);
    expect(findings(more, { code: { 'src/a.ts': 'say(`door.${name}`)' } })).toEqual([]);
  });
});

describe('words for an age', () => {
  const slides = (text: string): Files => ({
    'content/schools/vi/hand.md': `---\ntitle: Bàn tay\nlevel: primary\nwarning: "Có em biết chuyện mua bán người."\n---\n`,
    'content/slides/vi/hand.md': `---\nslides: [{ title: "${text}" }]\n---\n`,
  });

  test('a small child is not shown the name of a crime; the teacher may read it', () => {
    const about = (text: string): string[] => findings(slides(text)).filter((one) => one.startsWith('language.level'));
    expect(about('Mua bán người')).toEqual(['language.level content/slides/vi/hand.md:2']);
    expect(about('Nói không, chạy đi, kể lại')).toEqual([]);
  });

  test('nobody is told of cruelty, not even in the notes', () => {
    const notes = { 'content/schools/vi/hand.md': `---\nlevel: college\n---\nHọ bị tra tấn.\n` };
    expect(findings(notes)).toContain('language.level content/schools/vi/hand.md:4');
  });

  test('lessons need no translation, other texts do', () => {
    expect(findings(slides('Bàn tay')).filter((one) => one.startsWith('translation'))).toEqual([]);
  });
});
