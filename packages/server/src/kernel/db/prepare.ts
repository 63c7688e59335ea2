import pg from 'pg';
import { EnvironmentFault } from '../fault.ts';

/** Where the database is and with which passwords the two working roles sign in. */
export interface Cluster {
  /** A role that may make roles and databases; used for preparing and migrating only. */
  readonly adminUrl: string;
  readonly database: string;
  readonly passwords: { readonly app: string; readonly jobs: string };
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
    if (rowCount === 0) await admin.query(`create database ${quote(database)} template template0`);
    await admin.query(`grant create, connect on database ${quote(database)} to yh_owner`);
  } catch (error) {
    throw notAllowed(error as Error);
  } finally {
    await admin.end();
  }
  const owner = onDatabase(cluster.adminUrl, database);
  await makeExtensions(owner);
  return {
    owner,
    app: onDatabase(cluster.adminUrl, database, [`yh_app_${database}`, passwords.app]),
    jobs: onDatabase(cluster.adminUrl, database, [`yh_jobs_${database}`, passwords.jobs]),
  };
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

export async function dropDatabase(adminUrl: string, database: string): Promise<void> {
  const admin = await connect(adminUrl);
  await admin.query(`drop database if exists ${quote(database)} with (force)`).finally(() => admin.end());
}

/** The only other place besides the pool that opens a connection; says in one sentence why it cannot. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    const where = describe(url);
    const reason = (error as Error).message || (error as { code?: string }).code;
    throw new EnvironmentFault(
      `连不上数据库 ${where}：${reason}。请检查 DATABASE_URL 的主机、端口、库名和口令；不设它则使用自带的数据库。`,
      `Cannot reach the database ${where}: ${reason}. Check host, port, database and password in DATABASE_URL; without it the built-in database is used.`,
    );
  }
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
    `数据库账号缺少准备权限（${error.message}）。请由数据库管理员执行 yuanheng db prepare。`,
    `The database account may not prepare it (${error.message}). Ask the database's administrator to run yuanheng db prepare.`,
  );
}
