import { describe, expect, it } from 'vitest';
import { withCalls } from '../../src/markdown/calls.ts';
import { inlineHtml, plainText } from '../../src/markdown/inline.ts';
import { Notes } from '../../src/markdown/notes.ts';
import { weave } from '../../src/markdown/weave.ts';

function setting() {
  const notes = new Notes();
  const addresses: Record<string, { href: string; lang?: string }> = {
    'page:report.missing': { href: '/bao-tin/mat-lien-lac/' },
    'trick:kidneys': { href: '/nhan-biet/mua-ban-than/' },
    'law:palermo-protocol': { href: '/phap-luat/nghi-dinh-thu-palermo/', lang: 'vi' },
  };
  const set = (html: string): string =>
    weave(html, {
      notes,
      addressOf: (target) => {
        const found = addresses[target];
        if (!found) throw new Error(`"${target}" leads nowhere`);
        return found;
      },
      noteLabel: (number) => `Nguồn ${number}`,
      outside: '(trang ngoài)',
    });
  return { notes, set };
}

describe('source markers', () => {
  it('become raised numbers in the order of first use, close to the word before them, apart from a number', () => {
    const { notes, set } = setting();
    expect(set('<p>Gọi 113 [S53]. Gọi 111 [S20][S53].</p>')).toBe(
      '<p>Gọi 113\u202f<sup><a href="#s1" aria-label="Nguồn 1">1</a></sup>. ' +
        'Gọi 111\u202f<sup><a href="#s2" aria-label="Nguồn 2">2</a> <a href="#s1" aria-label="Nguồn 1">1</a></sup>.</p>',
    );
    expect(notes.sources).toEqual(['S53', 'S20']);
  });

  it('stay apart from a number that is one to tap', () => {
    expect(setting().set('gọi <a href="tel:113">113</a> [S53]')).toContain('113</a>\u202f<sup>');
  });

  it('go on counting over the texts of one page', () => {
    const { notes, set } = setting();
    set('Một [S1].');
    set('Hai [S2] [S1].');
    expect(notes.sources).toEqual(['S1', 'S2']);
  });

  it('leave other brackets alone', () => {
    expect(setting().set('Điều [2] và [Sửa]')).toBe('Điều [2] và [Sửa]');
  });
});

describe('a note behind a number', () => {
  it('stands apart from it, also when the number can be tapped', () => {
    const { set } = setting();
    expect(set('gọi <a href="tel:113">113</a> [S53]')).toContain('113</a>\u202f<sup>');
    expect(set('gọi <a href="tel:113">ai đó</a> [S53]')).toContain('đó</a><sup>');
  });
});

describe('links', () => {
  it('to pages and entries get the address of the language', () => {
    const { set } = setting();
    expect(set(inlineHtml('[Báo tin](page:report.missing), [thận](trick:kidneys)'))).toBe(
      '<a href="/bao-tin/mat-lien-lac/">Báo tin</a>, <a href="/nhan-biet/mua-ban-than/">thận</a>',
    );
  });

  it('say when what they lead to is in another language', () => {
    expect(setting().set('<a href="law:palermo-protocol">x</a>')).toBe(
      '<a href="/phap-luat/nghi-dinh-thu-palermo/" hreflang="vi">x</a>',
    );
  });

  it('that lead nowhere stop the build', () => {
    expect(() => setting().set(inlineHtml('[x](guide:nothing)'))).toThrow('"guide:nothing" leads nowhere');
  });

  it('to other sites are marked, and tell those sites nothing', () => {
    expect(setting().set('<a href="https://dolab.gov.vn/">dolab</a>')).toBe(
      '<a class="out" rel="noreferrer" href="https://dolab.gov.vn/">dolab<span class="hidden"> (trang ngoài)</span></a>',
    );
  });
});

describe('lines of YAML files', () => {
  it('are escaped, and may hold bold words', () => {
    expect(inlineHtml('A < B & **C** “D”')).toBe('A &lt; B &amp; <strong>C</strong> “D”');
  });

  it('lose markers and markup where only plain text can stand', () => {
    expect(plainText('Luật đang dùng, có hiệu lực từ 1/7/2025 [S2][S5]. **Đọc** [tiếp](law:x) [S3].')).toBe(
      'Luật đang dùng, có hiệu lực từ 1/7/2025. Đọc tiếp.',
    );
  });
});

describe('telephone numbers', () => {
  const numbers = [
    { number: '113', tel: '113' },
    { number: '111', tel: '111' },
    { number: '+84 981 84 84 84', tel: '+84981848484' },
  ];
  const set = (html: string): string => withCalls(html, { numbers, before: 'gọi|hoặc' });

  it('can be tapped where the text says to call', () => {
    expect(set('<p>Gọi 113 hoặc 111, hay +84 981 84 84 84.</p>')).toBe(
      '<p>Gọi <a href="tel:113">113</a> hoặc <a href="tel:111">111</a>, ' +
        'hay <a href="tel:+84981848484">+84 981 84 84 84</a>.</p>',
    );
  });

  it('are left alone where they count something or stand in a link', () => {
    expect(set('“Gọi 111.”')).toContain('tel:111');
    const text = 'Điều 111, 113 vụ, [S111], gọi 113/KH, <a href="/x/">gọi 111</a>';
    expect(set(text)).toBe(text);
  });
});
