import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DESKTOP, openBrowser, signIn } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';

/** A new colleague comes in: created by one administrator, granted a role by another, with a second factor of their own. */
let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(12), openBrowser()]);
}, 600_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const at = () => ({ browser, url: product.url });
const PASSWORD = 'Wen-Xing-2026';

/** The link that the system administrator is shown once. */
async function invited(): Promise<string> {
  const { page, close } = await signIn(at(), 'yanshouyi');
  await page.getByRole('link', { name: '人员与岗位' }).first().click();
  await page.getByRole('button', { name: '新增人员' }).click();
  await page.getByLabel('姓名', { exact: true }).fill('温行');
  await page.getByRole('dialog').getByLabel('账号').fill('WenXing');
  await page.getByRole('button', { name: '生成一次性链接' }).click();
  const address = await page.locator('[data-link]').innerText();
  await close();
  return address;
}

async function typeLogin(page: Page, password: string): Promise<void> {
  await page.goto(`${product.url}/sign-in`);
  await page.getByLabel('账号').fill('wenxing');
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}

it('a person who was created and granted a role sets the password by the link and signs in', async () => {
  const address = await invited();
  const context = await browser.newContext({ viewport: DESKTOP, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByText('温行，您的账号是 wenxing。').waitFor();
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一遍').fill(PASSWORD);
  await page.getByRole('button', { name: '设定密码' }).click();
  await page.getByText('安全管理员授予岗位后就可以登录').waitFor();
  await typeLogin(page, PASSWORD);
  await page.getByText('账号或密码不对').waitFor();

  const security = await signIn(at(), 'hemi');
  await security.page.goto(`${product.url}/people`);
  await security.page.getByRole('searchbox').fill('wenxing');
  await security.page.getByRole('button', { name: '温行' }).click();
  await security.page.getByRole('button', { name: '加岗位' }).click();
  const dialog = security.page.getByRole('dialog');
  await dialog.locator('select').first().selectOption('sub-park');
  await dialog.getByLabel('地点', { exact: true }).selectOption({ index: 1 });
  await dialog.getByLabel('理由（记入审计）').fill('到岗');
  await dialog.getByRole('button', { name: '授予' }).click();
  await dialog.waitFor({ state: 'detached' });
  await security.close();

  await typeLogin(page, PASSWORD);
  await page.getByRole('heading', { name: '我的事项' }).waitFor();
  expect(await page.locator('header').innerText()).toContain('温行');
  await page.goto(address);
  await page.reload();
  await page.getByText('这个一次性链接不对、已用过或已过期').waitFor();
  await context.close();
});

it('a second factor is switched on in one’s account, and then asked for at the door', async () => {
  const { Secret, TOTP } = await import('otpauth');
  const { page, close } = await signIn(at(), 'chenlan');
  await page.getByRole('link', { name: '我的账号与会话' }).click();
  await page.getByRole('button', { name: '开始登记' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '开始登记' }).click();
  const secret = (await dialog.locator('[data-secret]').getAttribute('data-secret')) ?? '';
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  await dialog.getByLabel('验证码').fill(totp.generate());
  await dialog.getByRole('button', { name: '确认并启用' }).click();
  await dialog.getByText('备用码，只显示这一次').waitFor();
  const codes = await dialog.locator('li').allInnerTexts();
  expect(codes).toHaveLength(10);
  await dialog.getByRole('button', { name: '我已保存' }).click();
  await page.getByText('备用码剩 10 个').waitFor();
  await page.getByRole('button', { name: '退出', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/sign-in');

  await page.getByLabel('账号').fill('chenlan');
  await page.getByLabel('密码').fill('yuanheng-demo');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: '请输入动态验证码' }).waitFor();
  await page.getByLabel('验证码').fill('000000');
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByText('验证码不对、已用过或已被锁定').waitFor();
  await page.getByLabel('验证码').fill(codes[0] ?? '');
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByRole('heading', { name: '我的事项' }).waitFor();
  await close();
});
