import { type Browser, type Page, chromium } from 'playwright-core';
import { browser } from '../../tools/browser.ts';

/** The packaged Chromium. */
export const openBrowser = async (): Promise<Browser> => await chromium.launch(await browser());

export const PASSWORD = 'yuanheng-demo';
export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1440, height: 900 };

/** A page of its own session, with what went wrong in it. */
export interface Opened {
  readonly page: Page;
  readonly errors: string[];
  close(): Promise<void>;
}

/** Signs in through the sign-in page, as a person would. */
export async function signIn(
  at: { readonly browser: Browser; readonly url: string },
  login: string,
  viewport = DESKTOP,
): Promise<Opened> {
  const context = await at.browser.newContext({ viewport, acceptDownloads: true, locale: 'zh-CN' });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${at.url}/sign-in`);
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await page.locator('main h1').waitFor();
  return { page, errors, close: () => context.close() };
}
