/**
 * How large files and functions are: middle, nine of ten, and the hard stops that nothing may pass. Told by their kind:
 * tests and what only tests use have no limit of function, parameters and imports, generated types and data none at all.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, type SourceFile, sourceFiles } from './finding.ts';
import { type FunctionFound, readSyntax } from './syntax.ts';

const MOST = { file: 400, function: 60, component: 100, parameters: 3, imports: 15, folders: 4 } as const;
const FOLDERS = ['packages', 'tools', 'e2e', 'bench'];
const SPLIT = 'Split where a name exists for the part.';

const isTest = ({ path, text }: SourceFile): boolean =>
  /\.(?:test|e2e|fixture)\.tsx?$|\/testing\/|^e2e\//.test(path) ||
  (path.startsWith('packages/') && /from '[^']*\/testing\/[^']*'/.test(text));
/** Components and their hooks. */
const isPage = (path: string): boolean => path.startsWith('packages/web/');
const linesOf = (text: string): number => text.trimEnd().split('\n').length;
/** Folders between src and the file. */
const foldersOf = (path: string): number => (path.split('/src/')[1]?.split('/').length ?? 1) - 1;

interface Measured {
  readonly file: SourceFile;
  readonly lines: number;
  readonly functions: readonly FunctionFound[];
  readonly imports: number;
}

function measure(root: string): Measured[] {
  return FOLDERS.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => sourceFiles(root, folder, /(?<!\.d)\.(?:tsx?|mjs)$/))
    .map((file) => ({ file, lines: linesOf(file.text), ...readSyntax(file) }))
    .map(({ file, lines, functions, imports }) => ({ file, lines, functions, imports }));
}

export function checkSize(root: string): Finding[] {
  return measure(root).flatMap((one) => [...fileFindings(one), ...functionFindings(one)]);
}

function fileFindings({ file, lines, imports }: Measured): Finding[] {
  const { path } = file;
  const over = (n: number, most: number, what: string): Finding[] =>
    n > most ? [{ where: path, what: `has ${n} ${what}, most is ${most}`, mend: SPLIT }] : [];
  return [
    ...over(lines, MOST.file, 'lines'),
    ...(isTest(file) ? [] : over(imports, MOST.imports, 'imports')),
    ...over(foldersOf(path), MOST.folders, 'folders below src'),
  ];
}

function functionFindings({ file, functions }: Measured): Finding[] {
  if (isTest(file)) return [];
  const most = isPage(file.path) ? MOST.component : MOST.function;
  return functions.flatMap(({ name, line, lines, parameters }) => [
    ...(lines > most
      ? [
          {
            where: `${file.path}:${line}`,
            what: `${name} has ${lines} lines, most is ${most}`,
            mend: SPLIT,
          },
        ]
      : []),
    ...(parameters > MOST.parameters
      ? [
          {
            where: `${file.path}:${line}`,
            what: `${name} has ${parameters} parameters, most is ${MOST.parameters}`,
            mend: 'Give what belongs together as one named object.',
          },
        ]
      : []),
  ]);
}

/** `middle / nine of ten / most` of lines, one line per kind. */
export function sizeReport(root: string): string[] {
  const source = measure(root).filter(({ file }) => !isTest(file));
  const functionsOf = (wanted: (path: string) => boolean) =>
    source
      .filter(({ file }) => wanted(file.path))
      .flatMap(({ functions }) => functions.filter(({ lines }) => lines > 1).map(({ lines }) => lines));
  return [
    ['files', source.map(({ lines }) => lines)] as const,
    ['functions of pages', functionsOf(isPage)] as const,
    ['other functions', functionsOf((path) => !isPage(path))] as const,
  ].map(([kind, sizes]) => {
    const sorted = sizes.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return `${kind}: ${at(0.5)} / ${at(0.9)} / ${at(1)} lines (middle / nine of ten / most of ${sorted.length})`;
  });
}
