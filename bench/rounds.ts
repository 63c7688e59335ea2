/** One way of doing a job. Ways are run in turn, so that what else the machine does falls on all of them. */
export interface Way {
  readonly name: string;
  /** What one round measured, in the unit of the table. */
  readonly run: (round: number) => Promise<number> | number;
}

interface Spread {
  readonly middle: number;
  readonly least: number;
  readonly most: number;
}

/** A row of the printed table. */
interface Row {
  readonly name: string;
  readonly figure: Spread;
  /** Of each round the figure divided by the reference's of the same round; null in the reference's own row. */
  readonly ratio: Spread | null;
}

/** Runs every way once per round, each round beginning with another one; a first round warms up and does not count. */
export async function inTurns(rounds: number, ways: readonly Way[]): Promise<Map<Way, number[]>> {
  const measured = new Map<Way, number[]>(ways.map((way) => [way, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const i of ways.keys()) {
      const way = ways[(i + round) % ways.length];
      if (!way) continue;
      const figure = await way.run(round);
      if (round > 0) measured.get(way)?.push(figure);
    }
  }
  return measured;
}

function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (place: number) => sorted[place] ?? Number.NaN;
  return { middle: at(sorted.length >> 1), least: at(0), most: at(sorted.length - 1) };
}

/** The rows of some ways against one of them. */
export function against(
  reference: Way,
  ways: readonly Way[],
  measured: ReadonlyMap<Way, readonly number[]>,
): Row[] {
  const base = measured.get(reference) ?? [];
  return [reference, ...ways].map((way) => {
    const figures = measured.get(way) ?? [];
    const ratio =
      way === reference ? null : spreadOf(figures.map((figure, i) => figure / (base[i] ?? Number.NaN)));
    return { name: way.name, figure: spreadOf(figures), ratio };
  });
}

const digits = (n: number): string =>
  n >= 100 ? Math.round(n).toLocaleString('en-US') : n.toPrecision(n >= 1 ? 3 : 2);
const spread = ({ middle, least, most }: Spread): string =>
  `${digits(middle)} (${digits(least)}–${digits(most)})`;

/** Prints the rows: median (least–most) and the same of the ratio. */
export function print(title: string, unit: string, rows: readonly Row[]): void {
  console.log(`\n${title}\n| what | ${unit} | ratio to the reference |\n|---|---|---|`);
  for (const { name, figure, ratio } of rows)
    console.log(`| ${name} | ${spread(figure)} | ${ratio ? spread(ratio) : 'reference'} |`);
}

/** How many a second: passes over `count` things are repeated until a third of a second has gone. */
export function perSecond(count: number, pass: () => void): number {
  const began = performance.now();
  let done = 0;
  while (performance.now() - began < 333) {
    pass();
    done += count;
  }
  return (done / (performance.now() - began)) * 1000;
}

/** Milliseconds of one of several calls in a row. */
export async function millisecondsOf(calls: number, call: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let i = 0; i < calls; i++) await call();
  return (performance.now() - began) / calls;
}
