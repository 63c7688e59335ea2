import { type Urls, isPrepared, ownerOf, prepareDatabase, urlsOf } from '../kernel/db/prepare.ts';
import { type Migration, migrate } from '../kernel/db/migrate.ts';
import { EnvironmentFault } from '../kernel/fault.ts';
import { type EmbeddedPostgres, startEmbedded } from '../kernel/postgres/embedded.ts';
import { openHome } from '../kernel/postgres/home.ts';
import { dropHalfMade } from './demonstration.store.ts';

/** A database that is prepared, migrated and running. */
export interface OpenDatabase {
  readonly urls: Urls;
  /** Where its files lie; null when the database is somebody else's. */
  readonly databaseDir: string | null;
  readonly embedded: EmbeddedPostgres | null;
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  readonly homeDir: string;
  readonly databaseUrl: string | undefined;
  /** Told when the postmaster died and is started again. */
  readonly onRestart?: () => void;
  /** Told when a demonstration was found half made and thrown away. */
  readonly onHalfMade?: (() => void) | undefined;
  /** The migrations to stop at; otherwise all that the program has. */
  readonly schema?: readonly Migration[] | undefined;
}

/** DATABASE_URL when it is set, otherwise the embedded cluster of the home. */
export async function openDatabase({
  homeDir,
  databaseUrl,
  onRestart,
  onHalfMade,
  schema,
}: DatabaseOptions): Promise<OpenDatabase> {
  const home = openHome(homeDir);
  const passwords = { app: home.secrets.app, jobs: home.secrets.jobs };
  if (databaseUrl) {
    const cluster = { adminUrl: databaseUrl, database: databaseOf(databaseUrl), passwords };
    const urls = (await isPrepared(cluster)) ? urlsOf(cluster) : await prepareDatabase(cluster);
    await bringUpToDate(urls, { onHalfMade, schema });
    return { urls, databaseDir: null, embedded: null, stop: async () => undefined };
  }
  const embedded = await startEmbedded(home, onRestart ? { onRestart } : {});
  try {
    const urls = await prepareDatabase({ adminUrl: embedded.adminUrl, database: 'yuanheng', passwords });
    await bringUpToDate(urls, { onHalfMade, schema });
    return { urls, databaseDir: home.databaseDir, embedded, stop: () => embedded.stop() };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

export interface Prepared {
  readonly database: string;
  /** Who may now start the server on it. */
  readonly owner: string;
  /** The address to start it with, without the password. */
  readonly databaseUrl: string;
}

/**
 * What only an administrator of the database may do, so that its ordinary owner can start the server: the roles with
 * the passwords of this data folder, and the extensions. Safe to repeat.
 */
export async function prepareForOwner({
  homeDir,
  databaseUrl,
  owner: asked,
}: {
  readonly homeDir: string;
  readonly databaseUrl: string;
  readonly owner: string | undefined;
}): Promise<Prepared> {
  const database = databaseOf(databaseUrl);
  const maintenance = urlOf(databaseUrl);
  maintenance.pathname = '/postgres';
  const adminUrl = maintenance.href;
  const owner = await ownerOf(adminUrl, asked === undefined ? { database } : { login: asked });
  if (owner === undefined) throw asked === undefined ? noDatabase(database) : noLogin(asked);
  const { secrets } = openHome(homeDir);
  const passwords = { app: secrets.app, jobs: secrets.jobs };
  await prepareDatabase({ adminUrl, database, passwords, owner });
  const url = urlOf(databaseUrl);
  [url.username, url.password] = [encodeURIComponent(owner), ''];
  return { database, owner, databaseUrl: url.href };
}

const noDatabase = (database: string): EnvironmentFault =>
  new EnvironmentFault(
    `没有数据库 ${database}。请先建库，或用 --owner 指定它将来的主人（已有的登录账号）由本命令建库。`,
    `There is no database ${database}. Make it first, or name its future owner (a sign-in role that exists) with --owner and this command makes it.`,
  );

const noLogin = (login: string): EnvironmentFault =>
  new EnvironmentFault(
    `数据库里没有登录账号 ${login}。请先执行 create role "${login}" login password '…'。`,
    `The database has no sign-in role ${login}. First run create role "${login}" login password '…'.`,
  );

export const databaseOf = (databaseUrl: string): string =>
  decodeURIComponent(urlOf(databaseUrl).pathname.slice(1)) || 'yuanheng';

async function bringUpToDate(
  { owner }: Urls,
  { onHalfMade, schema }: Pick<DatabaseOptions, 'onHalfMade' | 'schema'>,
): Promise<void> {
  if (await dropHalfMade(owner)) onHalfMade?.();
  await migrate(owner, schema);
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^postgres(ql)?:$/.test(url.protocol)) return url;
  throw new EnvironmentFault(
    'DATABASE_URL 不是一个数据库地址，应形如 postgres://用户:口令@主机:5432/库名。',
    'DATABASE_URL is no database address; it looks like postgres://user:password@host:5432/database.',
  );
}
