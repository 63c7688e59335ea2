import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, PASSWORD, PHONE, openBrowser, signIn } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe finds against WCAG 2 A and AA. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(
    async () =>
      await (
        globalThis as unknown as {
          axe: { run: (root: Document, options: unknown) => Promise<{ violations: Violation[] }> };
        }
      ).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }),
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}

const PAGES = {
  shendu: ['/cockpit', '/plan', '/indicators', '/evaluation'],
  zhoumin: ['/', '/cockpit', '/plan', '/review', '/reports', '/indicators', '/evaluation'],
  chenlan: ['/', '/review', '/reports', '/indicators', '/evaluation'],
  qiye1: ['/', '/plan', '/reports', '/account'],
  xuejian: ['/', '/audit', '/people'],
  yanshouyi: ['/', '/people'],
  hemi: ['/people', '/account'],
} as const;

async function chooseTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate((chosen) => localStorage.setItem('yuanheng-theme', chosen), theme);
}

/** No violation, and nothing wider than the screen. */
async function expectUsable(page: Page, what: string): Promise<void> {
  expect(await violations(page), what).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over, `${what} is wider than the screen`).toBeLessThanOrEqual(0);
}

/** The scripts that a page has fetched until now, packed: name and bytes, the largest first. */
function fetchedScripts(page: Page): () => Promise<readonly (readonly [string, number])[]> {
  const fetched = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    const isScript = /javascript/.test(response.headers()['content-type'] ?? '');
    if (isScript && !fetched.has(pathname)) fetched.set(pathname, response.body());
  });
  return async () => {
    const sizes = [...fetched].map(async ([path, body]) => [path, gzipSync(await body).length] as const);
    return (await Promise.all(sizes)).toSorted(([, a], [, b]) => b - a);
  };
}

const total = (scripts: readonly (readonly [string, number])[]) =>
  scripts.reduce((bytes, [, own]) => bytes + own, 0);
const said = (scripts: readonly (readonly [string, number])[]) =>
  scripts.map(([path, own]) => `${path} ${own}`).join(', ');

/** The first script is what the page itself names; until one can sign in some more is fetched. */
const MOST_FIRST_SCRIPT = 120 * 1024;
const MOST_UNTIL_SIGN_IN = 132 * 1024;

/** Everybody can use every page: no violation, nothing wider than the screen, at phone and desktop width, light and dark. */
describe('pages', () => {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(40), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  for (const viewport of [PHONE, DESKTOP]) {
    for (const theme of ['light', 'dark'] as const) {
      for (const [login, paths] of Object.entries(PAGES)) {
        it(`of ${login} at ${viewport.width} px, ${theme}`, async () => {
          const { page, errors, close } = await signIn({ browser, url: product.url }, login, viewport);
          await chooseTheme(page, theme);
          for (const path of paths) {
            await page.goto(product.url + path);
            await page.locator('main h1').waitFor();
            await page.waitForLoadState('networkidle');
            await expectUsable(page, path);
          }
          if (login === 'qiye1') {
            await page.goto(product.url);
            await page.getByRole('link', { name: /去(填报|修改)/ }).click();
            await page.getByText(/^已填 /).waitFor();
            await expectUsable(page, 'entry');
          }
          expect(errors).toEqual([]);
          await close();
        });
      }

      it(`before signing in at ${viewport.width} px, ${theme}`, async () => {
        const context = await browser.newContext({ viewport, locale: 'zh-CN' });
        const page = await context.newPage();
        await page.goto(`${product.url}/sign-in`);
        await chooseTheme(page, theme);
        await page.reload();
        await page.getByRole('button', { name: '登录' }).waitFor();
        await page.waitForLoadState('networkidle');
        await expectUsable(page, '/sign-in');
        await context.close();
      });

      it(`with something open over them at ${viewport.width} px, ${theme}`, async () => {
        const { page, errors, close } = await signIn({ browser, url: product.url }, 'zhoumin', viewport);
        await chooseTheme(page, theme);
        await page.goto(`${product.url}/cockpit`);
        await page.locator('[data-figure]').first().click();
        await expectOverlay(page, page.getByRole('dialog').locator('[data-value]'), 'drawer');
        await page.goto(`${product.url}/reports`);
        await page.getByRole('button', { name: '封账' }).click();
        const dialog = page.getByRole('dialog');
        await expectOverlay(page, dialog.getByRole('button', { name: '封账' }), 'dialog');
        expect(errors).toEqual([]);
        await close();
      });
    }
  }

  /** What lies over the page is there, filled, and usable; Escape takes it away. */
  async function expectOverlay(page: Page, filled: Locator, what: string): Promise<void> {
    await filled.first().waitFor();
    await page.waitForLoadState('networkidle');
    await expectUsable(page, what);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  it('ask a phone for a first script of at most 120 KB, packed, and for at most 132 KB until one can sign in', async () => {
    const context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN' });
    const page = await context.newPage();
    const scripts = fetchedScripts(page);
    await page.goto(`${product.url}/sign-in`);
    await page.getByLabel('账号').fill('qiye1');
    await page.getByLabel('密码').fill(PASSWORD);
    await page.waitForLoadState('networkidle');
    const first = await scripts();
    const named = await page
      .locator('head script[src], head link[rel=modulepreload]')
      .evaluateAll((parts) => parts.map((part) => part.getAttribute('src') ?? part.getAttribute('href')));
    const firstScript = first.filter(([path]) => named.includes(path));
    expect(firstScript.length).toBeGreaterThan(0);
    expect(total(firstScript), said(firstScript)).toBeLessThanOrEqual(MOST_FIRST_SCRIPT);
    console.log(`until one can sign in: ${total(first)} bytes packed (${said(first)})`);
    expect(first.length).toBeGreaterThan(1);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('link', { name: /去(填报|修改)/ }).click();
    await page.getByText(/^已填 /).waitFor();
    await page.waitForLoadState('networkidle');
    const entry = await scripts();
    console.log(`until the report can be filled in: ${total(entry)} bytes packed (${said(entry)})`);
    expect(entry.length).toBeGreaterThan(first.length);
    expect(total(first), said(first)).toBeLessThanOrEqual(MOST_UNTIL_SIGN_IN);
    await context.close();
  });
});
