import { type Urls, dropDatabase, prepareDatabase } from '../kernel/db/prepare.ts';
import { migrate } from '../kernel/db/migrate.ts';
import { EnvironmentFault } from '../kernel/fault.ts';
import { type EmbeddedPostgres, startEmbedded } from '../kernel/postgres/embedded.ts';
import { openHome } from '../kernel/postgres/home.ts';

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
  readonly recreate: boolean;
  readonly onRestart?: () => void;
}

/** DATABASE_URL when it is set, otherwise the embedded cluster of the home. */
export async function openDatabase({
  homeDir,
  databaseUrl,
  recreate,
  onRestart,
}: DatabaseOptions): Promise<OpenDatabase> {
  const home = openHome(homeDir);
  const passwords = { app: home.secrets.app, jobs: home.secrets.jobs };
  if (databaseUrl) {
    const database = decodeURIComponent(urlOf(databaseUrl).pathname.slice(1)) || 'yuanheng';
    const urls = await prepareDatabase({ adminUrl: databaseUrl, database, passwords });
    await migrate(urls.owner);
    return { urls, databaseDir: null, embedded: null, stop: async () => undefined };
  }
  const embedded = await startEmbedded(home, onRestart ? { onRestart } : {});
  try {
    if (recreate) await dropDatabase(embedded.adminUrl, 'yuanheng');
    const urls = await prepareDatabase({ adminUrl: embedded.adminUrl, database: 'yuanheng', passwords });
    await migrate(urls.owner);
    return { urls, databaseDir: home.databaseDir, embedded, stop: () => embedded.stop() };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

function urlOf(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new EnvironmentFault(
      'DATABASE_URL 不是一个数据库地址，应形如 postgres://用户:口令@主机:5432/库名。',
      'DATABASE_URL is no database address; it looks like postgres://user:password@host:5432/database.',
    );
  }
}
