import pg from 'pg';
import { EnvironmentFault } from '../fault.ts';

/** Where the database is and with which passwords the two working roles sign in. */
export interface Cluster {
  /** A role that may make roles and databases; used for preparing and migrating only. */
  readonly adminUrl: string;
  readonly database: string;
  readonly passwords: { readonly app: string; readonly jobs: string };
  /** Who will migrate the schema, when that is not the administrator. */
  readonly owner?: string;
}

export interface Urls {
  readonly owner: string;
  readonly app: string;
  readonly jobs: string;
}

const EXTENSIONS = ['btree_gist'];

/**
 * What only an administrator of the database may do: the group roles (yh_owner owns the schema, yh_app runs the
 * application and owns nothing, yh_jobs works jobs), one sign-in role of each per database, and the extensions.
 * Safe to repeat.
 */
export async function prepareDatabase(cluster: Cluster): Promise<Urls> {
  const { database, passwords } = cluster;
  const admin = await connect(cluster.adminUrl);
  try {
    for (const role of ['yh_owner', 'yh_app', 'yh_jobs']) await ensureRole(admin, role, 'nologin');
    for (const [role, password] of Object.entries(passwords)) {
      const login = `yh_${role}_${database}`;
      await ensureRole(admin, login, 'login');
      await admin.query(`alter role ${quote(login)} with password ${admin.escapeLiteral(password)}`);
      await admin.query(`grant yh_${role} to ${quote(login)}`);
    }
    await admin.query('grant yh_owner to current_user');
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [database]);
    const owned = cluster.owner === undefined ? '' : ` owner ${quote(cluster.owner)}`;
    if (rowCount === 0) await admin.query(`create database ${quote(database)} template template0${owned}`);
    await admin.query(`grant create, connect on database ${quote(database)} to yh_owner`);
    await admin.query(`grant connect on database ${quote(database)} to yh_app, yh_jobs`);
    if (cluster.owner !== undefined) await admin.query(`grant yh_owner to ${quote(cluster.owner)}`);
  } catch (error) {
    throw notAllowed(error as Error);
  } finally {
    await admin.end();
  }
  const urls = urlsOf(cluster);
  await makeExtensions(urls.owner);
  return urls;
}

/** Who signs in to a database as what. */
export function urlsOf({ adminUrl, database, passwords }: Cluster): Urls {
  return {
    owner: onDatabase(adminUrl, database),
    app: onDatabase(adminUrl, database, [`yh_app_${database}`, passwords.app]),
    jobs: onDatabase(adminUrl, database, [`yh_jobs_${database}`, passwords.jobs]),
  };
}

/** Whether an administrator has prepared a database for the one who asks, with these passwords. */
export async function isPrepared(cluster: Cluster): Promise<boolean> {
  const urls = urlsOf(cluster);
  const owner = await connect(urls.owner);
  try {
    const { rows } = await owner.query<{ prepared: boolean }>(
      `select exists (select from pg_roles r where r.rolname = 'yh_owner' and pg_has_role(r.oid, 'member')
           and has_database_privilege(r.oid, current_database(), 'create'))
         and (select count(*) from pg_extension e where e.extname = any ($1)) = $2 as prepared`,
      [EXTENSIONS, EXTENSIONS.length],
    );
    return rows[0]?.prepared === true && (await signsIn(urls.app)) && (await signsIn(urls.jobs));
  } finally {
    await owner.end();
  }
}

async function signsIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The owner of a database; undefined: there is no such database or no such sign-in role. */
export async function ownerOf(
  adminUrl: string,
  asked: { readonly database: string } | { readonly login: string },
): Promise<string | undefined> {
  const admin = await connect(adminUrl);
  try {
    const { rows } = await ('database' in asked
      ? admin.query<{ name: string }>(
          'select pg_get_userbyid(d.datdba) as name from pg_database d where d.datname = $1',
          [asked.database],
        )
      : admin.query<{ name: string }>(
          'select r.rolname as name from pg_roles r where r.rolname = $1 and r.rolcanlogin',
          [asked.login],
        ));
    return rows[0]?.name;
  } finally {
    await admin.end();
  }
}

async function makeExtensions(url: string): Promise<void> {
  const admin = await connect(url);
  try {
    for (const name of EXTENSIONS)
      await admin.query(`create extension if not exists ${name} with schema public`);
  } catch (error) {
    throw notAllowed(error as Error);
  } finally {
    await admin.end();
  }
}

async function ensureRole(admin: pg.Client, name: string, kind: 'login' | 'nologin'): Promise<void> {
  const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [name]);
  if (rowCount === 0) await admin.query(`create role ${quote(name)} ${kind} nosuperuser`);
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

function onDatabase(url: string, database: string, [user, password]: readonly string[] = []): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  if (user !== undefined) parsed.username = encodeURIComponent(user);
  if (password !== undefined) parsed.password = encodeURIComponent(password);
  return parsed.href;
}

/** The only other place besides the pool that opens a connection; says in one sentence why it cannot. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // a connection that breaks fails the next statement; unheard, it would end the process
  client.on('error', () => undefined);
  try {
    await client.connect();
    await refuseOld(client, describe(url));
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error instanceof EnvironmentFault ? error : unreachable(url, error as NodeJS.ErrnoException);
  }
}

const OLDEST = 15;

async function refuseOld(client: pg.Client, where: string): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
  const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  if (major >= OLDEST) return;
  throw new EnvironmentFault(
    `数据库 ${where} 是 PostgreSQL ${major}，园衡需要 ${OLDEST} 或以上。请升级它，或用 DATABASE_URL 指定另一个。`,
    `The database ${where} is PostgreSQL ${major}; Yuanheng needs ${OLDEST} or later. Upgrade it, or name another in DATABASE_URL.`,
  );
}

type Words = readonly [zh: string, en: string];

const NOBODY: Words = ['没有程序在听这个主机和端口', 'nobody listens at this host and port'];
const UNKNOWN_HOST: Words = ['找不到这个主机', 'there is no such host'];
const WRONG_PASSWORD: Words = ['用户名或口令不对', 'user name or password is wrong'];

/** Why a connection fails, by the codes of the operating system and of PostgreSQL. */
const REASONS: Readonly<Record<string, Words>> = {
  ECONNREFUSED: NOBODY,
  ETIMEDOUT: NOBODY,
  EHOSTUNREACH: NOBODY,
  ENOTFOUND: UNKNOWN_HOST,
  EAI_AGAIN: UNKNOWN_HOST,
  '28P01': WRONG_PASSWORD,
  '28000': ['数据库不许这个用户从本机登录', 'the database does not let this user in from here'],
  '3D000': ['没有这个库', 'there is no database of this name'],
};

function unreachable(url: string, { code, message }: NodeJS.ErrnoException): EnvironmentFault {
  const said = message || (code ?? '');
  const [zh, en] = REASONS[code ?? ''] ?? [said, said];
  const where = describe(url);
  return new EnvironmentFault(
    `连不上数据库 ${where}：${zh}。请检查 DATABASE_URL 的主机、端口、库名、用户名和口令；不设它则使用自带的数据库。`,
    `Cannot reach the database ${where}: ${en}. Check host, port, database, user and password in DATABASE_URL; without it the built-in database is used.`,
  );
}

/** Host and database, never the password. */
function describe(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return '(DATABASE_URL)';
  }
}

function notAllowed(error: Error): EnvironmentFault {
  return new EnvironmentFault(
    `数据库账号缺少准备权限（${error.message}）。请由数据库管理员以同一个 YUANHENG_HOME 执行 yuanheng db prepare。`,
    `The database account may not prepare it (${error.message}). Ask the database's administrator to run yuanheng db prepare with the same YUANHENG_HOME.`,
  );
}
