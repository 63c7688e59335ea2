import { performWrite, uuidv7 } from '@yuanheng/server';
import { answers, explanations } from '../packages/server/src/demo/small-zone.ts';
import { submit } from '../packages/server/src/modules/statistics/index.ts';
import { withDatabase } from './database.ts';
import { type Way, against, inTurns, print } from './rounds.ts';
import { Trips } from './statements.ts';
import { submitRaw } from './submit-raw.ts';
import { type Due, SubmitZone } from './submit-zone.ts';

/** One quarter per round; the first warms up. */
const QUARTERS = ['2024Q4', '2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3'] as const;
const STARTS: Readonly<Record<string, string>> = { Q1: '01-01', Q2: '04-01', Q3: '07-01', Q4: '10-01' };
const ALONE = 80;
const TOGETHER = 320;
const CONNECTIONS = 16;
const ENTERPRISES = 2 * (ALONE + TOGETHER);
const NOW = new Date('2026-10-22T02:00:00Z');

type Writer = (due: Due, revenue: number) => Promise<void>;

/** First reports that break no rule: the product's write path against the bare rows of it. */
export async function benchSubmit(): Promise<void> {
  await withDatabase(async (pool) => {
    const trips = Trips.of(pool);
    const zone = await SubmitZone.make(pool, ENTERPRISES);
    const product: Writer = async (due, revenue) => {
      const { submissionId, actor } = due;
      const written = { submissionId, version: 0, answers: answers(revenue), explanations };
      await performWrite({ pool, actor, now: NOW, requestId: uuidv7() }, submit, written);
    };
    const raw: Writer = (due, revenue) =>
      submitRaw(pool, { due, answers: answers(revenue), explanations, now: NOW });
    const rounds = await openRounds(zone);
    const { ways, pairs } = waysOf(rounds, { product, raw });
    const measured = await inTurns(QUARTERS.length - 2, ways);
    for (const [title, reference, way] of pairs)
      print(`submit: ${title}`, 'reports per second', against(reference, [way], measured));
    await countTrips(trips, zone, { product, raw });
    console.log(
      `\nThe reports give ${await zone.verified()} facts and their sums, equal to what both ways wrote.`,
    );
  }, CONNECTIONS);
}

interface Writers {
  readonly product: Writer;
  readonly raw: Writer;
}

/** All quarters but the last, which is kept for counting. */
async function openRounds(zone: SubmitZone): Promise<Due[][]> {
  const rounds = [];
  for (const code of QUARTERS.slice(0, -1)) rounds.push(await openQuarter(zone, code));
  return rounds;
}

const openQuarter = (zone: SubmitZone, code: string) =>
  zone.open(code, `${code.slice(0, 4)}-${STARTS[code.slice(4)]}`);

function waysOf(rounds: readonly Due[][], { product, raw }: Writers) {
  const way = (name: string, writer: Writer, { from, count, workers }: Part): Way => ({
    name,
    run: (round) => written(rounds[round]?.slice(from, from + count) ?? [], { workers, round, writer }),
  });
  const rawName = 'the same rows as prepared statements, one transaction';
  const productName = '`performWrite` of `statistics.submit`';
  const one = { count: ALONE, workers: 1 };
  const many = { count: TOGETHER, workers: CONNECTIONS };
  const rawAlone = way(rawName, raw, { ...one, from: 0 });
  const alone = way(productName, product, { ...one, from: ALONE });
  const rawTogether = way(rawName, raw, { ...many, from: 2 * ALONE });
  const together = way(productName, product, { ...many, from: 2 * ALONE + TOGETHER });
  const pairs = [
    ['1 connection', rawAlone, alone],
    [`${CONNECTIONS} connections`, rawTogether, together],
  ] as const;
  return { ways: [rawAlone, alone, rawTogether, together], pairs };
}

/** Which of a quarter's reports, by how many at a time. */
interface Part {
  readonly from: number;
  readonly count: number;
  readonly workers: number;
}

interface Work {
  readonly workers: number;
  readonly round: number;
  readonly writer: Writer;
}

/** Writes reports and answers how many a second were committed. */
async function written(dues: readonly Due[], { workers, round, writer }: Work): Promise<number> {
  const waiting = [...dues];
  const work = async () => {
    for (let due = waiting.pop(); due; due = waiting.pop()) await writer(due, 20_000 + 100 * round);
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: workers }, work));
  return (dues.length / (performance.now() - began)) * 1000;
}

async function countTrips(trips: Trips, zone: SubmitZone, { product, raw }: Writers): Promise<void> {
  const [one, other] = await openQuarter(zone, QUARTERS.at(-1) ?? '');
  if (!one || !other) throw new RangeError('The last quarter has no reports.');
  const ofProduct = await trips.during(() => product(one, 21_000), /./);
  const ofRaw = await trips.during(() => raw(other, 21_000), /./);
  console.log(
    `\nTrips to the database per report: product ${ofProduct.trips}, bare rows ${ofRaw.trips}; ${ENTERPRISES} enterprises, ${QUARTERS.length - 2} rounds.`,
  );
}
