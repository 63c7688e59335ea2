/**
 * SQL text stands in *.store.ts, *.views.ts, the kernel, the migrations and the SQL back end of formulas only, and names
 * only tables of its own module: those that the module writes. What another module may read, the owner says in
 * `publishedTables` of its index.ts. Tables that the kernel or the composition (`app/`) writes belong to the house and
 * may be read anywhere.
 */
import { type Finding, type SourceFile, lineAt, sourceFiles, withoutComments } from './finding.ts';

const SERVER = 'packages/server/src';
const HOUSE = 'the kernel';
const HOLDS_SQL = new RegExp(
  `^${SERVER}/(kernel|migrations)/|^packages/engine/src/formula/sql/|\\.(store|views)\\.ts$|\\.test\\.tsx?$|^${SERVER}/app/testing/`,
);
const SQL_TEXT =
  /\bsql[`<]|\.(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|\.query(?:<[^(]*>)?\(\s*['"`{]|[`'"]\s*(?:select|insert into|update|delete from)\s/i;

/** Files outside the store and views files that hold SQL. */
export function checkSqlPlaces(root: string): Finding[] {
  return sourceFiles(root, 'packages', /\.tsx?$/)
    .filter(({ path }) => path.includes('/src/') && !HOLDS_SQL.test(path))
    .flatMap(({ path, text }) => {
      const found = SQL_TEXT.exec(withoutComments(text));
      return found === null
        ? []
        : [
            {
              where: `${path}:${lineAt(text, found.index)}`,
              what: 'holds SQL',
              mend: 'Move the statement to a <noun>.store.ts or <noun>.views.ts beside it.',
            },
          ];
    });
}

interface Naming {
  readonly owner: string;
  readonly path: string;
  readonly line: number;
  readonly table: string;
  readonly writes: boolean;
}

const BUILDER = /\.(selectFrom|insertInto|updateTable|deleteFrom|\w*[jJ]oin|using)\(\s*'(?:app\.)?(\w+)/g;
const RAW = /\b(from|join|into|update|using)\s+(?:only\s+)?((?:app|auth)\.)?(\w+)/gi;
const BUILDER_WRITES = /^(insertInto|updateTable|deleteFrom)$/;

const ownerOf = (path: string): string => new RegExp(`^${SERVER}/modules/([^/]+)/`).exec(path)?.[1] ?? HOUSE;

function namingsOf({ path, text: whole }: SourceFile, tables: ReadonlySet<string>): Naming[] {
  const text = withoutComments(whole);
  const naming = (table: string, index: number, writes: boolean): Naming[] =>
    tables.has(table) ? [{ owner: ownerOf(path), path, line: lineAt(text, index), table, writes }] : [];
  const built = [...text.matchAll(BUILDER)].flatMap(({ 1: word = '', 2: table = '', index }) =>
    naming(table, index, BUILDER_WRITES.test(word)),
  );
  const raw = [...text.matchAll(RAW)].flatMap(({ 1: word = '', 3: table = '', index }) =>
    naming(table, index, /^(into|update)$/i.test(word) || /delete\s+$/i.test(text.slice(0, index))),
  );
  return [...built, ...raw];
}

/** Every table that a migration makes, without its schema. */
export function tablesOf(root: string): Set<string> {
  const migrations = sourceFiles(root, `${SERVER}/migrations`, /\.sql$/);
  return new Set(
    migrations.flatMap(({ text }) =>
      [...text.matchAll(/^create table (?:app|auth)\.(\w+)/gim)].map(([, name = '']) => name),
    ),
  );
}

const PUBLISHED = /export const publishedTables = \[([^\]]*)\]/;

function publishedBy(files: readonly SourceFile[]): Map<string, Set<string>> {
  return new Map(
    files
      .filter(({ path }) => path.endsWith('/index.ts') && ownerOf(path) !== HOUSE)
      .map(({ path, text }) => {
        const list = PUBLISHED.exec(text)?.[1] ?? '';
        return [ownerOf(path), new Set([...list.matchAll(/'(\w+)'/g)].map(([, name = '']) => name))];
      }),
  );
}

export function checkTableBorders(root: string): Finding[] {
  const files = sourceFiles(root, SERVER, /\.ts$/).filter(({ path }) => !/\.test\.ts$|\.d\.ts$/.test(path));
  const tables = tablesOf(root);
  const namings = files.flatMap((file) => namingsOf(file, tables));
  const owners = new Map<string, string>();
  for (const { table, owner } of namings.filter(({ writes }) => writes))
    if (owners.get(table) !== HOUSE)
      owners.set(table, owners.has(table) && owner !== HOUSE ? (owners.get(table) ?? owner) : owner);
  const published = publishedBy(files);
  return [
    ...namings.flatMap((naming) => refuse(naming, owners.get(naming.table), published)),
    ...stale(namings, published, owners),
  ];
}

function refuse(
  { owner, path, line, table, writes }: Naming,
  tableOwner: string | undefined,
  published: ReadonlyMap<string, ReadonlySet<string>>,
): Finding[] {
  const where = `${path}:${line}`;
  if (owner === tableOwner || owner === HOUSE) return [];
  if (tableOwner === undefined)
    return [{ where, what: `reads ${table}, which nobody writes`, mend: 'Write it, or do not read it.' }];
  if (writes)
    return [
      {
        where,
        what: `writes ${table}, which ${tableOwner} writes too`,
        mend: `Call a function of modules/${tableOwner}/index.ts: a table has one writing module.`,
      },
    ];
  if (tableOwner === HOUSE || published.get(tableOwner)?.has(table)) return [];
  return [
    {
      where,
      what: `reads ${table} of ${tableOwner}`,
      mend: `Call a function of modules/${tableOwner}/index.ts, or have it say ${table} in publishedTables.`,
    },
  ];
}

/** Published tables that no other module reads, or that are another module's. */
function stale(
  namings: readonly Naming[],
  published: ReadonlyMap<string, ReadonlySet<string>>,
  owners: ReadonlyMap<string, string>,
): Finding[] {
  return [...published].flatMap(([module, tables]) =>
    [...tables]
      .filter(
        (table) =>
          owners.get(table) !== module ||
          !namings.some(
            (naming) => naming.table === table && naming.owner !== module && naming.owner !== HOUSE,
          ),
      )
      .map((table) => ({
        where: `${SERVER}/modules/${module}/index.ts`,
        what: `publishes ${table}, which no other module reads or which it does not write`,
        mend: `Remove ${table} from publishedTables.`,
      })),
  );
}
