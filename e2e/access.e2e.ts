import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, PHONE, openBrowser, signIn } from './support/browser.ts';
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
  zhoumin: ['/', '/cockpit', '/plan', '/review', '/reports', '/indicators', '/evaluation'],
  chenlan: ['/', '/review', '/reports', '/indicators', '/evaluation'],
  qiye1: ['/', '/plan', '/reports'],
  xuejian: ['/', '/audit'],
} as const;

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
          await page.evaluate((chosen) => localStorage.setItem('yuanheng-theme', chosen), theme);
          for (const path of paths) {
            await page.goto(product.url + path);
            await page.locator('main h1').waitFor();
            await page.waitForLoadState('networkidle');
            expect(await violations(page), path).toEqual([]);
            const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            expect(over, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
          }
          if (login === 'qiye1') {
            await page.goto(product.url);
            await page.getByRole('link', { name: /去(填报|修改)/ }).click();
            await page.getByText(/^已填 /).waitFor();
            expect(await violations(page), 'entry').toEqual([]);
          }
          expect(errors).toEqual([]);
          await close();
        });
      }
    }
  }

  it('begin with at most 120 KB of script, packed', () => {
    const dist = new URL('../packages/web/dist/', import.meta.url);
    const html = readFileSync(new URL('index.html', dist), 'utf8');
    const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path ?? '');
    expect(first.length).toBeGreaterThan(0);
    const bytes = first.map((path) => gzipSync(readFileSync(new URL(path, dist))).length);
    expect(bytes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(120 * 1024);
  });
});
