import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn } from './support/browser.ts';
import {
  type Exact,
  divided,
  exact,
  isLess,
  minus,
  placesOf,
  plain,
  rounded,
  sum,
  times,
} from './support/exact.ts';
import { type Product, startProduct } from './support/product.ts';

const valuesOf = async (cells: Locator): Promise<string[]> =>
  await cells.evaluateAll((found) => found.map((cell) => cell.getAttribute('data-value') ?? ''));
const sumOf = async (cells: Locator): Promise<Exact> => sum((await valuesOf(cells)).map(exact));
const HUNDRED = exact('100');

interface Leaf {
  readonly input: string;
  readonly worst: string;
  readonly best: string;
  readonly score: string;
}

/** The numbers of `(input − worst) ÷ (best − worst) × 100，限于 0–100 = score`, as they are printed. */
function printedLeaf(arithmetic: string): Leaf {
  const match = /^\((\S+) − (\S+)\) ÷ \((\S+) − (\S+)\) × 100，限于 0–100 = (\S+)$/.exec(arithmetic.trim());
  const [, input = '', worst = '', best = '', again = '', score = ''] = (match ?? []).map(String);
  expect([match === null, again], arithmetic).toEqual([false, worst]);
  return { input: plain(input), worst: plain(worst), best: plain(best), score: plain(score) };
}

/** Where a value stands between the goalposts, from 0 to 100. */
function pointsOf(input: Exact, { worst, best }: Leaf): Exact {
  const share = divided(minus(input, exact(worst)), minus(exact(best), exact(worst)));
  const points = times(share, HUNDRED);
  if (isLess(points, exact('0'))) return exact('0');
  return isLess(HUNDRED, points) ? HUNDRED : points;
}

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
      for (let i = 0; i < n; i++) await openAndClose(page, figures.nth(i));
      expect(errors).toEqual([]);
      await close();
    });
  }

  /** A figure opens with a heading and with what it is made of, and Escape closes it. */
  async function openAndClose(page: Page, figure: Locator): Promise<void> {
    const what = await figure.getAttribute('data-figure');
    await figure.click();
    const drawer = page.getByRole('dialog');
    await drawer.locator('[data-value]').first().waitFor();
    const heading = (await drawer.getByRole('heading').first().textContent()) ?? '';
    expect(heading.trim(), what ?? '').not.toBe('');
    const told = (await drawer.textContent()) ?? '';
    expect(told.length - heading.length, what ?? '').toBeGreaterThan(60);
    expect(await drawer.getByRole('alert').count(), what ?? '').toBe(0);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  }

  async function openFigure(page: Page, unit: string, indicator: string): Promise<Locator> {
    await page.goto(`${product.url}/indicators?period=2026Q2`);
    await page.locator(`[data-figure="${unit} ${indicator}"]`).click();
    const drawer = page.getByRole('dialog');
    await drawer.locator('[data-formula]').waitFor();
    return drawer;
  }

  /** The figure as it is printed at the head of the drawer. */
  const printed = async (drawer: Locator) =>
    plain(await drawer.locator('[data-value] b').first().textContent());
  const measure = async (drawer: Locator, name: string) =>
    exact(await drawer.locator(`[data-measure="${name}"]`).getAttribute('data-value'));
  const formulaOf = async (drawer: Locator) =>
    (await drawer.locator('[data-formula]').getAttribute('data-formula')) ?? '';

  it('a sum: enterprises add up to the sub-park, sub-parks to the zone, and a report has the same cell', async () => {
    const { page, close } = await signIn(at(), 'zhoumin');
    const drawer = await openFigure(page, '全园', '营业收入（本年累计）');
    const whole = await measure(drawer, await formulaOf(drawer));
    const units = drawer.locator('[data-parts] tbody tr:has(button)');
    expect(rounded(await sumOf(units.locator('td[data-value]')), 0)).toBe(rounded(whole, 0));
    // reported in thousands of yuan, shown in hundreds of millions
    const figure = await printed(drawer);
    expect(figure).toBe(rounded(divided(whole, exact('100000')), placesOf(figure)));
    await units.first().getByRole('button').click();
    const firms = drawer.locator('[data-parts] tbody tr:has(a)');
    await firms.first().waitFor();
    const [subPark] = await valuesOf(units.first().locator('td[data-value]'));
    expect(rounded(await sumOf(firms.locator('td[data-value]')), 0)).toBe(subPark);
    const [firm] = await valuesOf(firms.first().locator('td[data-value]'));
    await firms.first().getByRole('link').click();
    await page.waitForURL(/\/reports\//);
    const row = page.getByRole('row').filter({ hasText: '本年累计营业收入' }).first();
    expect(plain(await row.locator('b').first().textContent())).toBe(firm);
    await close();
  });

  it('a ratio: the two measures divided', async () => {
    const { page, close } = await signIn(at(), 'zhoumin');
    const drawer = await openFigure(page, '全园', '研发经费占营业收入比重');
    const [, over = '', under = ''] = /^(\S+) \/ (\S+)$/.exec(await formulaOf(drawer)) ?? [];
    expect([over, under]).toEqual(['近四季研发费用', '近四季营业收入']);
    const ratio = divided(await measure(drawer, over), await measure(drawer, under));
    const figure = await printed(drawer);
    expect(figure).toBe(rounded(times(ratio, HUNDRED), placesOf(figure)));
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
    const figure = await printed(drawer);
    expect(figure).toBe(rounded(exact(await entered.getAttribute('data-entered')), placesOf(figure)));
    const text = (await entered.textContent()) ?? '';
    expect(text).toContain('演示台账');
    expect(text).toMatch(/周敏 .* 录入 · 陆静 .* 核定/);
    await close();
  });

  it('a year-on-year: this year over last year on the same list', async () => {
    const { page, close } = await signIn(at(), 'zhoumin');
    const drawer = await openFigure(page, '全园', '营业收入同比增速（同口径）');
    expect(await formulaOf(drawer)).toBe('本期 / 上年同期 - 1');
    const growth = minus(
      divided(await measure(drawer, '本期'), await measure(drawer, '上年同期')),
      exact('1'),
    );
    const figure = await printed(drawer);
    expect(figure).toBe(rounded(times(growth, HUNDRED), placesOf(figure)));
    await drawer.locator('[data-parts] button').first().click();
    await drawer.locator('[data-parts] a').first().click();
    await page.waitForURL(/\/reports\//);
    await close();
  });

  it('an evaluation score: contributions add up, the leaf’s arithmetic holds, its indicator leads to a report', async () => {
    const { page, close } = await signIn(at(), 'zhoumin');
    await page.goto(`${product.url}/evaluation?period=2025`);
    await page.locator('[data-figure="桃浦 综合指数"]').click();
    const drawer = page.getByRole('dialog');
    /** Every contribution is recorded with ten places, so a sum of n and its whole differ by n + 1 halves there at most. */
    const addUp = async () => {
      const parts = await valuesOf(drawer.locator('[data-parts] td[data-value]'));
      expect(parts.length).toBeGreaterThan(1);
      const [whole] = await valuesOf(drawer.locator('[data-value]').first());
      const most = times(exact('0.00000000005'), exact(String(parts.length + 1)));
      const difference = minus(sum(parts.map(exact)), exact(whole));
      expect([isLess(most, difference), isLess(difference, minus(exact('0'), most))]).toEqual([false, false]);
    };
    await addUp();
    await drawer.getByRole('button', { name: '创新策源' }).click();
    await drawer.getByRole('button', { name: '研发经费占营业收入比重' }).waitFor();
    await addUp();
    await drawer.getByRole('button', { name: '研发经费占营业收入比重' }).click();
    const leaf = printedLeaf((await drawer.locator('code').textContent()) ?? '');
    await drawer.getByRole('button', { name: '看指标值从哪来' }).click();
    await drawer.locator('[data-formula]').waitFor();
    expect(await formulaOf(drawer)).toBe('研发费用 / 营业收入');
    const ratio = divided(await measure(drawer, '研发费用'), await measure(drawer, '营业收入'));
    const input = times(ratio, HUNDRED);
    expect(leaf.input).toBe(rounded(input, placesOf(leaf.input)));
    // between the goalposts: at one of them any arithmetic would hold
    expect([Number(leaf.score) > 0, Number(leaf.score) < 100], leaf.score).toEqual([true, true]);
    expect(leaf.score).toBe(rounded(pointsOf(input, leaf), placesOf(leaf.score)));
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
