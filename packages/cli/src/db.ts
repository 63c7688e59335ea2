import { parseArgs } from 'node:util';
import { catalogFaults, connect, joinDatabase, prepareForOwner } from '@yuanheng/server';
import { homeDir } from './home.ts';
import { EXIT, UsageError, print } from './output.ts';

/** `yuanheng db prepare [--owner LOGIN] [--json]`: what only an administrator of the database may do. */
export async function dbPrepareCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { owner: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl)
    throw new UsageError(
      '请用 DATABASE_URL 指定数据库和它的管理员，例如 DATABASE_URL=postgres://postgres:口令@主机/库名；自带的数据库无须准备。',
      'Name the database and its administrator in DATABASE_URL, such as postgres://postgres:password@host/database; the built-in database needs no preparing.',
    );
  const prepared = await prepareForOwner({ homeDir: homeDir(), databaseUrl, owner: values.owner });
  const { database, owner, databaseUrl: url } = prepared;
  const text = [
    `数据库 ${database} 已准备好：角色、登录账号、扩展；${owner} 可以用它启动服务。`,
    `The database ${database} is prepared: roles, sign-ins, extensions; ${owner} may start the server on it:`,
    `  DATABASE_URL=${url} YUANHENG_HOME=${homeDir()} npm start`,
  ];
  print(values, prepared, text.join('\n'));
  return EXIT.done;
}

/**
 * `yuanheng db distribute --check [--json]`: whether the schema of the database can be spread over several machines,
 * rule by rule of docs/operations.md. Nothing is changed.
 */
export async function dbDistributeCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { check: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
  if (!values.check)
    throw new UsageError(
      '目前只有检查：yuanheng db distribute --check。迁到 Citus 的步骤见 docs/operations.md。',
      'There is the check only: yuanheng db distribute --check. How to move to Citus stands in docs/operations.md.',
    );
  const faults = await readCatalog();
  const lines = faults.map(({ at, rule }) => `  ${at}\n    不符 / breaks: ${rule}`);
  const verdict =
    faults.length === 0
      ? '结构可以分布 / the schema can be distributed'
      : `结构不能分布，有 ${faults.length} 处 / the schema cannot be distributed, ${faults.length} faults:`;
  print(values, { distributable: faults.length === 0, faults }, [verdict, ...lines].join('\n'));
  return faults.length === 0 ? EXIT.done : EXIT.checkFailed;
}

async function readCatalog() {
  const database = await joinDatabase(homeDir(), process.env.DATABASE_URL);
  try {
    const client = await connect(database.ownerUrl);
    try {
      return await catalogFaults(client);
    } finally {
      await client.end();
    }
  } finally {
    await database.stop();
  }
}
