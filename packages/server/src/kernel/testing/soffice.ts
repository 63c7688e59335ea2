import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether LibreOffice is on this machine; tests that need it are skipped by name where it is not. */
export const hasSoffice = ((): boolean => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Commas, quotes, UTF-8; numbers as their cells show them. */
export const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76';
/** The same with every digit of a number. */
export const EXACT_CSV = `${CSV},1,,0,false,false`;

/** Opens a workbook in LibreOffice and saves it in another format. */
export function throughSoffice(workbook: Uint8Array, format: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'yuanheng-soffice-'));
  try {
    const file = join(folder, 'a.xlsx');
    writeFileSync(file, workbook);
    const own = `-env:UserInstallation=file://${folder}/profile`;
    const to = ['--headless', '--convert-to', format, '--outdir', join(folder, 'out'), file];
    execFileSync('soffice', [own, ...to], { stdio: 'ignore' });
    return readFileSync(join(folder, 'out', `a.${format.split(':')[0]}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
