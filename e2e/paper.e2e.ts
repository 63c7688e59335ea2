import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';

const hasZbar = spawnSync('zbarimg', ['--version']).error === undefined;

/** Reports are still sealed on paper: printed with their face, tied to the record by hash and QR code. */
describe('the printed report', () => {
  let product: Product;
  let browser: Browser;
  const dir = mkdtempSync(join(tmpdir(), 'yuanheng-paper-'));
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(24), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  async function openPrint() {
    const opened = await signIn({ browser, url: product.url }, 'zhoumin');
    await opened.page.goto(`${product.url}/reports?status=accepted`);
    await opened.page.locator('main table a').first().click();
    await opened.page.getByRole('link', { name: '打印报表与封面' }).click();
    await opened.page.locator('[data-typed-code]').waitFor();
    return opened;
  }
  const typedOf = async (page: Page) => (await page.locator('[data-typed-code]').textContent()) ?? '';

  it('has the face of Chinese statistics, says what nobody stated, and is two sheets of A4', async () => {
    const { page, errors, close } = await openPrint();
    const form = page.getByRole('article').nth(1);
    for (const word of ['表号', '制定机关', '文号', '有效期至', '计量单位'])
      await form.getByText(word, { exact: true }).first().waitFor();
    for (const word of ['单位负责人：', '统计负责人：', '填表人：', '报出日期：'])
      await form.getByText(word, { exact: true }).waitFor();
    expect(await form.getByText('待确认').count()).toBeGreaterThan(0);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    expect(errors).toEqual([]);
    await close();
  });

  it('is compared with the record by the code that is typed from it', async () => {
    const { page, errors, close } = await openPrint();
    const typed = await typedOf(page);
    const check = async (code: string) => {
      await page.goto(`${product.url}/papers`);
      await page.getByLabel('核对码').fill(code);
      await page.keyboard.press('Enter');
    };
    await check(typed.toLowerCase());
    await page.getByText('● 一致').waitFor();
    await check(typed.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
    await page.getByText('■ 不一致').waitFor();
    await check(typed.replace('2026Q3', '2020Q3'));
    await page.getByText('○ 查无此版').waitFor();
    await check('桃浦');
    await page.getByText('“桃浦”不是封面上的核对码').waitFor();
    expect(errors).toEqual([]);
    await close();
  });

  it.skipIf(!hasZbar)('has a QR code that a reader reads (zbarimg)', async () => {
    const { page, close } = await openPrint();
    const path = join(dir, 'qr.png');
    await page.getByRole('img', { name: '核对用二维码' }).screenshot({ path });
    const read = execFileSync('zbarimg', ['--quiet', '--raw', path], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [mark, , ...said] = read.toString('utf8').trim().split(' ');
    const typed = (await typedOf(page)).split(' ');
    expect(mark).toBe('YH1');
    expect(said.slice(0, 4)).toEqual(typed.slice(0, 4));
    expect(said[4]?.slice(0, 16)).toBe(typed[4]?.replaceAll('-', ''));
    await close();
  });
});
