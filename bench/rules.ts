import {
  type Ast,
  type FormulaType,
  type Inputs,
  DATE,
  TEXT,
  compileSql,
  evaluate,
  fromSqlText,
  numberIn,
  parse,
} from '@yuanheng/engine/formula';
import type pg from 'pg';
import { connect } from '../packages/server/src/kernel/db/prepare.ts';
import { throwAwayCluster } from '../packages/server/src/kernel/postgres/throw-away.ts';
import { type Way, against, inTurns, print } from './rounds.ts';
import { ZEN_PACKAGE, zenWay } from './zen.ts';

const [ROWS, ROUNDS, TRACED, COMPLETE] = [1_000_000, 5, 5_000, 2_000];
const UNIT = 'rows per second';

/** Ten clauses of an eligibility rule: a day, two lists, numbers, three shares. */
const RULE = [
  '登记日 <= date("2023-12-31")',
  '行业 in ("C26", "C27", "C34", "C35", "C39", "I63", "I64", "I65", "M73")',
  '营业收入 < 400000000',
  '从业人员 <= 500',
  '研发费用 / 营业收入 >= 0.05',
  '研发人员 / 从业人员 >= 0.1',
  '有效专利 >= 1',
  '高新收入 / 营业收入 >= 0.6',
  '处罚 = 0',
  '信用 in ("A", "B")',
].join(' and ');

const share = (part: string, whole: string): string =>
  `round(div(${part} * 1000000000000000000000, nullif(${whole}, 0)) * 0.000000000000000000001, 20)`;

/** The same by hand, with the same division. */
const BY_HAND = `registered <= date '2023-12-31'
  and industry in ('C26', 'C27', 'C34', 'C35', 'C39', 'I63', 'I64', 'I65', 'M73')
  and revenue < 400000000 and staff <= 500
  and ${share('rd', 'revenue')} >= 0.05 and ${share('rd_staff', 'staff')} >= 0.1
  and patents >= 1 and ${share('ht_revenue', 'revenue')} >= 0.6
  and penalties = 0 and credit in ('A', 'B')`;

const NUMBER = numberIn('');
const COLUMNS: Readonly<Record<string, readonly [column: string, type: FormulaType]>> = {
  登记日: ['registered', DATE],
  行业: ['industry', TEXT],
  营业收入: ['revenue', NUMBER],
  研发费用: ['rd', NUMBER],
  从业人员: ['staff', NUMBER],
  研发人员: ['rd_staff', NUMBER],
  有效专利: ['patents', NUMBER],
  高新收入: ['ht_revenue', NUMBER],
  处罚: ['penalties', NUMBER],
  信用: ['credit', TEXT],
};

/** Enterprises with about a twentieth of their values missing. */
const MADE = `create table enterprise as select i as id,
  case when random() < .03 then null else date '2000-01-01' + (random() * 9000)::int end as registered,
  case when random() < .05 then null else (array['C26','C27','C34','C35','C39','I63','I64','I65','M73','M74','F51','L72'])[1 + floor(random() * 12)::int] end as industry,
  case when random() < .05 then null else round(exp(16 + 4 * random())::numeric, 2) end as revenue,
  case when random() < .05 then null else round(exp(13 + 5 * random())::numeric, 2) end as rd,
  case when random() < .05 then null else (1 + random() * random() * 1500)::numeric(9) end as staff,
  case when random() < .05 then null else (random() * random() * 200)::numeric(9) end as rd_staff,
  case when random() < .05 then null else (random() * 4)::numeric(9) end as patents,
  case when random() < .05 then null else round(exp(15.5 + 4 * random())::numeric, 2) end as ht_revenue,
  case when random() < .02 then null else (random() * random() * 2)::numeric(9) end as penalties,
  case when random() < .05 then null else (array['A','A','B','C'])[1 + floor(random() * 4)::int] end as credit
  from generate_series(1, ${ROWS}) as i`;

/** How many rows have each answer; the condition is worked out once per row. */
const counted = (condition: string, where = 'true'): string =>
  `select (${condition}) as answer, count(*)::text as rows from enterprise where ${where} group by 1`;

interface Answer {
  readonly holds: string;
  readonly broken: string;
  readonly unknown: string;
}
const say = ({ holds, broken, unknown }: Answer) =>
  `holds ${holds}, broken ${broken}, cannot tell ${unknown}`;

/** A rule of ten clauses over a million enterprises: compiled, by hand, record by record, and by another rule engine. */
export async function benchRules(): Promise<void> {
  const cluster = await throwAwayCluster({ shared_buffers: '512MB', jit: 'off' });
  const client = await connect(cluster.adminUrl);
  try {
    await client.query('select setseed(0.7)');
    await client.query(MADE);
    await client.query('vacuum analyze enterprise');
    await measure(client);
  } finally {
    await client.end();
    await cluster.stop();
  }
}

async function measure(client: pg.Client): Promise<void> {
  const ast = parse(RULE);
  const parameters: string[] = [];
  const columns = Object.fromEntries(
    Object.entries(COLUMNS).map(([name, [sql, type]]) => [name, { sql, type }]),
  );
  const { sql } = compileSql(ast, columns, parameters);
  const ask = async (text: string, values: readonly string[] = []): Promise<Answer> => {
    const { rows } = await client.query<{ answer: boolean | null; rows: string }>(text, [...values]);
    const of = (wanted: boolean | null) => rows.find(({ answer }) => answer === wanted)?.rows ?? '0';
    return { holds: of(true), broken: of(false), unknown: of(null) };
  };
  const [compiled, byHand] = [await ask(counted(sql), parameters), await ask(counted(BY_HAND))];
  if (say(compiled) !== say(byHand))
    throw new RangeError(`compiled: ${say(compiled)}; by hand: ${say(byHand)}`);
  const records = await recordsOf(client, `id <= ${TRACED}`);
  const [some, traced] = [await ask(counted(sql, `id <= ${TRACED}`), parameters), trace(ast, records)];
  if (say(some) !== say(traced)) throw new RangeError(`compiled: ${say(some)}; trace: ${say(traced)}`);
  const whole = async (text: string, values: readonly string[] = []) => {
    const began = performance.now();
    await ask(text, values);
    return (ROWS / (performance.now() - began)) * 1000;
  };
  const reference: Way = {
    name: 'SQL by hand, the same division (reference)',
    run: () => whole(counted(BY_HAND)),
  };
  const compiledWay: Way = { name: '`compileSql` of the rule', run: () => whole(counted(sql), parameters) };
  const ways: Way[] = [
    compiledWay,
    {
      name: `\`evaluate\`, record by record (${TRACED} rows)`,
      run: () => perRecord(() => trace(ast, records)),
    },
  ];
  const complete = (await recordsOf(client, `id <= 20000 and enterprise.* is not null`)).slice(0, COMPLETE);
  const zen = await zenWay(complete, trace(ast, complete).holds);
  const measured = await inTurns(ROUNDS, [reference, ...ways, ...(zen ? [zen] : [])]);
  const title = `rules: ten clauses over ${ROWS} enterprises, same answers (${say(compiled)})`;
  print(title, UNIT, against(reference, ways, measured));
  if (zen) print('rules: the same against ZEN', UNIT, against(zen, [compiledWay], measured));
  else
    console.log(`ZEN is not installed (npm install --no-save ${ZEN_PACKAGE}@0.54.0); no figure of this run.`);
}

async function recordsOf(client: pg.Client, where: string): Promise<Inputs[]> {
  const list = Object.values(COLUMNS).map(([column], i) => `${column}::text as c${i}`);
  const { rows } = await client.query<Record<string, string | null>>(
    `select ${list.join(', ')} from enterprise where ${where} order by id`,
  );
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(COLUMNS).map(([name, [, type]], i) => [name, fromSqlText(row[`c${i}`] ?? null, type)]),
    ),
  );
}

function trace(ast: Ast, records: readonly Inputs[]): Answer {
  const answers = records.map((inputs) => evaluate(ast, inputs));
  const count = (wanted: boolean | null) => String(answers.filter((one) => one === wanted).length);
  return { holds: count(true), broken: count(false), unknown: count(null) };
}

function perRecord(work: () => unknown): number {
  const began = performance.now();
  work();
  return (TRACED / (performance.now() - began)) * 1000;
}
