import type pg from 'pg';
import { Decimal, decimal } from '@yuanheng/engine/formula';
import type { DemoFile } from '@yuanheng/park';
import { verifyRequestIds } from '../app/request-ids.read.ts';
import type { ZoneClock } from '../kernel/clock.ts';
import { type ReadOperation, performRead } from '../kernel/operation/operation.ts';
import { readValues } from '../modules/indicators/index.ts';
import { type ZoneRow, installationOf } from '../modules/organisation/index.ts';
import { listPeriods, recheckRules, verifyFacts } from '../modules/statistics/index.ts';
import { PLANTED_RULE, QUARTERS, plantedIn } from './fate.ts';

type Words = { readonly zh: string; readonly en: string };

/** What the demonstration promises, and the figures that say whether it keeps it. */
export interface DemoPromise {
  readonly id: 'proportions' | 'rules' | 'request-ids' | 'facts';
  readonly says: Words;
  /** Null: cannot be judged, and the figures say why. */
  readonly kept: boolean | null;
  readonly figures: readonly DemoFigure[];
}

export interface DemoFigure {
  readonly name: Words;
  readonly value: string;
  /** What was promised; null: only told. */
  readonly promised: string | null;
  readonly kept: boolean | null;
}

interface Checked {
  readonly pool: pg.Pool;
  readonly clock: ZoneClock;
  /** The demonstration's own zone first, then its neighbours. */
  readonly zones: readonly [ZoneRow, ...ZoneRow[]];
  readonly demo: DemoFile;
}

/** Looks whether a demonstration keeps its promises; changes nothing. */
export async function checkDemonstration(of: Checked): Promise<DemoPromise[]> {
  return [await proportions(of), await rules(of), await requestIds(of), await facts(of)];
}

function readAs<I, O>(
  { pool, clock }: Checked,
  { id, demoDay }: ZoneRow,
  { operation, input, role }: { operation: ReadOperation<I, O>; input: I; role?: 'office' },
): Promise<O> {
  const installation = installationOf(id);
  const actor = role === undefined ? installation : { ...installation, role };
  return performRead({ pool, actor, now: clock.now(id, demoDay) }, operation, input);
}

const all = (figures: readonly DemoFigure[]): boolean | null => {
  if (figures.some(({ kept }) => kept === false)) return false;
  return figures.some(({ kept }) => kept === null) ? null : true;
};

/** How many enterprises the demonstration was made with: all of them were due in its first quarter. */
async function enterprisesOf(of: Checked): Promise<number> {
  const [zone] = of.zones;
  const { rows } = await readAs(of, zone, { operation: listPeriods, input: undefined, role: 'office' });
  return rows.find(({ code }) => code === QUARTERS[0])?.counts.respondents ?? 0;
}

async function proportions(of: Checked): Promise<DemoPromise> {
  const { demo } = of;
  const enterprises = await enterprisesOf(of);
  const whole = enterprises === demo.enterprises;
  const figures: DemoFigure[] = [
    {
      name: { zh: '企业', en: 'Enterprises' },
      value: String(enterprises),
      promised: whole
        ? String(demo.enterprises)
        : `${demo.enterprises}（规模不同，下列合计不作判断 / made in another size, the totals below are not judged）`,
      kept: whole ? true : null,
    },
  ];
  for (const proportion of demo.proportions) {
    const { name, unit, at_least: least, at_most: most } = proportion;
    const value = await totalOf(of, proportion);
    const kept = value !== null && isBetween(value, least, most);
    figures.push({
      name,
      value: value === null ? '—' : `${value.round(2).toString()} ${unit}`,
      promised: `${least}–${most} ${unit}`,
      kept: whole ? kept : null,
    });
  }
  return {
    id: 'proportions',
    says: {
      zh: '合计与普陀区公开数据的量级相称',
      en: 'Totals are in proportion to what is published of the district',
    },
    kept: all(figures),
    figures,
  };
}

const HUNDRED = Decimal.of(100n);

/** The accepted figure of the whole zone; of a share, that part of it. */
async function totalOf(
  of: Checked,
  { indicator, share, period }: DemoFile['proportions'][number],
): Promise<Decimal | null> {
  const ids = share === undefined ? [indicator] : [indicator, share];
  const { rows } = await readAs(of, of.zones[0], {
    operation: readValues,
    input: { periods: [period], ids },
    role: 'office',
  });
  const valueOf = (id: string) => {
    const text = rows.find(({ indicatorId, stage }) => indicatorId === id && stage === 'accepted')?.value;
    return text == null ? null : decimal(text);
  };
  const [whole, part] = [valueOf(indicator), share === undefined ? HUNDRED : valueOf(share)];
  return whole && part ? whole.times(part).dividedBy(HUNDRED) : null;
}

const isBetween = (value: Decimal, least: string, most: string): boolean =>
  value.compare(decimal(least)) >= 0 && value.compare(decimal(most)) <= 0;

async function rules(of: Checked): Promise<DemoPromise> {
  const { reports, broken } = await readAs(of, of.zones[0], { operation: recheckRules, input: undefined });
  const promised = plantedIn(await enterprisesOf(of));
  const planted = broken.filter(
    ({ rule, uscc, period }) => rule === PLANTED_RULE && period === QUARTERS.at(-1) && promised.has(uscc),
  );
  const others = broken.filter((one) => !planted.includes(one));
  const unexplained = planted.filter(({ explained }) => !explained);
  const figure = (name: Words, found: number, expected: number): DemoFigure => ({
    name,
    value: String(found),
    promised: String(expected),
    kept: found === expected,
  });
  const words = others
    .slice(0, 5)
    .map(({ period, respondent, rule }) => `${period} ${respondent} ${rule}`)
    .join('；');
  const figures = [
    {
      name: { zh: '重新审核的报表', en: 'Reports checked again' },
      value: String(reports),
      promised: null,
      kept: reports > 0,
    },
    figure({ zh: '埋设并被发现的错误', en: 'Planted errors, found' }, planted.length, promised.size),
    figure({ zh: '其中未作说明的', en: 'Of these, not explained' }, unexplained.length, 0),
    {
      ...figure({ zh: '其他不合审核关系的', en: 'Other breaches of the rules' }, others.length, 0),
      ...(others.length > 0 ? { value: `${others.length}（${words}${others.length > 5 ? '…' : ''}）` } : {}),
    },
  ];
  return {
    id: 'rules',
    says: {
      zh: '除埋设的错误外，报表都合审核关系',
      en: 'Reports keep the checking rules but for the planted errors',
    },
    kept: all(figures),
    figures,
  };
}

async function requestIds(of: Checked): Promise<DemoPromise> {
  const figures: DemoFigure[] = [];
  for (const zone of of.zones) {
    const { tables } = await readAs(of, zone, { operation: verifyRequestIds, input: undefined });
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const carried = rows - tables.reduce((sum, table) => sum + table.without, 0);
    figures.push({
      name: {
        zh: `${zone.code} ${tables.length} 张表的记录行`,
        en: `${zone.code}: rows of ${tables.length} tables`,
      },
      value: String(carried),
      promised: String(rows),
      kept: carried === rows,
    });
    for (const { table, without } of tables.filter((one) => one.without > 0))
      figures.push({
        name: { zh: `${zone.code} ${table} 缺审计条目`, en: `${zone.code} ${table} without an entry` },
        value: String(without),
        promised: '0',
        kept: false,
      });
  }
  return {
    id: 'request-ids',
    says: {
      zh: '每一行记录都带有审计条目的请求号',
      en: 'Every record row carries the request id of an audit entry',
    },
    kept: all(figures),
    figures,
  };
}

async function facts(of: Checked): Promise<DemoPromise> {
  const figures: DemoFigure[] = [];
  for (const zone of of.zones) {
    const verified = await readAs(of, zone, { operation: verifyFacts, input: undefined });
    figures.push({
      name: {
        zh: `${zone.code} 核定值 ${verified.facts}、汇总值 ${verified.sums} 中不相等的`,
        en: `${zone.code}: unequal of ${verified.facts} facts and ${verified.sums} sums`,
      },
      value: String(verified.differencesTotal),
      promised: '0',
      kept: verified.equal,
    });
  }
  return {
    id: 'facts',
    says: {
      zh: '核定值与汇总值由报表重建后相等',
      en: 'Facts and sums rebuilt from the reports are equal',
    },
    kept: all(figures),
    figures,
  };
}
