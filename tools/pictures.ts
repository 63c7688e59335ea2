/**
 * Takes the pictures of docs/guide from the product itself: full demonstration, real browser. YUANHENG_URL names one that
 * runs already.
 */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { DESKTOP, PHONE, openBrowser, signIn } from '../e2e/support/browser.ts';
import { startProduct } from '../e2e/support/product.ts';

const FOLDER = 'docs/guide/img';
const ENTERPRISES = 600;

interface Picture {
  readonly name: string;
  readonly login: string;
  readonly path: string;
  readonly phone?: boolean;
  /** What a person does on the page before the picture. */
  readonly act?: (page: Page) => Promise<unknown>;
}

const PICTURES: readonly Picture[] = [
  { name: 'cockpit', login: 'shendu', path: '/cockpit' },
  {
    name: 'explain',
    login: 'shendu',
    path: '/cockpit',
    act: (page) =>
      page
        .getByRole('button', { name: /研发经费占营业收入比重/ })
        .first()
        .click(),
  },
  { name: 'sub-park-work', login: 'chenlan', path: '/' },
  { name: 'review', login: 'chenlan', path: '/review' },
  { name: 'evaluation', login: 'zhoumin', path: '/evaluation' },
  { name: 'audit', login: 'xuejian', path: '/audit' },
  {
    name: 'people',
    login: 'hemi',
    path: '/people',
    act: (page) => page.getByRole('button', { name: '陆静' }).click(),
  },
  { name: 'enterprise-work', login: 'qiye1', path: '/', phone: true },
  {
    name: 'entry-phone',
    login: 'qiye2',
    path: '/',
    phone: true,
    act: (page) => page.getByRole('link', { name: '去填报' }).click(),
  },
  {
    name: 'entry-desktop',
    login: 'qiye2',
    path: '/',
    act: (page) => page.getByRole('link', { name: '去填报' }).click(),
  },
];

mkdirSync(FOLDER, { recursive: true });
const running = process.env['YUANHENG_URL'];
const product = running ? { url: running, stop: async () => undefined } : await startProduct(ENTERPRISES);
/** Nothing is being loaded any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(300);
}

const browser = await openBrowser();
try {
  const stranger = await browser.newPage({ viewport: DESKTOP });
  await stranger.goto(`${product.url}/sign-in`);
  await stranger.getByText('演示账号').waitFor();
  await stranger.screenshot({ path: `${FOLDER}/sign-in.png` });
  for (const { name, login, path, phone, act } of PICTURES) {
    const { page, close } = await signIn({ browser, url: product.url }, login, phone ? PHONE : DESKTOP);
    await page.goto(`${product.url}${path}`);
    await page.locator('main h1').first().waitFor();
    await settled(page);
    await act?.(page);
    await page.waitForTimeout(300);
    await settled(page);
    await page.screenshot({ path: `${FOLDER}/${name}.png` });
    console.log(`${FOLDER}/${name}.png`);
    await close();
  }
} finally {
  await browser.close();
  await product.stop();
}
