import { parseArgs } from 'node:util';
import { prepareForOwner } from '@yuanheng/server';
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
