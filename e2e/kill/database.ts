import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { performRead, verifyFacts } from '@yuanheng/server';
import { openPool } from '../../packages/server/src/kernel/db/pool.ts';
import type { KillContent } from './content.ts';

interface Secrets {
  readonly databaseDir: string;
  readonly superuser: string;
  readonly app: string;
}

/** The cluster of a data folder, looked at past the product. */
export class ClusterOf {
  readonly #secrets: Secrets;

  constructor(homeDir: string) {
    this.#secrets = JSON.parse(readFileSync(join(homeDir, 'database.json'), 'utf8')) as Secrets;
  }

  /** The postmaster's process and port, by its own file; null while there is none. */
  postmaster(): { readonly pid: number; readonly port: number } | null {
    try {
      const lines = readFileSync(join(this.#secrets.databaseDir, 'data', 'postmaster.pid'), 'utf8').split(
        '\n',
      );
      return { pid: Number(lines[0]), port: Number(lines[3]) };
    } catch {
      return null;
    }
  }

  /** As the superuser, who sees every row. */
  async query<T extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    const client = new pg.Client({ connectionString: this.#url('postgres', this.#secrets.superuser) });
    await client.connect();
    try {
      return (await client.query<T>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** How many facts and sums are stored otherwise than the reports say. */
  async differences({ office }: KillContent): Promise<number> {
    const pool = openPool(this.#url('yh_app_yuanheng', this.#secrets.app), { max: 1 });
    try {
      const found = await performRead({ pool, actor: office, now: new Date() }, verifyFacts, undefined);
      return found.differencesTotal;
    } finally {
      await pool.end();
    }
  }

  #url(user: string, password: string): string {
    return `postgres://${user}:${password}@127.0.0.1:${this.postmaster()?.port}/yuanheng`;
  }
}
