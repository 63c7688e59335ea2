import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { openDatabase, openPool } from '@yuanheng/server';
import { removeHome } from '../e2e/support/product.ts';

/**
 * A database as `npm start` makes it, with fsync and synchronous commits, in a folder that is thrown away afterwards.
 * The pool is the application's own role: row-level security applies.
 */
export async function withDatabase(work: (pool: pg.Pool) => Promise<void>, connections = 16): Promise<void> {
  const homeDir = mkdtempSync(join(tmpdir(), 'yuanheng-bench-'));
  try {
    const database = await openDatabase({ homeDir, databaseUrl: undefined });
    const pool = openPool(database.urls.app, { max: connections });
    // the database would live on after Ctrl-C
    const interrupted = () => void database.stop().finally(() => (removeHome(homeDir), process.exit(130)));
    process.once('SIGINT', interrupted);
    try {
      await work(pool);
    } finally {
      process.off('SIGINT', interrupted);
      await pool.end();
      await database.stop();
    }
  } finally {
    removeHome(homeDir);
  }
}
