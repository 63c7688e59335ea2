import type { Locator, Page } from 'playwright-core';

/** The cell of an item in the grid of a report; a click makes it the one that is written in. */
export const cellOf = (page: Page, item: string): Locator =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: item, exact: true }) })
    .getByRole('gridcell')
    .and(page.locator('[data-place$=" 0"]'));

/** What a cell says, also while it is the active one. */
export const textOf = async (cell: Locator): Promise<string> =>
  await cell.evaluate((td) => td.querySelector('input')?.value ?? td.textContent ?? '');

/** Writes into the cell of an item as a person does: click, type, Enter. */
export async function writeCell(page: Page, item: string, text: string): Promise<void> {
  await cellOf(page, item).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Puts a text on the clipboard of the page, as another program would have left it there. */
export async function copyElsewhere(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
}

export const clipboardOf = (page: Page): Promise<string> =>
  page.evaluate(() => navigator.clipboard.readText());
