import { randomBytes } from 'node:crypto';
import { migrate } from '../db/migrate.ts';
import { type Urls, connect, prepareDatabase } from '../db/prepare.ts';
import { type ThrowAwayCluster, throwAwayCluster } from '../postgres/throw-away.ts';

/** A cluster that lives as long as a test run. */
export const testCluster = (): Promise<ThrowAwayCluster> => throwAwayCluster({ max_connections: '300' });

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
