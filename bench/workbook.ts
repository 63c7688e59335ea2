import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { type Way, against, inTurns, print } from './rounds.ts';

const [ROWS, COLUMNS, ROUNDS] = [50_000, 40, 7];

interface Ran {
  readonly ms: number;
  readonly answer: string;
  readonly megabytes: number;
}

const child = (way: string, path: string): Ran =>
  JSON.parse(
    execFileSync(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'workbook-child.ts'), way, path],
      {
        encoding: 'utf8',
      },
    ),
  ) as Ran;

/** A name, a code and 38 amounts a row, one of twenty empty; the same on every machine. */
async function writeTable(path: string): Promise<string> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: false });
  const sheet = book.addWorksheet('填报');
  let [seed, cells, sum] = [42, COLUMNS, 0];
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648);
  const amount = () => {
    if (random() % 20 === 0) return null;
    const hundredths = random() % 100_000_000;
    cells++;
    sum += hundredths;
    return hundredths / 100;
  };
  sheet.addRow(Array.from({ length: COLUMNS }, (_, i) => `字段${i}`)).commit();
  for (let row = 0; row < ROWS; row++) {
    cells += 2;
    const amounts = Array.from({ length: COLUMNS - 2 }, amount);
    sheet.addRow([`示例企业${row}有限公司`, `91310107MA1G${row}`, ...amounts]).commit();
  }
  await book.commit();
  return `${ROWS + 1}/${cells}/${sum}`;
}

/** Reading a workbook of 50,000 × 40, against no more than inflating its sheet. */
export async function benchWorkbook(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yuanheng-bench-'));
  try {
    const path = join(folder, 'table.xlsx');
    const written = await writeTable(path);
    const megabytes: number[] = [];
    const inflate: Way = { name: 'inflating the sheet', run: () => child('inflate', path).ms };
    const read: Way = {
      name: '`openWorkbook`, every cell typed',
      run: () => {
        const ran = child('read', path);
        if (ran.answer !== written) throw new Error(`read ${ran.answer}, written ${written}`);
        megabytes.push(ran.megabytes);
        return ran.ms;
      },
    };
    const measured = await inTurns(ROUNDS, [inflate, read]);
    print(
      `workbook: ${ROWS} × ${COLUMNS}, each time in a process of its own`,
      'ms',
      against(inflate, [read], measured),
    );
    console.log(`most memory of a reading process: ${Math.round(Math.max(...megabytes))} MB (limit 150)`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
