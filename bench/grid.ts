import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Page, chromium } from 'playwright-core';
import { browser } from '../tools/browser.ts';
import { type Way, against, inTurns, print } from './rounds.ts';

const WEB = fileURLToPath(new URL('../packages/web', import.meta.url));
const PAGE = join(WEB, 'grid-bench.js');
const [ROWS, COLUMNS, ROUNDS] = [60, 12, 9];
const CELLS = ROWS * COLUMNS;

/** Milliseconds from what a person does until the browser has painted it, and how many of the cells say what was pasted. */
interface Painted {
  readonly ms: number;
  readonly cells: number;
}

async function openGrid(page: Page): Promise<void> {
  const vite = createRequire(join(WEB, 'package.json')).resolve('vite');
  const { build } = (await import(vite)) as { build: (config: object) => Promise<unknown> };
  const output = (await build({
    root: WEB,
    logLevel: 'error',
    configFile: false,
    define: { 'process.env.NODE_ENV': '"production"', ROWS, COLUMNS },
    build: { write: false, cssCodeSplit: false, rollupOptions: { input: PAGE } },
  })) as { output: readonly { fileName: string; code?: string; source?: string | Uint8Array }[] };
  // a page with an address, because pages without one have no storage
  const body = '<!doctype html><html lang="zh-CN"><body><div id="app"></div></body></html>';
  await page.route('http://bench.test/', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto('http://bench.test/');
  for (const { fileName, code, source } of output.output) {
    if (fileName.endsWith('.css')) await page.addStyleTag({ content: String(source) });
    if (code !== undefined) await page.addScriptTag({ content: code, type: 'module' });
  }
  await page.locator('[data-place="0 0"]').waitFor();
}

const blockOf = (round: number): string[][] =>
  Array.from({ length: ROWS }, (_, i) =>
    Array.from({ length: COLUMNS }, (__, j) => String(1_000 + i * COLUMNS + j + round)),
  );

/** `npm run bench -- grid`: a block of 720 cells pasted, and an arrow key, against the same texts written by hand. */
export async function benchGrid(): Promise<void> {
  const chrome = await chromium.launch(await browser());
  try {
    const page = await chrome.newPage({ viewport: { width: 1440, height: 900 } });
    await openGrid(page);
    /** Does one of the acts in the page; all its cells must say what was written. */
    const act = async (name: string, expected: number, block: string[][] = []): Promise<number> => {
      const call = `window.bench.${name}(${JSON.stringify(block)})`;
      const { ms, cells } = await page.evaluate<Painted>(call);
      if (cells !== expected) throw new Error(`${name}: ${cells} of ${expected} cells say what was written`);
      return ms;
    };
    const byHand: Way = {
      name: `${CELLS} texts set by hand`,
      run: (round) => act('byHand', CELLS, blockOf(round)),
    };
    const pasted: Way = {
      name: `${CELLS} cells pasted`,
      run: (round) => act('pasted', CELLS, blockOf(round)),
    };
    const arrow: Way = { name: 'an arrow key', run: () => act('arrow', 1) };
    const measured = await inTurns(ROUNDS, [byHand, pasted, arrow]);
    print(
      `grid: ${ROWS} × ${COLUMNS} cells, until they are painted`,
      'ms',
      against(byHand, [pasted, arrow], measured),
    );
  } finally {
    await chrome.close();
  }
}
