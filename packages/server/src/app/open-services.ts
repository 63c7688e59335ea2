import type pg from 'pg';
import { startSealer } from '../kernel/audit/sealer.ts';
import type { ZoneClock } from '../kernel/clock.ts';
import { openPool } from '../kernel/db/pool.ts';
import { EnvironmentFault } from '../kernel/fault.ts';
import type { DemoSignIns } from '../kernel/http/request-context.ts';
import { type SealingKey, openSealingKey } from '../kernel/sealing.ts';
import type { StartProgress } from '../kernel/http/starting.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { zoneClock } from './zone-clock.ts';
import { hasDemonstration } from './zone.store.ts';

export interface ServiceOptions {
  readonly homeDir: string;
  readonly databaseUrl: string | undefined;
  readonly host: string;
  /** Runs before the first request is answered: loads the park, makes the demonstration. */
  readonly prepare: (at: Preparation) => Promise<DemoSignIns | null>;
  readonly onRestart?: () => void;
  readonly onHalfMade?: () => void;
}

export interface Preparation {
  readonly pool: pg.Pool;
  /**
   * Its commits do not wait for the disk. What is made through it is safe once a later commit of `pool` is: the log is
   * written in order.
   */
  readonly hurried: pg.Pool;
  readonly progress: (progress: StartProgress) => void;
}

export interface OpenServices {
  readonly pool: pg.Pool;
  readonly database: OpenDatabase;
  readonly demo: DemoSignIns | null;
  readonly clock: ZoneClock;
  readonly sealing: SealingKey;
}

/** What requests need. Each part that was opened is put on the list of what is undone in reverse. */
export async function openServices(
  options: ServiceOptions,
  undo: (() => Promise<void>)[],
  progress: (progress: StartProgress) => void,
): Promise<OpenServices> {
  const opening = openDatabase(options);
  undo.push(() =>
    opening.then(
      (database) => database.stop(),
      () => undefined,
    ),
  );
  const database = await opening;
  const [pool, jobs] = [openPool(database.urls.app), openPool(database.urls.jobs, { max: 2 })];
  undo.push(async () => void (await Promise.all([pool.end(), jobs.end()])));
  await refuseOpenDemonstration(pool, options.host);
  const demo = await prepared(options, { database, pool, progress });
  await refuseOpenDemonstration(pool, options.host);
  const sealer = startSealer(jobs);
  undo.push(() => sealer.stop());
  const sealing = openSealingKey(options.homeDir);
  return { pool, database, demo, sealing, clock: await zoneClock(pool, () => new Date()) };
}

async function prepared(
  { prepare }: ServiceOptions,
  { database, ...at }: { database: OpenDatabase } & Omit<Preparation, 'hurried'>,
): Promise<DemoSignIns | null> {
  const hurried = openPool(database.urls.app, { settings: '-c synchronous_commit=off' });
  try {
    return await prepare({ ...at, hurried });
  } finally {
    await hurried.end();
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Everybody knows the sign-ins of a demonstration: it is answered on this machine only. */
async function refuseOpenDemonstration(pool: pg.Pool, host: string): Promise<void> {
  if (await hasDemonstration(pool)) refuseOpenHost(host);
}

/** Says so before a demonstration is made for nothing. */
export function refuseOpenHost(host: string): void {
  if (LOOPBACK.test(host)) return;
  throw new EnvironmentFault(
    `数据库中有演示账号，口令是公开的，不能在 HOST=${host} 上对外提供服务。请去掉 HOST，或用 npm start -- --empty 在另一个数据目录（YUANHENG_HOME）中启动。`,
    `The database holds demonstration sign-ins with printed passwords and is not served on HOST=${host}. Leave HOST out, or start with npm start -- --empty in another data folder (YUANHENG_HOME).`,
  );
}
