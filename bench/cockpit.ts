import type pg from 'pg';
import {
  type Actor,
  Demonstration,
  type ReadOperation,
  installationOf,
  listPeriods,
  listZones,
  performRead,
  zoneClock,
} from '@yuanheng/server';
import { putuo } from '../packages/server/src/demo/small-zone.ts';
import { withActor } from '../packages/server/src/kernel/db/with-actor.ts';
import { readTable } from '../packages/server/src/modules/indicators/index.ts';
import { readProgress } from '../packages/server/src/modules/plan/index.ts';
import { withDatabase } from './database.ts';
import { type Way, against, inTurns, millisecondsOf, print } from './rounds.ts';
import { Trips } from './statements.ts';

const ENTERPRISES = 200;
const ROUNDS = 9;
const CALLS = 3;

/** The two readings of the cockpit against one statement that adds up the same facts, read by the same leader. */
export async function benchCockpit(): Promise<void> {
  await withDatabase(async (pool) => {
    const trips = Trips.of(pool);
    const { actor, now, period } = await demonstration(pool);
    const read = <I, O>(operation: ReadOperation<I, O>, input: I) =>
      performRead({ pool, actor, now }, operation, input);
    await compare(trips, {
      name: 'plan.progress',
      read: () => read(readProgress, { period }),
      rollUp: (facts) => rollUp({ pool, actor, now }, facts),
    });
    await compare(trips, {
      name: 'indicators.table',
      read: () => read(readTable, { period, stage: 'reported' }),
      rollUp: (facts) => rollUp({ pool, actor, now }, facts),
    });
  }, 2);
}

/** A demonstration made for this run, its leader, its own day and its latest quarter. */
async function demonstration(pool: pg.Pool) {
  const park = putuo();
  const day = park.demo?.day;
  if (!day) throw new RangeError('The park has no demonstration.');
  const enterprises = Number(process.env.YUANHENG_DEMO_ENTERPRISES ?? ENTERPRISES);
  await new Demonstration({ pool, park, day, enterprises, progress: () => undefined }).make();
  await pool.query('analyze');
  const zone = (await listZones(pool)).find(({ code }) => code === park.park.id);
  if (!zone) throw new RangeError(`There is no zone ${park.park.id}.`);
  const actor: Actor = { ...installationOf(zone.id), role: 'leader' };
  const now = (await zoneClock(pool, () => new Date())).now(zone.id, zone.demoDay);
  const { rows } = await performRead(
    { pool, actor: { ...actor, role: 'office' }, now },
    listPeriods,
    undefined,
  );
  const period =
    rows
      .map(({ code }) => code)
      .toSorted()
      .at(-1) ?? '';
  console.log(`\ncockpit: ${enterprises} enterprises, ${rows.length} quarters up to ${period}`);
  return { actor, now, period };
}

interface Compared {
  readonly name: string;
  readonly read: () => Promise<unknown>;
  readonly rollUp: (facts: readonly FactsRead[]) => Promise<number>;
}

/** Which facts a statement of the product asked for. */
interface FactsRead {
  readonly stage: string;
  readonly periodStart: string;
}

async function compare(trips: Trips, { name, read, rollUp: add }: Compared): Promise<void> {
  const sent = await trips.during(read, /from app\.fact f/);
  const facts = sent.matching.map(factsRead);
  const rows = await add(facts);
  const reference: Way = {
    name: 'one `select sum(…)` over the same facts',
    run: () => millisecondsOf(CALLS, () => add(facts)),
  };
  const product: Way = { name: `\`${name}\``, run: () => millisecondsOf(CALLS, read) };
  const measured = await inTurns(ROUNDS, [reference, product]);
  print(
    `cockpit: ${name}, ${sent.trips} trips to the database, ${rows.toLocaleString('en-US')} facts in ${facts.length} sets of period and stage`,
    'ms',
    against(reference, [product], measured),
  );
}

function factsRead(values: readonly unknown[]): FactsRead {
  const texts = values.filter((value) => typeof value === 'string');
  const stage = texts.find((text) => text === 'reported' || text === 'accepted');
  const periodStart = texts.find((text) => /^\d{4}-\d\d-\d\d$/.test(text));
  if (!stage || !periodStart) throw new RangeError('A reading of facts names no stage or no period.');
  return { stage, periodStart };
}

interface Reader {
  readonly pool: pg.Pool;
  readonly actor: Actor;
  readonly now: Date;
}

const SUMS = Array.from({ length: 16 }, (_, i) => `sum(v${String(i + 1).padStart(2, '0')})`).join(', ');

/** Adds up every slot per stage, period and sub-park as known now, through row-level security; answers how many facts. */
async function rollUp({ pool, actor, now }: Reader, facts: readonly FactsRead[]): Promise<number> {
  const { rows } = await withActor(pool, actor, ({ client }) =>
    client.query<{ facts: string }>({
      name: 'roll-up',
      text: `select f.stage, f.period_start, f.sub_park_id, count(*) as facts, ${SUMS}
        from app.fact f
        where f.zone_id = $1 and f.form_id = 'ENT-Q' and f.page = 1
          and (f.stage, f.period_start) in (select * from unnest($2::text[], $3::date[]))
          and f.known_from <= $4 and f.known_to > $4
        group by f.stage, f.period_start, f.sub_park_id`,
      values: [
        actor.zoneId,
        facts.map(({ stage }) => stage),
        facts.map(({ periodStart }) => periodStart),
        now,
      ],
    }),
  );
  return rows.reduce((sum, { facts: n }) => sum + Number(n), 0);
}
