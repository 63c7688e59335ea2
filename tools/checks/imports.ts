/** Who may import what: packages and modules are entered through their index.ts, nothing goes upwards, no cycles. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ICruiseResult, type IRegularForbiddenRuleType, cruise } from 'dependency-cruiser';
import { type Finding, type SourceFile, sourceFiles } from './finding.ts';

const TEST = '\\.test\\.tsx?$';
const ENGINE_NEEDS = '(^|/)node_modules/(zod|@bpmn-io/lezer-feel|@lezer/common)/';
const MODULES = '^packages/server/src/modules/';

const rule = (
  name: string,
  comment: string,
  way: Pick<IRegularForbiddenRuleType, 'from' | 'to'>,
): IRegularForbiddenRuleType => ({ name, severity: 'error', comment, ...way });

/** Which other packages a package may import. */
const MAY_IMPORT = {
  engine: [],
  contract: [],
  park: ['engine', 'contract'],
  server: ['engine', 'contract', 'park'],
  web: ['engine', 'contract'],
  cli: ['engine', 'contract', 'park', 'server'],
} as const satisfies Record<string, readonly string[]>;

const directions = Object.entries(MAY_IMPORT).map(([name, others]) =>
  rule(
    `direction-of-${name}`,
    `${name} may import ${others.length > 0 ? others.join(', ') : 'no other package'}; move what it needs there.`,
    {
      from: { path: `^packages/${name}/` },
      to: { path: '^packages/', pathNot: [name, ...others].map((other) => `^packages/${other}/`) },
    },
  ),
);

export const RULES: readonly IRegularForbiddenRuleType[] = [
  rule('no-cycles', 'Move what both need into a third file.', { from: {}, to: { circular: true } }),
  rule('resolved', 'Name an existing file or an installed package.', {
    from: {},
    to: { couldNotResolve: true },
  }),
  ...directions,
  rule('packages-through-their-entry', 'Import @yuanheng/<package> and export the name from its index.ts.', {
    from: { path: '^packages/([^/]+)/' },
    to: {
      path: '^packages/[^/]+/src/',
      pathNot: [
        '^packages/$1/',
        '^packages/[^/]+/src/index\\.ts$',
        '^packages/(engine|contract)/src/[^/]+/index\\.ts$',
      ],
    },
  }),
  rule('engine-parts-through-their-entry', "Import the part's index.ts and export the name there.", {
    from: { path: '^packages/engine/src/([^/]+)/' },
    to: {
      path: '^packages/engine/src/[^/]+/',
      pathNot: ['^packages/engine/src/$1/', '^packages/engine/src/[^/]+/index\\.ts$'],
    },
  }),
  rule(
    'engine-imports-only-itself',
    'The engine is pure and runs in the browser: give it the value as an argument.',
    {
      from: { path: '^packages/engine/src/', pathNot: TEST },
      to: { pathNot: ['^packages/engine/src/', ENGINE_NEEDS] },
    },
  ),
  rule('modules-through-their-entry', "Export the name from the module's index.ts and import that.", {
    from: { path: '^(?:packages/server/src|tools)/', pathNot: MODULES },
    to: { path: `${MODULES}[^/]+/`, pathNot: `${MODULES}[^/]+/index\\.ts$` },
  }),
  rule(
    'other-modules-through-their-entry',
    "Export the name from the other module's index.ts and import that.",
    {
      from: { path: `${MODULES}([^/]+)/` },
      to: { path: `${MODULES}[^/]+/`, pathNot: [`${MODULES}$1/`, `${MODULES}[^/]+/index\\.ts$`] },
    },
  ),
  rule('kernel-knows-no-module', 'The kernel holds no domain word: pass the function in.', {
    from: { path: '^packages/server/src/kernel/', pathNot: TEST },
    to: { path: '^packages/server/src/', pathNot: '^packages/server/src/kernel/' },
  }),
  rule('modules-know-no-app', 'app/ and demo/ compose modules, never the other way round.', {
    from: { path: MODULES, pathNot: TEST },
    to: { path: '^packages/server/src/(app|demo)/' },
  }),
  rule(
    'sql-knows-no-service',
    'A store needs kernel and contract only: move the constant down or pass it in.',
    {
      from: { path: `${MODULES}.+\\.(store|views)\\.ts$` },
      to: { path: `${MODULES}.+\\.(service|read|routes|policy)\\.ts$` },
    },
  ),
  rule('routes-hold-no-logic', 'A route names an operation of a service or a read.', {
    from: { path: `${MODULES}.+\\.routes\\.ts$` },
    to: { path: `${MODULES}.+\\.(store|policy)\\.ts$` },
  }),
  rule(
    'features-through-their-entry',
    "Export the name from the other feature's index.ts, or move it to ui/ when it holds no domain word.",
    {
      from: { path: '^packages/web/src/features/([^/]+)/' },
      to: {
        path: '^packages/web/src/features/',
        pathNot: ['^packages/web/src/features/$1/', '^packages/web/src/features/[^/]+/index\\.ts$'],
      },
    },
  ),
  rule('ui-knows-no-feature', 'ui/ holds no domain word: pass values in.', {
    from: { path: '^packages/web/src/ui/' },
    to: { path: '^packages/web/src/(app|features)/' },
  }),
];

const FOLDERS = ['packages', 'tools', 'e2e', 'bench'];

export async function checkImports(root: string): Promise<Finding[]> {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const { modules, summary } = await readImports(root, folders);
  const files = folders.flatMap((folder) => sourceFiles(root, folder, /\.tsx?$/));
  return [
    ...unread(files, modules),
    ...summary.violations.map(({ from, to, rule: { name } }) => ({
      where: from,
      what: `imports ${to} (${name})`,
      mend: RULES.find((one) => one.name === name)?.comment ?? '',
    })),
    ...files.filter(opensConnections).map(({ path }) => ({
      where: path,
      what: 'imports the driver pg as code',
      mend: 'Only the kernel opens connections: use ctx.db, or openPool of the kernel.',
    })),
  ];
}

async function readImports(root: string, folders: string[]): Promise<ICruiseResult> {
  const { output } = await cruise(
    folders,
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: [...RULES] },
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: ['^packages/[^/]+/dist/', '\\.css$', 'virtual:'] },
    },
    { exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'] },
  );
  if (typeof output === 'string') throw new TypeError(output);
  return output;
}

const FROM = /^(?:import|export)\b[^;'`]*?\bfrom '([^']+)'/gm;
const NOT_FOLLOWED = /\.css$|^virtual:/;

/** Imports that stand in a text but were not read: the reader must not go blind without a word. */
function unread(files: readonly SourceFile[], modules: ICruiseResult['modules']): Finding[] {
  const read = new Map(modules.map((one) => [one.source, new Set(one.dependencies.map((to) => to.module))]));
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(FROM)]
      .map(([, name = '']) => name)
      .filter((name) => !NOT_FOLLOWED.test(name) && !read.get(path)?.has(name.replace(/^node:/, '')))
      .map((name) => ({
        where: path,
        what: `the import of ${name} was not read`,
        mend: 'Write `export { type X } from` instead of `export type { X } from`: the reader must see every import.',
      })),
  );
}

const DRIVER = /^import (?!type\b)[^;]*from 'pg';/m;

const opensConnections = ({ path, text }: SourceFile): boolean =>
  path.startsWith('packages/') &&
  !path.startsWith('packages/server/src/kernel/') &&
  !path.includes('.test.') &&
  DRIVER.test(text);
