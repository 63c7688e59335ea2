import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';

const number = (text: string | null): number => Number((text ?? '').replaceAll(',', '').replace('−', '-'));
const valuesOf = async (cells: Locator): Promise<number[]> =>
  (await cells.evaluateAll((found) => found.map((cell) => cell.getAttribute('data-value') ?? ''))).map(
    Number,
  );
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** No figure without its origin: every one opens, and five are followed down and computed again from the pages. */
describe('every figure says where it comes from', () => {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(60), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });
  const at = () => ({ browser, url: product.url });

  for (const [path, login, least] of [
    ['/cockpit', 'shendu', 18],
    ['/cockpit', 'zhoumin', 18],
    ['/evaluation', 'chenlan', 100],
  ] as const) {
    it(`on ${path} of ${login}`, async () => {
      const { page, errors, close } = await signIn(at(), login);
      await page.goto(product.url + path);
      await page.locator('[data-figure]').first().waitFor();
      await page.waitForLoadState('networkidle');
      const figures = page.locator('[data-figure]');
      const n = await figures.count();
      expect(n).toBeGreaterThanOrEqual(least);
      // of the large table every seventh one, so that all columns and rows are met
      const step = n > 60 ? 7 : 1;
      for (let i = 0; i < n; i += step) {
        await figures.nth(i).click();
        const drawer = page.getByRole('dialog');
        await drawer.locator('[data-value]').first().waitFor();
        expect((await drawer.textContent())?.length).toBeGreaterThan(60);
        expect(await drawer.getByRole('alert').count()).toBe(0);
        await page.keyboard.press('Escape');
        await drawer.waitFor({ state: 'detached' });
      }
      expect(errors).toEqual([]);
      await close();
    });
  }

  async function openFigure(page: Page, unit: string, indicator: string): Promise<Locator> {
    await page.goto(`${product.url}/indicators?period=2026Q2`);
    await page.locator(`[data-figure="${unit} ${indicator}"]`).click();
    const drawer = page.getByRole('dialog');
    await drawer.locator('[data-formula]').waitFor();
    return drawer;
  }

  const shown = async (drawer: Locator) =>
    number(await drawer.locator('[data-value]').first().getAttribute('data-value'));
  const measures = async (drawer: Locator) => await valuesOf(drawer.locator('[data-measure]'));

  it('a sum: enterprises add up to the sub-park, sub-parks to the zone, and a report has the same cell', async () => {
    const { page, close } = await signIn(at(), 'zhoumin');
    const drawer = await openFigure(page, '全园', '营业收入（本年累计）');
    const [whole] = await measures(drawer);
    const units = drawer.locator('[data-parts] tbody tr:has(button)');
    expect(sum(await valuesOf(units.locator('td[data-value]')))).toBe(whole);
    expect(await shown(drawer)).toBeCloseTo((whole ?? 0) / 100_000, 5);
    await units.first().getByRole('button').click();
    const firms = drawer.locator('[data-parts] tbody tr:has(a)');
    await firms.first().waitFor();
    const [subPark] = await valuesOf(units.first().locator('td[data-value]'));
    expect(sum(await valuesOf(firms.locator('td[data-value]')))).toBe(subPark);
    const [firm] = await valuesOf(firms.first().locator('td[data-value]'));
    await firms.first().getByRole('link').click();
    await page.waitForURL(/\/reports\//);
    const row = page.getByRole('row').filter({ hasText: '本年累计营业收入' }).first();
    expect(number(await row.locator('b').first().textContent())).toBe(firm);
    await close();
  });

  it('a ratio: the two measures divided', async () => {
    const { page, close } = await signIn(at(), 'zhoumin');
    const drawer = await openFigure(page, '全园', '研发经费占营业收入比重');
    const [a, b] = await measures(drawer);
    const ratio = Math.min((a ?? 0) / (b ?? 1), (b ?? 0) / (a ?? 1)) * 100;
    expect(await shown(drawer)).toBeCloseTo(ratio, 2);
    await drawer.locator('[data-parts] button').first().click();
    await drawer.locator('[data-parts] a').first().click();
    await page.waitForURL(/\/reports\//);
    await page.getByText('本年累计研发费用').first().waitFor();
    await close();
  });

  it('an entered value: the figure is the number in the named document, by two people', async () => {
    const { page, close } = await signIn(at(), 'zhoumin');
    const drawer = await openFigure(page, '全园', '“小巨人”企业（累计）');
    const entered = drawer.locator('[data-entered]');
    expect(number(await entered.getAttribute('data-entered'))).toBe(await shown(drawer));
    const text = (await entered.textContent()) ?? '';
    expect(text).toContain('演示台账');
    expect(text).toMatch(/周敏 .* 录入 · 陆静 .* 核定/);
    await close();
  });

  it('a year-on-year: this year over last year on the same list', async () => {
    const { page, close } = await signIn(at(), 'zhoumin');
    const drawer = await openFigure(page, '全园', '营业收入同比增速（同口径）');
    const [now, before] = await measures(drawer);
    expect(await shown(drawer)).toBeCloseTo((((now ?? 0) - (before ?? 0)) / (before ?? 1)) * 100, 1);
    await drawer.locator('[data-parts] button').first().click();
    await drawer.locator('[data-parts] a').first().click();
    await page.waitForURL(/\/reports\//);
    await close();
  });

  it('an evaluation score: contributions add up, the leaf’s arithmetic holds, its indicator leads to a report', async () => {
    const { page, close } = await signIn(at(), 'zhoumin');
    await page.goto(`${product.url}/evaluation?period=2025`);
    await page.locator('[data-figure="真如 综合指数"]').click();
    const drawer = page.getByRole('dialog');
    const parts = async () => sum(await valuesOf(drawer.locator('[data-parts] td[data-value]')));
    const contribution = async () =>
      number(await drawer.locator('[data-value]').first().getAttribute('data-value'));
    expect(await parts()).toBeCloseTo(await contribution(), 6);
    await drawer.getByRole('button', { name: '创新策源' }).click();
    await drawer.getByRole('button', { name: '研发经费占营业收入比重' }).waitFor();
    expect(await parts()).toBeCloseTo(await contribution(), 6);
    await drawer.getByRole('button', { name: '研发经费占营业收入比重' }).click();
    const arithmetic = (await drawer.locator('code').textContent()) ?? '';
    const numbers = (arithmetic.replaceAll(',', '').match(/-?[\d.]+/g) ?? []).map(Number);
    const [input, worst, best] = numbers;
    const score = numbers.at(-1);
    const points = Math.max(
      0,
      Math.min(100, (((input ?? 0) - (worst ?? 0)) / ((best ?? 1) - (worst ?? 0))) * 100),
    );
    expect(points).toBeCloseTo(score ?? Number.NaN, 0);
    await drawer.getByRole('button', { name: '看指标值从哪来' }).click();
    await drawer.locator('[data-formula]').waitFor();
    await drawer.locator('[data-parts] a').first().click();
    await page.waitForURL(/\/reports\//);
    await close();
  });

  it('invariant 2 · no silent limit: a table is exported with its manifest', async () => {
    const { page, close } = await signIn(at(), 'zhoumin');
    await page.goto(`${product.url}/indicators?period=2026Q2`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 CSV' }).first().click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toMatch(/^\uFEFF# 园衡 /);
    expect(text).toMatch(/# asOf: 20/);
    expect(text).toMatch(/# sha256: [0-9a-f]{64}/);
    expect(
      text.split('\r\n').filter((line) => !line.startsWith('#') && !line.startsWith('\uFEFF')).length,
    ).toBeGreaterThan(15);
    await close();
  });
});
