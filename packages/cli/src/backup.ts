import { parseArgs } from 'node:util';
import { type Archive, backUp, drill, restore, verifyFacts, verifyTrail } from '@yuanheng/server';
import { installationHere, withInstallation } from './installation.ts';
import { EXIT, UsageError, print } from './output.ts';

const OPTIONS = { json: { type: 'boolean', default: false } } as const;

/** `yuanheng backup FILE [--json]`: everything of the installation in one file, its server running or not. */
export async function backupCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const file = fileFrom(positionals, 'backup');
  const archive = await backUp(file, { ...installationHere(), progress: step });
  const text = [
    `备份已写入 ${file}：${contentsOf(archive).zh}。请妥善保管：内含全部业务数据、口令散列与密钥。`,
    `Written to ${file}: ${contentsOf(archive).en}. Keep it safe: it holds all data, password hashes and keys.`,
    headsOf(archive),
  ].join('\n');
  print(values, { file, ...summaryOf(archive) }, text);
  return EXIT.done;
}

/** `yuanheng restore FILE [--drill] [--json]`: a backup into an empty data folder or database, or into one to throw away. */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  const options = { ...OPTIONS, drill: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const file = fileFrom(positionals, 'restore');
  return values.drill ? await practise(file, values) : await restoreHere(file, values);
}

async function restoreHere(file: string, values: { readonly json: boolean }): Promise<number> {
  const archive = await restore(file, { ...installationHere(), progress: step });
  const text = [
    `已恢复 ${file}：${contentsOf(archive).zh}。所有人须重新登录；用 npm start 启动。`,
    `Restored ${file}: ${contentsOf(archive).en}. Everybody signs in again; start with npm start.`,
    headsOf(archive),
  ].join('\n');
  print(values, { file, ...summaryOf(archive) }, text);
  return EXIT.done;
}

/** Restores into a folder of its own, proves the trail and the figures there, and throws it away. */
async function practise(file: string, values: { readonly json: boolean }): Promise<number> {
  const proven = await drill(file, (homeDir, archive) =>
    withInstallation(
      async (at) => {
        const zones = [];
        for (const zone of at.zones) {
          const { intact, broken } = await at.read(zone, verifyTrail, {});
          const { equal, facts, sums } = await at.read(zone, verifyFacts, undefined);
          zones.push({ zone: zone.code, intact, broken, equal, facts, sums });
        }
        return { ...summaryOf(archive), zones };
      },
      { homeDir, databaseUrl: undefined },
    ),
  );
  const good = proven.zones.every(({ intact, equal }) => intact && equal);
  const lines = proven.zones.map(
    ({ zone, intact, broken, equal, facts, sums }) =>
      `  ${zone}: 审计链${intact ? '完整 / trail intact' : `断了 / trail broken: ${broken}`}; ${facts} 个核定值、${sums} 个汇总值${equal ? '相等 / figures equal' : '不等 / figures differ'}`,
  );
  const verdict = good
    ? `演练通过：${file} 能完整恢复。 / The drill passed: ${file} restores whole.`
    : `演练没有通过：${file} / The drill failed: ${file}`;
  print(values, { file, good, ...proven }, [verdict, ...lines].join('\n'));
  return good ? EXIT.done : EXIT.checkFailed;
}

function fileFrom(positionals: readonly string[], command: string): string {
  const [file, ...rest] = positionals;
  if (file !== undefined && rest.length === 0) return file;
  throw new UsageError(
    `请给出一个文件：yuanheng ${command} FILE。`,
    `Name one file: yuanheng ${command} FILE.`,
  );
}

/** On a terminal, which table is under way. */
function step(table: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${table}`);
}

const rowsIn = ({ end }: Archive): number => Object.values(end.rows).reduce((sum, rows) => sum + rows, 0);

function contentsOf(archive: Archive): { readonly zh: string; readonly en: string } {
  const { head, end } = archive;
  const [zones, tables, rows] = [head.zones.length, head.tables.length, rowsIn(archive)];
  return {
    zh: `${zones} 个园区、${tables} 张表、${rows} 行、${end.files} 个文件，数据截至 ${head.takenAt}`,
    en: `${zones} zones, ${tables} tables, ${rows} rows, ${end.files} files, as of ${head.takenAt}`,
  };
}

const headsOf = ({ head }: Archive): string =>
  head.zones
    .map(({ code, head: seal }) => `  ${code}  ${seal === null ? '—' : `${seal.hash}  #${seal.number}`}`)
    .join('\n');

const summaryOf = (archive: Archive) => ({
  takenAt: archive.head.takenAt,
  zones: archive.head.zones,
  tables: archive.head.tables.length,
  rows: archive.end.rows,
  files: archive.end.files,
  sha256: archive.end.sha256,
});
