/** One way of going through a workbook, alone in its process: prints its milliseconds and its highest memory in MB. */
import { readFileSync } from 'node:fs';
import { openWorkbook } from '../packages/server/src/kernel/files/workbook.ts';
import { inflate, readDirectory } from '../packages/server/src/kernel/files/zip-gate.ts';

const [way, path = ''] = process.argv.slice(2);
const file = readFileSync(path);

async function inflateOnly(): Promise<string> {
  let bytes = 0;
  const sheet = readDirectory(file).get('xl/worksheets/sheet1.xml');
  if (sheet) for await (const piece of inflate(file, sheet)) bytes += piece.length;
  return String(bytes);
}

/** Rows, cells and the sum of all numbers in hundredths, so that a reader that skips something is found out. */
async function readAll(): Promise<string> {
  let [rows, cells, sum] = [0, 0, 0];
  for await (const row of (await openWorkbook(file)).sheets[0]?.rows() ?? []) {
    rows++;
    cells += row.cells.length;
    for (const { kind, text } of row.cells) if (kind === 'number') sum += Math.round(Number(text) * 100);
  }
  return `${rows}/${cells}/${sum}`;
}

const began = performance.now();
const answer = way === 'inflate' ? await inflateOnly() : await readAll();
const ms = performance.now() - began;
process.stdout.write(JSON.stringify({ ms, answer, megabytes: process.resourceUsage().maxRSS / 1024 }));
