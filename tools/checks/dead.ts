/** No file, export or dependency that nothing uses, and no import of a package that package.json does not name. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Finding } from './finding.ts';

const require = createRequire(import.meta.url);

const MEND = {
  files: 'Use it or remove it.',
  exports: 'Remove the export, and what it names when nothing else uses it.',
  types: 'Remove the export, and what it names when nothing else uses it.',
  dependencies: 'Remove it from package.json and from the lockfile.',
  devDependencies: 'Remove it from package.json and from the lockfile.',
  unlisted: 'Name it in the package.json of the package that imports it.',
} as const;
const WHAT = {
  files: 'nothing imports',
  exports: 'nothing uses the export',
  types: 'nothing uses the exported type',
  dependencies: 'nothing imports the package',
  devDependencies: 'nothing imports the package',
  unlisted: 'imports without naming it the package',
} as const;
type Kind = keyof typeof MEND;
const KINDS = Object.keys(MEND) as Kind[];

interface Named {
  readonly name: string;
  readonly line?: number;
}
type Issue = { readonly file: string } & Partial<Record<Kind, readonly Named[]>>;

export function checkDead(root: string): Finding[] {
  const knip = join(dirname(require.resolve('knip')), 'cli.js');
  const include = ['files', 'exports', 'types', 'dependencies', 'unlisted'].join(',');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [knip, '--directory', root, '--include', include, '--reporter', 'json', '--no-progress'],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (!stdout.startsWith('{')) throw new Error(`knip could not read the repository:\n${stdout}${stderr}`);
  const { issues } = JSON.parse(stdout) as { issues: readonly Issue[] };
  return issues.flatMap((issue) =>
    KINDS.flatMap((kind) =>
      (issue[kind] ?? []).map(({ name, line }) => ({
        where: line === undefined ? issue.file : `${issue.file}:${line}`,
        what: `${WHAT[kind]} ${name}`,
        mend: MEND[kind],
      })),
    ),
  );
}
