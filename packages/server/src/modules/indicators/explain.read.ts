import type { Explanation, MeasureExplained, Part, Stage, Words } from '@yuanheng/contract';
import { Decimal } from '@yuanheng/engine/formula';
import type { Indicator } from '@yuanheng/park';
import { type Context, readOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { actsByPerson, statisticsPolicy } from '../statistics/index.ts';
import { Workings } from './compute.ts';
import { isRunHeldBack, maySeeRespondents } from './official.ts';
import { indicatorsPolicy } from './indicators.policy.ts';
import { latestRunOf } from './run.views.ts';
import { type PlacedUnit, indicatorWords, toFigure, unitFrom, unitsInReach, withNumbers } from './reading.ts';
import type { Worked, WorkedMeasure } from './worked.ts';

const DAY_MS = 86_400_000;
const MOST_PARTS = 500;

interface ExplainInput {
  readonly id: string;
  readonly unit?: string | undefined;
  readonly period: string;
  readonly stage: Stage;
  readonly below?: string | undefined;
  readonly asOf?: string | undefined;
}

/** Where a figure comes from: formula, measures, parts down to the reports, who passed and accepted, what changed. */
export const explain = readOperation({
  name: 'indicators.explain',
  rights: indicatorsPolicy['indicators.explain'],
  run: async (ctx, input: ExplainInput): Promise<Explanation> => {
    const units = await unitsInReach(ctx);
    const unit = unitFrom(ctx, units, input.unit);
    const asOf = input.asOf === undefined ? ctx.now : new Date(input.asOf);
    const workings = await Workings.open(ctx, { asOf, purpose: 'figures' });
    const indicator = workings.indicators.find(({ id }) => id === input.id);
    if (!indicator) throw problem('NOT_FOUND', { what: 'indicator', id: input.id });
    const at = { place: unit, period: input.period, stage: input.stage };
    const worked = await workings.figure(indicator, at);
    const other: Stage = input.stage === 'reported' ? 'accepted' : 'reported';
    const beside = await workings.figure(indicator, { ...at, stage: other });
    const earlier = await Workings.open(ctx, { asOf: new Date(asOf.getTime() - DAY_MS), purpose: 'figures' });
    const before = await earlier.figure(indicator, at);
    const measures: MeasureExplained[] = [];
    for (const measure of worked.measures)
      measures.push(await explained(measure, { workings, period: input.period }));
    const parts = await partsOf(ctx, { workings, indicator, unit, units, worked, input });
    const of = { indicator, unitId: unit.id, period: input.period, asOf };
    return {
      ...toFigure(worked, { ...of, stage: input.stage }),
      indicator: indicatorWords(indicator),
      unit: { id: unit.id, code: unit.code, kind: unit.kind, name: unit.name, needsReview: unit.needsReview },
      formula: indicator.formula,
      inForceFrom: indicator.in_force_from,
      basis: indicator.basis,
      withNumbers: withNumbers(indicator.formula, measures),
      unrounded: worked.value?.toString() ?? null,
      measures,
      parts: parts.slice(0, MOST_PARTS),
      partsTotal: parts.length,
      entered: worked.measures.flatMap(enteredOf),
      ...(await eventsOf(ctx, { worked, unit, asOf })),
      beside: toFigure(beside, { ...of, stage: other }),
      dayBefore: before.value?.toString() ?? null,
      run: await runOf(ctx, { id: indicator.id, unitId: unit.id, input, asOf }),
    };
  },
});

/** The value as it was recorded when its period was closed last, with what it was computed from. */
async function runOf(
  ctx: Context,
  { id, unitId, input, asOf }: { id: string; unitId: string; input: ExplainInput; asOf: Date },
): Promise<Explanation['run']> {
  const { period, stage } = input;
  const run = await latestRunOf(ctx.db, {
    zoneId: ctx.actor.zoneId,
    indicatorId: id,
    unitId,
    period,
    stage,
    asOf,
  });
  if (!run) return null;
  const { coverage, measures } = run.inputs;
  const shown = <T>(value: T) => (isRunHeldBack(run.inputs, ctx.actor.role) ? null : value);
  return {
    id: run.id,
    cause: run.cause as 'period-closed' | 'round-closed',
    at: run.at.toISOString(),
    version: run.version,
    value: shown(run.value),
    coverage,
    inputs: measures.map(({ name, value, unit }) => ({ name, value: shown(value), unit })),
  };
}

const WINDOWS = {
  'year-to-date': { zh: '本年累计', en: 'year to date' },
  'last-four-quarters': {
    zh: '近四季 = 本年累计 + 上年全年 − 上年同期累计',
    en: 'last four quarters = this year so far + last year − last year so far',
  },
  level: { zh: '期末数', en: 'at period end' },
} as const;

/** Which reports make a unit's figure. */
const DRAWN = {
  zh: '按开期时企业所在载体和子园归集，企业以后迁移不改动',
  en: 'reports count where they were drawn when the period was opened, whatever moved later',
} as const;

interface Working {
  readonly workings: Workings;
  readonly period: string;
}

async function saysOf({ measure, undecided }: WorkedMeasure, { workings, period }: Working): Promise<Words> {
  if ('entered' in measure)
    return {
      zh: '录入值，附来源文件；年度数未另行录入时取该年最近一期',
      en: 'entered value with its document; of a year without one of its own, its latest period',
    };
  if ('submissions' in measure)
    return {
      zh: `按 ${measure.form} 报送记录统计，本年各期`,
      en: `counted from the reports of ${measure.form} this year`,
    };
  const { zh, en } = WINDOWS[measure.window];
  const names = await workings.namesOf(measure, period);
  const list =
    measure.list === 'same'
      ? {
          zh: '；只计两期都在本范围内报送的企业',
          en: '; only enterprises whose reports of both periods were drawn here',
        }
      : { zh: '', en: '' };
  const industries = measure.industries
    ? listsOf(measure.industries, undecided, workings)
    : { zh: '', en: '' };
  const shift = measure.shift ? { zh: '；上年同期', en: '; same period last year' } : { zh: '', en: '' };
  return {
    zh: `${names ? `${names.form.zh}“${names.field.zh}”` : `${measure.form} ${measure.field}`}，${zh}${shift.zh}；${DRAWN.zh}${list.zh}${industries.zh}`,
    en: `${names ? `${names.form.en}, “${names.field.en}”` : `${measure.form} ${measure.field}`}, ${en}${shift.en}; ${DRAWN.en}${list.en}${industries.en}`,
  };
}

/** Which lists say who counts, in which version, and how many enterprises nobody has decided about. */
function listsOf(ids: readonly string[], undecided: number, workings: Workings): Words {
  const lists = ids.flatMap((id) => workings.industry(id) ?? []);
  const zh = lists.map(
    ({ name, version, in_force_from: from, needs_review: review }) =>
      `${name.zh}代码表第 ${version} 版（${from} 起${review ? '，待确认' : ''}）`,
  );
  const en = lists.map(
    ({ name, version, in_force_from: from, needs_review: review }) =>
      `${name.en} list version ${version} (from ${from}${review ? ', needs review' : ''})`,
  );
  return {
    zh: `；只计${zh.join('、')}内企业和逐家确认的企业；代码未定、尚未确认的 ${undecided} 家不计`,
    en: `; only enterprises of ${en.join(', ')} and those confirmed one by one; ${undecided} with an open code, not yet decided, do not count`,
  };
}

async function explained(worked: WorkedMeasure, at: Working): Promise<MeasureExplained> {
  const { name, measure, value, unit } = worked;
  const source = 'entered' in measure ? 'entered' : 'submissions' in measure ? 'submissions' : 'form';
  return { name, source, says: await saysOf(worked, at), value: value?.toString() ?? null, unit };
}

function enteredOf({ name, entered }: WorkedMeasure): Explanation['entered'] {
  if (entered === null) return [];
  const { value, period, measuredIn, document, by, at, acceptedBy, acceptedAt } = entered;
  return [
    {
      name,
      value,
      period,
      unit: measuredIn,
      document,
      by,
      at: at.toISOString(),
      acceptedBy,
      acceptedAt: acceptedAt?.toISOString() ?? null,
    },
  ];
}

interface Parting {
  readonly workings: Workings;
  readonly indicator: Indicator;
  readonly unit: PlacedUnit;
  readonly units: readonly PlacedUnit[];
  readonly worked: Worked;
  readonly input: ExplainInput;
}

/** The units below the figure's, and the enterprises of the one that was opened. */
async function partsOf(ctx: Context, at: Parting): Promise<Part[]> {
  const { unit, units, input } = at;
  if (at.worked.coverage === null) return [];
  const children = unit.kind === 'zone' ? units.filter((child) => child.parentId === unit.id) : [];
  const rows: Part[] = [];
  for (const child of children) {
    const worked = await at.workings.figure(at.indicator, {
      place: child,
      period: input.period,
      stage: input.stage,
    });
    rows.push({
      unit: { code: child.code, name: child.name },
      respondent: null,
      submissionId: null,
      revision: null,
      values: worked.measures.map(({ value }) => value?.toString() ?? null),
      coverage: worked.coverage,
      countedBy: [],
    });
    if (child.code === input.below) rows.push(...enterprisesOf(ctx, worked));
  }
  return children.length === 0 ? enterprisesOf(ctx, at.worked) : rows;
}

/** Only who may open a report sees which enterprises a figure is made of. */
function enterprisesOf(ctx: Context, worked: Worked): Part[] {
  if (!Object.hasOwn(statisticsPolicy['statistics.getSubmission'], ctx.actor.role)) return [];
  if (!maySeeRespondents(worked, ctx.actor.role)) return [];
  const subjects = new Map(
    worked.measures.flatMap(({ shares }) => [...shares].map(([id, share]) => [id, share.fact] as const)),
  );
  const rows = [...subjects].map(([id, fact]) => ({
    unit: null,
    respondent: fact.respondent,
    submissionId: fact.submissionId,
    revision: fact.revision,
    values: worked.measures.map(({ shares }) => shares.get(id)?.value.toString() ?? null),
    coverage: null,
    countedBy: worked.measures.flatMap(({ name, shares }) => {
      const counts = shares.get(id)?.counts;
      return counts ? [{ measure: name, ...counts }] : [];
    }),
  }));
  const size = (part: Part) => Decimal.parse(part.values[0] ?? '0') ?? Decimal.of(0n);
  return rows.toSorted((a, b) => size(b).compare(size(a)));
}

async function eventsOf(
  ctx: Context,
  { worked, unit, asOf }: { worked: Worked; unit: PlacedUnit; asOf: Date },
): Promise<Pick<Explanation, 'events' | 'eventsTotal'>> {
  if (worked.read === null) return { events: [], eventsTotal: 0 };
  const isCarrier = unit.kind === 'carrier';
  const { acts, total } = await actsByPerson(ctx.db, {
    zoneId: ctx.actor.zoneId,
    formId: worked.read.formId,
    periodStart: worked.read.period.starts,
    subParkId: isCarrier ? unit.parentId : unit.kind === 'sub-park' ? unit.id : null,
    carrierId: isCarrier ? unit.id : null,
    asOf,
  });
  const mayOpen = Object.hasOwn(statisticsPolicy['statistics.getSubmission'], ctx.actor.role);
  return {
    events: acts.map((row) => ({
      ...row,
      respondent: null,
      submissionId: mayOpen ? row.submissionId : null,
    })),
    eventsTotal: total,
  };
}
