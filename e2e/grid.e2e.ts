import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn } from './support/browser.ts';
import { cellOf, clipboardOf, copyElsewhere, textOf, writeCell } from './support/grid.ts';
import { type Product, startProduct } from './support/product.ts';

const ITEMS = ['本年累计营业收入', '本年累计研发费用', '本年累计利润总额', '本年累计实缴税费'] as const;
const [REVENUE, RESEARCH, PROFIT, TAX] = ITEMS;

/** Entry as everybody knows it from a spreadsheet, in a real browser with a real clipboard. */
describe('the entry grid', () => {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(24), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  async function openReport() {
    const opened = await signIn({ browser, url: product.url }, 'qiye2');
    await opened.page
      .getByRole('link', { name: /去(填报|修改)/ })
      .first()
      .click();
    await opened.page.getByRole('grid').waitFor();
    return opened;
  }
  const texts = (page: Page) => Promise.all(ITEMS.map((item) => textOf(cellOf(page, item))));
  const activeLabel = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);

  it('goes with arrows, Tab and Enter, edits with F2, restores with Esc, and undoes', async () => {
    const { page, errors, close } = await openReport();
    await writeCell(page, REVENUE, '100000');
    expect(await activeLabel(page)).toBe(RESEARCH);
    await page.keyboard.type('500');
    await page.keyboard.press('Tab');
    expect(await activeLabel(page)).toBe(PROFIT);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('F2');
    await page.keyboard.type('1');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Tab');
    expect(await activeLabel(page)).toBe(REVENUE);
    expect((await texts(page))[1]).toBe('500');
    await page.keyboard.press('Delete');
    expect((await texts(page))[0]).toBe('');
    await page.keyboard.press('Control+z');
    expect((await texts(page)).slice(0, 2)).toEqual(['100,000', '500']);
    expect(errors).toEqual([]);
    await close();
  });

  it('takes a column from Excel, refuses by name what it cannot write, and gives a block back', async () => {
    const { page, errors, close } = await openReport();
    await cellOf(page, REVENUE).click();
    await copyElsewhere(page, '"１００，０００"\r\n(1,200)\r\n"120\n30"\t1\r\n约三万\r\n');
    await page.keyboard.press('Control+v');
    await page.getByText('已粘贴 4 格。').waitFor();
    expect(await texts(page)).toEqual(['100,000', '−1,200', '120↵30', '约三万']);
    await page.getByText(/上期 1–6 月：只读，“1”没有写入/).waitFor();
    await page.getByText('“约三万”不是数').waitFor();
    await page.getByText('“120↵30”不是数').waitFor();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+c');
    const [first = '', second = ''] = (await clipboardOf(page)).split('\n');
    expect([first.split('\t').length, second.split('\t').length]).toEqual([2, 2]);
    expect(first.split('\t')[1]).toBe((await rawBefore(page)).replaceAll(',', ''));
    expect(errors).toEqual([]);
    await close();
  });

  const rawBefore = async (page: Page): Promise<string> =>
    (await page.locator('[data-place="0 1"]').textContent()) ?? '';

  it('has a query answered from the keyboard on the way to the next cell', async () => {
    const { page, errors, close } = await openReport();
    await writeCell(page, REVENUE, '1');
    await page.getByText('累计数小于上季累计').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    await page.keyboard.type('部分收入冲减，已与总账核对');
    await page.locator('[data-saved=true]').waitFor();
    for (let i = 0; i < 4 && (await activeLabel(page)) !== RESEARCH; i += 1) await page.keyboard.press('Tab');
    expect(await activeLabel(page)).toBe(RESEARCH);
    await page.reload();
    await page.getByRole('grid').waitFor();
    expect(await page.locator('input[value="部分收入冲减，已与总账核对"]').count()).toBe(1);
    expect(await cellOf(page, TAX).getAttribute('aria-selected')).toBe('false');
    expect(errors).toEqual([]);
    await close();
  });
});
