import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const FOLDERS = ['packages', 'packs', 'parks', 'docs'];
const FILES = ['package.json', 'tsconfig.json', 'tsconfig.base.json', 'vitest.config.ts'];
const LEFT_OUT = new Set(['node_modules', 'dist']);
const OWN = '@yuanheng';

/**
 * The sources in a folder of their own, so that no fault ever stands in the working tree. Other people's packages are
 * linked; our own are linked to the copy, or the original would be tested.
 */
export class Copy {
  readonly root = mkdtempSync(join(tmpdir(), 'yuanheng-mutant-'));

  constructor(from: string) {
    const filter = (path: string) => !LEFT_OUT.has(basename(path));
    for (const folder of FOLDERS)
      cpSync(join(from, folder), join(this.root, folder), { recursive: true, filter });
    for (const file of FILES) cpSync(join(from, file), join(this.root, file));
    const modules = join(from, 'node_modules');
    mkdirSync(join(this.root, 'node_modules', OWN), { recursive: true });
    for (const name of readdirSync(modules))
      if (name !== OWN && !name.startsWith('.'))
        symlinkSync(join(modules, name), join(this.root, 'node_modules', name));
    for (const name of readdirSync(join(modules, OWN)))
      symlinkSync(readlinkSync(join(modules, OWN, name)), join(this.root, 'node_modules', OWN, name));
  }

  /** Puts the replacement in the place of a text while `run` runs. @throws RangeError unless it stands there once */
  async changed<T>(
    file: string,
    [text, replacement]: readonly [string, string],
    run: () => Promise<T>,
  ): Promise<T> {
    const path = join(this.root, file);
    const source = readFileSync(path, 'utf8');
    const [before, after, ...more] = source.split(text);
    if (before === undefined || after === undefined || more.length > 0)
      throw new RangeError(`its text stands ${source.split(text).length - 1} times in ${file}, not once`);
    writeFileSync(path, before + replacement + after);
    try {
      return await run();
    } finally {
      writeFileSync(path, source);
    }
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
