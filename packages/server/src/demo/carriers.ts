import type { Park } from '@yuanheng/park';
import { apply, closeCarrierRound, decide, enrol } from '../modules/carriers/index.ts';
import { acceptEntered, enterValues } from '../modules/indicators/index.ts';
import { type CarrierValue, valuesOf } from './carrier-values.ts';
import type { Cast } from './cast.ts';
import { at } from './days.ts';
import { inventCarriers } from './invent.ts';

const FIRST = { zh: '首批在册名单（演示）', en: 'First list (demonstration)' };
const APPLIED = { zh: '行动方案二（五）：园外载体申请纳入', en: 'Plan II (5): an outside carrier applies' };

/** Outside carriers that applied: one was included after the year 2024, one is a candidate that passes, one that does not. */
const OUTSIDE = [
  {
    code: 'w-01',
    name: { zh: '云舟加速器', en: 'Yunzhou Accelerator' },
    on: '2024-09-10',
    levels: [0.78, 0.8],
  },
  { code: 'w-02', name: { zh: '澜汀创新坊', en: 'Lanting Works' }, on: '2026-02-26', levels: [null, 0.72] },
  { code: 'w-03', name: { zh: '朔汀产业园', en: 'Shuoting Park' }, on: '2026-03-05', levels: [null, 0.5] },
] as const;

/** Who does badly: in both years, in the first, in the second. Everybody else lies between fit and excellent. */
const BADLY: Readonly<Record<string, readonly [number, number]>> = {
  'c-02': [0.42, 0.4],
  'c-06': [0.5, 0.72],
  'c-10': [0.74, 0.47],
  'c-17': [0.76, 0.52],
};

/** How well each carrier did in a year, spread so that every grade is there. */
function standings(round: 0 | 1) {
  const inside = inventCarriers().map(({ code, ownership }, i) => ({
    code,
    ownership,
    level: BADLY[code]?.[round] ?? 0.66 + ((i * 7 + round * 3) % 11) * 0.027,
  }));
  const outside = OUTSIDE.flatMap(({ code, levels }) => {
    const level = levels[round];
    return level === null ? [] : [{ code, ownership: 'private', level }];
  });
  return [...inside, ...outside];
}

interface Year {
  readonly period: '2024' | '2025';
  readonly entered: string;
  readonly closed: string;
}
const YEARS: readonly Year[] = [
  { period: '2024', entered: '2025-05-20', closed: '2025-06-30' },
  { period: '2025', entered: '2026-05-20', closed: '2026-06-30' },
];

/** The register of carriers, two evaluated years and what the office decided after the first. */
export async function playCarriers(cast: Cast, park: Park): Promise<void> {
  const office = cast.as('zhoumin');
  await cast.do({ actor: office, now: at('2024-04-10') }, enrol, {
    codes: inventCarriers().map(({ code }) => code),
    on: '2024-04-10',
    clause: FIRST,
    reason: '首批在册载体，演示名单',
  });
  for (const { code, name, on } of OUTSIDE) if (on < '2025') await applied(cast, { code, name, on });
  const [first, second] = YEARS;
  if (first) await playYear(cast, park, first);
  await decideFirst(cast);
  for (const { code, name, on } of OUTSIDE) if (on > '2025') await applied(cast, { code, name, on });
  if (second) await playYear(cast, park, second);
  await cast.do({ actor: office, now: at('2026-07-18', '10:30:00') }, decide, {
    code: 'c-10',
    period: '2025',
    act: 'notice',
    decision: 'confirm',
    reason: '2025 年度评价不合格，经核查空间空置与培育指标属实，予以通报，限期六个月整改。',
  });
}

const applied = (
  cast: Cast,
  { code, name, on }: { code: string; name: { zh: string; en: string }; on: string },
) =>
  cast.do({ actor: cast.as('zhoumin'), now: at(on) }, apply, {
    code,
    name,
    ownership: 'private',
    on,
    clause: APPLIED,
    reason: '运营主体书面申请纳入普陀园（演示）',
  });

/** One enters, another accepts, then the year is closed. */
async function playYear(cast: Cast, park: Park, { period, entered, closed }: Year): Promise<void> {
  const [enters, accepts] = [cast.as('zhoumin'), cast.as('lujing')];
  const values = standings(period === '2024' ? 0 : 1).map((standing) => valuesOf(park, standing, period));
  const ids: string[] = [];
  const enter = async (document: string, rows: readonly CarrierValue[]) => {
    const answer = await cast.do({ actor: enters, now: at(entered) }, enterValues, {
      period,
      document,
      rows,
    });
    ids.push(...answer.ids);
  };
  await enter(
    `演示评价底册 ${period} 年度`,
    values.flatMap(({ books }) => books),
  );
  await enter(
    `演示专家评审汇总表 ${period} 年度`,
    values.flatMap(({ experts }) => experts),
  );
  await enter(`演示加扣分认定单 ${period} 年度`, occurred(period));
  await cast.do({ actor: accepts, now: at(entered, '15:00:00') }, acceptEntered, { ids });
  await cast.do({ actor: enters, now: at(closed, '17:30:00') }, closeCarrierRound, { period });
}

const occurred = (period: string): CarrierValue[] => {
  const once = (unitCode: string, rule: string): CarrierValue => ({
    unitCode,
    valueId: `carrier-${rule}`,
    value: '1',
  });
  return period === '2024'
    ? [once('c-03', 'x2'), once('c-02', 'y2'), once('c-13', 'x4')]
    : [once('c-03', 'x2'), once('c-08', 'x3'), once('c-10', 'y4'), once('c-13', 'x4'), once('c-01', 'x5')];
};

async function decideFirst(cast: Cast): Promise<void> {
  const by = { actor: cast.as('zhoumin'), now: at('2025-07-18', '10:30:00') };
  const confirm = { period: '2024', decision: 'confirm' } as const;
  for (const code of ['c-02', 'c-06'])
    await cast.do(by, decide, {
      ...confirm,
      code,
      act: 'notice',
      reason: '2024 年度评价不合格，经会议审定予以通报，限期六个月整改。',
    });
  await cast.do(by, decide, {
    ...confirm,
    code: 'w-01',
    act: 'include',
    subPark: 'sp-wuning',
    reason: '评价合格，位于普陀区内，符合武宁子园产业方向，同意纳入。',
  });
}
