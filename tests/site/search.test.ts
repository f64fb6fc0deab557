import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openFinder } from '../../server/search/finder.ts';
import { readIndexFile } from '../../server/search/search.ts';
import { fold } from '../../server/report/fold.ts';
import { openedHouseAndBrowser } from '../opened.ts';

const built = (language: string) => readIndexFile(`dist/client/search/${language}.json`);

/** What people type, without accents, in full words, in slang, in old names, wrong by a letter; and the page they want. */
const asked: readonly [typed: string, page: string][] = [
  ['viec nhe luong cao', '/nhan-biet/viec-nhe-luong-cao/'],
  ['bi lua sang campuchia lam', '/nhan-biet/viec-nhe-luong-cao/'],
  ['lam o cam bi danh', '/nhan-biet/viec-nhe-luong-cao/'],
  ['de thue', '/nhan-biet/mang-thai-ho/'],
  ['ban trung', '/nhan-biet/mang-thai-ho/'],
  ['ban than lay tien', '/nhan-biet/mua-ban-than/'],
  ['xkld', '/nhan-biet/xuat-khau-lao-dong/'],
  ['xuat khua lao dong', '/nhan-biet/xuat-khau-lao-dong/'],
  ['di han quoc lam viec', '/phong-ngua/di-lam-o-nuoc-ngoai/'],
  ['lay chong trung quoc', '/nhan-biet/moi-gioi-hon-nhan/'],
  ['ket hon nguoi nuoc ngoai', '/phong-ngua/ket-hon-voi-nguoi-nuoc-ngoai/'],
  ['cho con nuoi', '/nhan-biet/cho-nhan-con-nuoi/'],
  ['karaoke ep tiep khach', '/nhan-biet/karaoke-massage/'],
  ['mat xa', '/nhan-biet/karaoke-massage/'],
  ['di bien tau ca', '/nhan-biet/tau-ca/'],
  ['yeu qua mang', '/nhan-biet/yeu-duong-qua-mang/'],
  ['bat coc online', '/nhan-biet/bat-coc-online/'],
  ['gia danh cong an goi', '/nhan-biet/bat-coc-online/'],
  ['tre em an xin', '/nhan-biet/ep-xin-an/'],
  ['osin bi nhot', '/nhan-biet/giup-viec-bi-giu/'],
  ['duong day nong', '/so-dien-thoai/'],
  ['mat tich', '/bao-tin/'],
  ['co lo ten ko', '/quyen-rieng-tu/'],
  ['duoc ho tro gi khi tro ve', '/tro-ve/khi-ban-tro-ve/'],
  ['doi tien chuoc', '/tro-ve/nha-co-nguoi-bi-giu/'],
  ['dieu 150 bo luat hinh su', '/phap-luat/bo-luat-hinh-su-150-151-154/'],
  ['luat mua ban nguoi moi', '/phap-luat/luat-53-2024/'],
  ['ke hoach 24', '/ke-hoach-24/'],
  ['huyen dan phuong', '/dia-phuong/dan-phuong/'],
  ['quan hai ba trung', '/dia-phuong/hai-ba-trung/'],
];

describe('The index', () => {
  const find = openFinder(built('vi'));

  test.each(asked)('finds for "%s" the page %s among the first three', (typed, page) => {
    expect(fold(typed)).toBe(typed);
    const first = find(typed)
      .slice(0, 3)
      .map(({ address }) => address);
    expect(first).toContain(page);
  });

  test('finds the same with accents, and marks only what has them', () => {
    const [kidneys] = find('bán thận');
    expect(kidneys?.address).toBe('/nhan-biet/mua-ban-than/');
    expect(kidneys?.title.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['bán thận']);
  });

  test('finds every commune by its own name, and many by the name of before', () => {
    const communes = built('vi').pages.filter(([address]) => /^\/dia-phuong\/./.test(address));
    expect(communes.length).toBe(126);
    const lost = communes.filter(
      ([address, title]) =>
        !find(fold(title))
          .slice(0, 3)
          .some((found) => found.address === address),
    );
    expect(lost).toEqual([]);
    const old = find('huyen ba vi').find(({ address }) => address === '/dia-phuong/suoi-hai/');
    expect(old?.headings.map((heading) => heading.map(({ text }) => text).join(''))).toContain('huyện Ba Vì');
  });

  test('finds in English', () => {
    const first = openFinder(built('en'))('baby selling')[0];
    expect(first?.address).toBe('/en/recognise/adoption-groups/');
  });

  test('finds nothing for noise', () => {
    expect(find('qwzx')).toEqual([]);
    expect(find('   ')).toEqual([]);
  });

  test.each(['vi', 'en'])('of %s comes in at most 60 KB', (language) => {
    const file = readFileSync(`dist/client/search/${language}.json`);
    expect(brotliCompressSync(file).length).toBeLessThan(60_000);
  });

  test('holds no page that wants to be found by nobody', () => {
    const addresses = ['vi', 'en'].flatMap((language) => built(language).pages.map(([address]) => address));
    for (const closed of ['/ghi-chu/', '/tin-da-gui/', '/truc-ban/', '/en/notes/', '/da-luu/'])
      expect(addresses).not.toContain(closed);
  });
});

describe('The search page', () => {
  const { house, visit } = openedHouseAndBrowser();

  test('answers without script, in groups, and keeps nothing of the question', async () => {
    const { page, close } = await visit({ script: false });
    await page.goto('/tim-kiem/');
    await page.getByRole('searchbox').fill('viec nhe luong cao');
    const answered = page.waitForResponse(/\/tim-kiem\/\?q=/);
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
    expect((await answered).headers()['cache-control']).toBe('no-store');
    const first = page.locator('#found a').first();
    expect(await first.getAttribute('href')).toBe('/nhan-biet/viec-nhe-luong-cao/');
    expect(await page.locator('#found mark').first().textContent()).toBe('việc nhẹ lương cao');
    expect(await page.locator('#found h2').first().textContent()).toBe('Nhận biết');
    expect(house.output()).not.toContain('luong');
    await close();
  });

  test('leads on where it finds nothing', async () => {
    const { page, close } = await visit({ script: false });
    await page.goto('/tim-kiem/?q=qwzx');
    expect(await page.locator('#nothing').isVisible()).toBe(true);
    const ways = await page
      .locator('#nothing a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(ways).toEqual(expect.arrayContaining(['tel:111', '/so-do-trang/', '/bao-tin/mua-ban-nguoi/', '/ghi-chu/']));
    await close();
  });

  test('answers while one types, asks the server for the index only, and leaves the address alone', async () => {
    const { page, strangers, close } = await visit();
    await page.goto('/tim-kiem/', { waitUntil: 'networkidle' });
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname + new URL(request.url()).search));
    await page.getByRole('searchbox').pressSequentially('de thue');
    await page.locator('#found a[href="/nhan-biet/mang-thai-ho/"]').waitFor();
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).search).toBe('');
    expect(fetched.filter((address) => !/^\/(a\/|icon)/.test(address))).toEqual(['/search/vi.json']);
    expect(await page.getByRole('status').first().textContent()).toMatch(/Số trang tìm thấy: \d+/);
    expect(strangers).toEqual([]);
    await close();
  });

  test('shows what was typed as text, whatever it is', async () => {
    const { page, close } = await visit({ script: false });
    await page.goto(`/tim-kiem/?q=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`);
    expect(await page.getByRole('searchbox').inputValue()).toBe('"><img src=x onerror=alert(1)>');
    expect(await page.locator('img').count()).toBe(0);
    await close();
  });
});
