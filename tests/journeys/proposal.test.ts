import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectAccessible } from '../axe.ts';
import { form } from '../house.ts';
import { openedHouseAndBrowser } from '../opened.ts';

const { house, visit } = openedHouseAndBrowser();

const address = '/chien-dich-30-7/gui-chuong-trinh/';
const folder = path.join(house.dataDir, 'proposals');
const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);

describe('an organiser proposes an event', () => {
  test('without script, and is thanked; nothing is shown before it is approved', async () => {
    const { page, strangers, close } = await visit({ script: false });
    await page.goto(address);
    expect(await page.locator('#thanks').isVisible()).toBe(false);
    await page.getByLabel('Tên buổi').fill('Cả xóm cùng nói');
    await page.getByLabel('Nơi tổ chức').fill('Hội Phụ nữ phường');
    await page.getByLabel('Ở đâu').fill('Nhà văn hóa tổ 5');
    await page.getByLabel('Xã, phường', { exact: true }).selectOption('00004');
    await page.getByLabel('Ngày', { exact: true }).fill(inTenDays);
    await page.getByLabel('Từ mấy giờ').fill('14:00');
    await page.getByLabel('Đến mấy giờ').fill('15:30');
    await page.getByRole('button', { name: 'Gửi để duyệt' }).click();
    await page.waitForURL(/#thanks$/);
    expect(await page.locator('#thanks').isVisible()).toBe(true);
    expect(readdirSync(folder)).toHaveLength(1);
    await page.goto('/chien-dich-30-7/');
    expect(await page.locator('main').textContent()).not.toContain('Nhà văn hóa tổ 5');
    expect(strangers).toEqual([]);
    await close();
  });

  test('on a page that screen readers and small phones can use', async () => {
    for (const dark of [false, true]) {
      const { page, close } = await visit({ width: 320, dark });
      await page.goto(address);
      await expectAccessible(page);
      await close();
    }
  });

  test('and is told which field to mend', async () => {
    const before = existsSync(folder) ? readdirSync(folder).length : 0;
    const answer = await fetch(house.url + address, form({ title: 'x', day: inTenDays }));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(/xem lại: .*tên buổi/);
    expect(existsSync(folder) ? readdirSync(folder).length : 0).toBe(before);
  });
});
