import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, PHONE, openBrowser, signIn } from './support/browser.ts';
import { cellOf, textOf, writeCell } from './support/grid.ts';
import { type Product, startProduct } from './support/product.ts';

/** The exemplary slice in a real browser: a quarterly report from the enterprise's phone to the office's acceptance. */
describe('the quarterly report', () => {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(40), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });
  const at = () => ({ browser, url: product.url });

  it('is corrected on the phone, checked as it is typed, saved by itself and submitted', async () => {
    const { page, errors, close } = await signIn(at(), 'qiye1', PHONE);
    await page.getByRole('link', { name: '去修改' }).click();
    await page.getByText('请改这几处').waitFor();
    const revenue = page.getByLabel('本年累计营业收入', { exact: true });
    const before = (await revenue.inputValue()).replaceAll(',', '');
    // text that is no number is marked and kept
    await revenue.fill('约三万');
    await expect.poll(() => page.getByText('“约三万”不是数').isVisible()).toBe(true);
    expect(await revenue.getAttribute('aria-invalid')).toBe('true');
    // full-width digits with a unit are understood; ten times as much is asked about
    await revenue.fill(
      `${[...before].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')}０千元`,
    );
    await page.getByText('识别为').waitFor();
    await page.getByText('▲ 核实').first().waitFor();
    await revenue.fill(before);
    const research = page.getByLabel('本年累计研发费用', { exact: true });
    await research.fill(String(Number((await research.inputValue()).replaceAll(',', '')) + 1));
    await page.locator('[data-saved=true]').waitFor();
    // the part after the last one is the submission
    await page.getByRole('button', { name: /^下一部分/ }).click();
    await page.getByRole('button', { name: /^下一部分/ }).click();
    await page.getByRole('button', { name: '报送' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '报送' }).click();
    await page.getByText('▲ 待审核').waitFor();
    expect(errors).toEqual([]);
    await close();
  });

  it('keeps what one editor wrote when another has saved, and shows both values', async () => {
    const first = await signIn(at(), 'qiye2');
    const second = await signIn(at(), 'qiye2');
    for (const { page } of [first, second])
      await page
        .getByRole('link', { name: /去(填报|修改)/ })
        .first()
        .click();
    await writeCell(first.page, '季末从业人员', '51');
    await first.page.locator('[data-saved=true]').waitFor();
    await writeCell(second.page, '季末从业人员', '52');
    const dialog = second.page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain('51');
    expect(await dialog.textContent()).toContain('52');
    await dialog.getByRole('radio').first().check();
    await dialog.getByRole('button', { name: '按所选保存' }).click();
    await second.page.locator('[data-saved=true]').waitFor();
    await second.page.reload();
    await expect.poll(() => textOf(cellOf(second.page, '季末从业人员'))).toBe('52');
    await first.close();
    await second.close();
  });

  it('keeps what was typed while the session ends, and comes back to the page after signing in', async () => {
    const { page, close } = await signIn(at(), 'qiye2');
    await page.goto(`${product.url}/reports?status=not-reported`);
    await page.context().clearCookies();
    await page.reload();
    await page.waitForURL((url) => url.pathname === '/sign-in');
    await page.getByLabel('账号').fill('qiye2');
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL((url) => url.pathname === '/reports');
    await page.goto(product.url);
    await page
      .getByRole('link', { name: /去(填报|修改)/ })
      .first()
      .click();
    const staff = cellOf(page, '季末从业人员');
    await staff.waitFor();
    await page.context().clearCookies();
    await writeCell(page, '季末从业人员', '53');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('账号').fill('qiye2');
    await dialog.getByLabel('密码').fill(PASSWORD);
    await dialog.getByRole('button', { name: '登录' }).click();
    await page.locator('[data-saved=true]').waitFor();
    await page.reload();
    await expect.poll(() => textOf(staff)).toBe('53');
    await page.goto(`${product.url}/audit`);
    await page.getByText('“审计”不对“企业填报人”岗位开放').waitFor();
    await close();
  });

  it('is sent back with a remark at the cell and reviewed with keys', async () => {
    const { page, errors, close } = await signIn(at(), 'xushu');
    await page.goto(`${product.url}/review`);
    const list = page.locator('button[aria-current]');
    await list.first().waitFor();
    const waiting = await list.count();
    const name = (await list.first().locator('b').textContent()) ?? '';
    await page.getByRole('button', { name: /^审核通过/ }).waitFor();
    await page.keyboard.press('a');
    await page.getByText(`${name} 已审核通过`).waitFor();
    await expect.poll(() => list.count()).toBe(waiting - 1);
    await page.getByRole('textbox').fill('请补附合同');
    await page.getByRole('button', { name: /^退回（附注 1）/ }).click();
    await expect.poll(() => list.count()).toBe(waiting - 2);
    expect(errors).toEqual([]);
    await close();
  });

  it('is accepted by the office; a period with unfinished reports cannot be closed', async () => {
    const { page, errors, close } = await signIn(at(), 'zhoumin');
    await page.goto(`${product.url}/review`);
    await page.locator('button[aria-current]').first().waitFor();
    const name = (await page.locator('button[aria-current=true] b').textContent()) ?? '';
    await page.getByRole('button', { name: /^核定/ }).waitFor();
    await page.keyboard.press('a');
    await page.getByText(`${name} 已核定`).waitFor();
    await page.goto(`${product.url}/reports?status=accepted`);
    await page.getByRole('link', { name, exact: true }).waitFor();
    await page.getByRole('button', { name: '封账' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '封账' }).click();
    await page.getByText('核定或退回之后才能封账').waitFor();
    expect(errors).toEqual([]);
    await close();
  });
});
