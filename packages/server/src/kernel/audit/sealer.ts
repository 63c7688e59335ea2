import type pg from 'pg';
import { ALGORITHM, GENESIS, sealHash } from './canonical.ts';

/** Seals finished transactions of every zone, each 100 ms. */
export interface Sealer {
  stop(): Promise<void>;
}

const PAUSE_MS = 100;

export function startSealer(pool: pg.Pool): Sealer {
  let stopped = false;
  let wake: () => void = () => undefined;
  const loop = async () => {
    while (!stopped) {
      // a database that is away is sealed later: nothing is lost, entries wait
      await sealAll(pool).catch(() => undefined);
      await new Promise<void>((done) => {
        wake = done;
        setTimeout(done, PAUSE_MS);
      });
    }
  };
  const running = loop();
  return {
    async stop() {
      stopped = true;
      wake();
      await running;
      await sealAll(pool).catch(() => undefined);
    },
  };
}

export async function sealAll(pool: pg.Pool, at: Date = new Date()): Promise<void> {
  const zones = await pool.query<{ id: string }>('select z.id from app.zone z order by z.id');
  for (const { id } of zones.rows) await sealZone(pool, id, at);
}

interface Last {
  readonly number: string;
  readonly up_to_xid: string;
  readonly hash: string;
}

/**
 * Appends one seal over every entry whose transaction has ended since the last one. The cursor is the oldest
 * transaction still running, never the entry's own number: entries become visible in another order than they were
 * numbered. Two sealers at once: the second fails on audit_seal_pkey and finds nothing to do.
 */
export async function sealZone(pool: pg.Pool, zoneId: string, at: Date): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`begin;select app.app_enter(${client.escapeLiteral(zoneId)},'/','0',null)`);
    const last = await lastSeal(client, zoneId);
    const { rows: entries } = await client.query<{ id: string; digest: string; limit_xid: string }>(
      `select e.id, e.digest, l.xmin::text as limit_xid
       from (select pg_snapshot_xmin(pg_current_snapshot()) as xmin) l
       join app.audit_entry e on e.zone_id = $1 and e.xid >= $2::xid8 and e.xid < l.xmin
       order by e.xid, e.id`,
      [zoneId, last.up_to_xid],
    );
    const first = entries[0];
    if (first !== undefined) await appendSeal(client, { zoneId, last, entries, upTo: first.limit_xid, at });
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/**
 * The first seal after a restore: covers every entry that no seal covers, and begins to count transactions where this
 * cluster is now. In the transaction of the restore, while nobody else works in the database.
 */
export async function sealNewSegment(client: pg.ClientBase, zoneId: string, at: Date): Promise<void> {
  const last = await lastSeal(client, zoneId);
  const { rows: entries } = await client.query<{ id: string; digest: string; limit_xid: string }>(
    `select e.id, e.digest, (pg_current_xact_id()::text::numeric + 1)::text as limit_xid from app.audit_entry e
     where e.zone_id = $1 and e.id not in (select unnest(s.entry_ids) from app.audit_seal s where s.zone_id = $1)
     order by e.xid, e.id`,
    [zoneId],
  );
  const first = entries[0];
  if (first !== undefined) await appendSeal(client, { zoneId, last, entries, upTo: first.limit_xid, at });
}

async function lastSeal(client: pg.ClientBase, zoneId: string): Promise<Last> {
  const { rows } = await client.query<Last>(
    'select s.number, s.up_to_xid::text, s.hash from app.audit_seal s where s.zone_id = $1 order by s.number desc limit 1',
    [zoneId],
  );
  return rows[0] ?? { number: '0', up_to_xid: '0', hash: GENESIS };
}

interface Seal {
  readonly zoneId: string;
  readonly last: Last;
  readonly entries: readonly { readonly id: string; readonly digest: string }[];
  readonly upTo: string;
  readonly at: Date;
}

async function appendSeal(client: pg.ClientBase, { zoneId, last, entries, upTo, at }: Seal): Promise<void> {
  const number = String(BigInt(last.number) + 1n);
  const hash = sealHash(
    last.hash,
    number,
    entries.map((entry) => entry.digest),
  );
  await client.query(
    `insert into app.audit_seal (zone_id, number, sealed_at, up_to_xid, algorithm, entry_ids, previous_hash, hash)
     values ($1, $2, $3, $4::xid8, $5, $6::uuid[], $7, $8)`,
    [zoneId, number, at, upTo, ALGORITHM, entries.map((entry) => entry.id), last.hash, hash],
  );
}
