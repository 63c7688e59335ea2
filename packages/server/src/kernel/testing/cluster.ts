import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../db/migrate.ts';
import { type Urls, connect, prepareDatabase } from '../db/prepare.ts';
import { startEmbedded } from '../postgres/embedded.ts';
import { openHome } from '../postgres/home.ts';

/** A cluster that lives as long as a test run; it need not survive a power cut. */
export interface ThrowAwayCluster {
  readonly adminUrl: string;
  stop(): Promise<void>;
}

const FORGETFUL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};

export async function throwAwayCluster(): Promise<ThrowAwayCluster> {
  const dir = mkdtempSync(join(tmpdir(), 'yuanheng-test-'));
  const home = openHome(dir);
  const server = await startEmbedded(home, { settings: FORGETFUL });
  return {
    adminUrl: server.adminUrl,
    async stop() {
      await server.stop();
      for (const path of [dir, home.databaseDir]) rmSync(path, { recursive: true, force: true });
    },
  };
}

const PASSWORDS = { app: 'test', jobs: 'test' };
export const TEMPLATE = 'yuanheng_template';

/** A migrated database that others are copied from. */
export async function makeTemplate(adminUrl: string): Promise<Urls> {
  const urls = await prepareDatabase({ adminUrl, database: TEMPLATE, passwords: PASSWORDS });
  await migrate(urls.owner);
  return urls;
}

/** A database of one test file's own, copied from the template. */
export async function freshDatabase(adminUrl: string): Promise<Urls> {
  const database = `test_${randomBytes(6).toString('hex')}`;
  const admin = await connect(adminUrl);
  await admin.query(`create database ${database} template ${TEMPLATE}`);
  await admin.end();
  return await prepareDatabase({ adminUrl, database, passwords: PASSWORDS });
}
