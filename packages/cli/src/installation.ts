import {
  EnvironmentFault,
  type InstallationAt,
  type ReadOperation,
  type Running,
  type ZoneClock,
  type ZoneRow,
  installationOf,
  isHalfMade,
  joinDatabase,
  listZones,
  openPool,
  performRead,
  zoneClock,
} from '@yuanheng/server';
import { UsageError } from './output.ts';
import { homeDir } from './home.ts';

/** The data of an installation, for a command that runs on its machine. */
export interface Installation {
  readonly pool: Running['pool'];
  readonly clock: ZoneClock;
  /** The zones of the database by code; at least one. */
  readonly zones: readonly [ZoneRow, ...ZoneRow[]];
  /** Reads in a zone as the installation itself; `office`: what the office of the zone reads. */
  read<I, O>(
    zone: ZoneRow & { readonly as?: 'office' },
    operation: ReadOperation<I, O>,
    input: I,
  ): Promise<O>;
}

/** Where the environment says that the data are. */
export const installationHere = (): InstallationAt => ({
  homeDir: homeDir(),
  databaseUrl: process.env.DATABASE_URL,
});

/** Joins the database of the installation, running or not, and leaves it as it was found. */
export async function withInstallation<T>(
  work: (at: Installation) => Promise<T>,
  where: InstallationAt = installationHere(),
): Promise<T> {
  const database = await joinDatabase(where.homeDir, where.databaseUrl);
  const pool = openPool(database.appUrl, { max: 4 });
  const leave = async () => {
    await pool.end();
    await database.stop();
  };
  const forget = onSignal(leave);
  try {
    if (await isHalfMade(pool)) throw stillMaking();
    const [first, ...others] = await listZones(pool);
    if (first === undefined) throw nothingLoaded();
    const clock = await zoneClock(pool, () => new Date());
    return await work({ pool, clock, zones: [first, ...others], read: reader(pool, clock) });
  } finally {
    forget();
    await leave();
  }
}

function reader(pool: Running['pool'], clock: ZoneClock): Installation['read'] {
  return (zone, operation, input) => {
    const installation = installationOf(zone.id);
    const actor = zone.as === undefined ? installation : { ...installation, role: zone.as };
    return performRead({ pool, actor, now: clock.now(zone.id, zone.demoDay) }, operation, input);
  };
}

/** All zones, or the one that was named. */
export function zonesNamed(
  { zones }: Pick<Installation, 'zones'>,
  code: string | undefined,
): readonly ZoneRow[] {
  const asked = code === undefined ? zones : zones.filter((zone) => zone.code === code);
  if (asked.length > 0) return asked;
  const known = zones.map((zone) => zone.code).join('、');
  throw new UsageError(
    `没有园区 ${code}；有的是：${known}。`,
    `There is no zone ${code}; there are: ${zones.map((zone) => zone.code).join(', ')}.`,
  );
}

/** A command that is interrupted stops the database that it started. */
function onSignal(leave: () => Promise<void>): () => void {
  const stop = () => void leave().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return () => process.off('SIGINT', stop).off('SIGTERM', stop);
}

const nothingLoaded = (): EnvironmentFault =>
  new EnvironmentFault(
    '数据库里还没有园区。请先运行 npm start 装入园区，再执行本命令。',
    'The database holds no zone yet. Load a park with npm start first, then run this command.',
  );

const stillMaking = (): EnvironmentFault =>
  new EnvironmentFault(
    '演示数据还没有做完。请等 npm start 完成，或再运行一次 npm start。',
    'The demonstration is not finished. Wait until npm start is ready, or run npm start again.',
  );
