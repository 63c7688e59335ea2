import { schemaFault } from '../kernel/db/migrate.ts';
import { connect, urlsOf } from '../kernel/db/prepare.ts';
import { EnvironmentFault } from '../kernel/fault.ts';
import { joinEmbedded } from '../kernel/postgres/embedded.ts';
import { type Home, findHome } from '../kernel/postgres/home.ts';
import { databaseOf } from './database.ts';

/** The database of an installation: as the application's own role, and as the owner of its schema. */
export interface JoinedDatabase {
  readonly appUrl: string;
  readonly ownerUrl: string;
  stop(): Promise<void>;
}

/**
 * Where a command finds the data: DATABASE_URL when it is set, otherwise the cluster of the home, running or not. Makes
 * nothing and migrates nothing: that is what starting the server does.
 */
export async function joinDatabase(
  homeDir: string,
  databaseUrl: string | undefined,
): Promise<JoinedDatabase> {
  const home = findHome(homeDir);
  if (home === null) throw neverStarted(homeDir);
  if (databaseUrl) return await checked(home, databaseUrl, { stop: async () => undefined });
  const cluster = await joinEmbedded(home);
  if (cluster === null) throw neverStarted(homeDir);
  const url = new URL(cluster.adminUrl);
  url.pathname = '/yuanheng';
  return await checked(home, url.href, cluster);
}

async function checked(
  { secrets }: Home,
  databaseUrl: string,
  { stop }: Pick<JoinedDatabase, 'stop'>,
): Promise<JoinedDatabase> {
  const passwords = { app: secrets.app, jobs: secrets.jobs };
  const { app, owner } = urlsOf({ adminUrl: databaseUrl, database: databaseOf(databaseUrl), passwords });
  try {
    await refuseOtherSchema(app);
    return { appUrl: app, ownerUrl: owner, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function refuseOtherSchema(appUrl: string): Promise<void> {
  const client = await connect(appUrl);
  try {
    const fault = await schemaFault(client).catch((error: Error) => error.message);
    if (fault === null) return;
    throw new EnvironmentFault(
      `数据库的结构与本程序不一致（${fault}）。请先用本程序启动一次服务：npm start。`,
      `The database's schema is not this program's (${fault}). Start the server with this program once: npm start.`,
    );
  } finally {
    await client.end();
  }
}

const neverStarted = (homeDir: string): EnvironmentFault =>
  new EnvironmentFault(
    `数据目录 ${homeDir} 里还没有数据库。请先运行 npm start，或用 YUANHENG_HOME 指定已有的数据目录。`,
    `The data folder ${homeDir} has no database yet. Run npm start first, or name an existing one in YUANHENG_HOME.`,
  );
