import type { Evidence, Stage } from '@yuanheng/contract';
import { type CarrierStatus, carrierStatusOf } from '@yuanheng/engine/carrier-status';
import {
  type EvaluationResult,
  type Scheme,
  type Table,
  evaluateScheme,
  gradeUnits,
  isGroup,
  recordScore,
} from '@yuanheng/engine/evaluation';
import { addDays, periodOf } from '@yuanheng/engine/calendar';
import { type SchemeFile, leavesOf, schemeOf } from '@yuanheng/park';
import { groupBy } from '../../kernel/group-by.ts';
import { dayOf } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/operation/operation.ts';
import { schemesInForce } from '../evaluation/index.ts';
import { Workings, type Worked } from '../indicators/index.ts';
import { type CarrierOnRow, carriersOn } from '../organisation/index.ts';
import { actsAsOf } from './act.views.ts';
import type { Occurred, ResultRow, ScoreRow } from './round.store.ts';

/** A carrier that takes part in a round, with its status when the round is computed. */
export interface Participant extends CarrierOnRow {
  readonly status: CarrierStatus;
}

/** One kind of carriers graded together. */
export interface Graded {
  readonly scheme: SchemeFile;
  readonly results: readonly ResultRow[];
  readonly scores: readonly ScoreRow[];
}

interface Asked {
  readonly period: string;
  /** A preview reads what was reported, a round that is recorded only what was accepted. */
  readonly stage: Stage;
  readonly asOf: Date;
}

const TAKE_PART: ReadonlySet<CarrierStatus> = new Set(['outside', 'trial', 'registered', 'noticed']);

/** Who stands in the register at an instant and takes part in evaluations, and who stands in no register. */
export async function rosterOf(
  ctx: Context,
  asOf: Date,
): Promise<{ readonly participants: readonly Participant[]; readonly unlisted: number }> {
  const { zoneId } = ctx.actor;
  const carriers = await carriersOn(ctx.db, zoneId, dayOf(asOf));
  const acts = groupBy(await actsAsOf(ctx.db, { zoneId, asOf }), ({ unitId }) => unitId);
  const all = carriers.map((carrier) => ({
    ...carrier,
    status: carrierStatusOf((acts.get(carrier.id) ?? []).filter(({ setAside }) => !setAside)),
  }));
  return {
    participants: all.filter(({ status }) => TAKE_PART.has(status)),
    unlisted: all.filter(({ status }) => status === 'unlisted').length,
  };
}

/** The last day of a period, or the day that is read when that is earlier: a scheme that comes later does not evaluate it. */
export function schemeDay({ period, asOf }: Pick<Asked, 'period' | 'asOf'>): string {
  const [day = ''] = [dayOf(asOf), addDays(periodOf(period).ends, -1)].toSorted();
  return day;
}

export const carrierSchemes = (ctx: Context, at: Pick<Asked, 'period' | 'asOf'>): Promise<SchemeFile[]> =>
  schemesInForce(ctx.db, ctx.actor.zoneId, { level: 'carrier', day: schemeDay(at) });

/** Grades every kind of carriers by its scheme, from what was known at an instant. */
export async function computeRound(
  ctx: Context,
  { schemes, ...asked }: Asked & { readonly schemes: readonly SchemeFile[] },
): Promise<Graded[]> {
  const { participants } = await rosterOf(ctx, asked.asOf);
  const workings = await Workings.open(ctx, { asOf: asked.asOf, purpose: 'evaluation' });
  const graded: Graded[] = [];
  for (const scheme of schemes) {
    const carriers = participants.filter(({ attributes }) => attributes.ownership === scheme.ownership);
    graded.push(await gradeKind(workings, { ...asked, scheme, carriers }));
  }
  return graded;
}

interface Kind extends Asked {
  readonly scheme: SchemeFile;
  readonly carriers: readonly Participant[];
}

async function gradeKind(workings: Workings, kind: Kind): Promise<Graded> {
  const { scheme, carriers, stage } = kind;
  const rated = leavesOf(scheme);
  const values = new Map<string, Worked>();
  for (const carrier of carriers)
    for (const { id, indicator } of rated) {
      const worked = await figureOf(workings, { kind, carrier, indicator });
      if (worked) values.set(`${carrier.id} ${id}`, worked);
    }
  const tree = treeOf(scheme, stage);
  const result = evaluateScheme(tree, tableOf(kind, values));
  const rules: Occurred[][] = [];
  for (const [unit, carrier] of carriers.entries())
    rules.push(await occurredOf(workings, { kind, carrier, nothing: reportedNothing(tree, result, unit) }));
  const scores = scoresOf(kind, result, values);
  return { scheme, results: resultsOf(kind, { result, rules, tree }), scores };
}

/** Before a round is closed a gap cannot be told from one that will be filled: nobody has a zero for it yet. */
function treeOf(scheme: SchemeFile, stage: Stage): Scheme {
  const tree = schemeOf(scheme);
  if (stage === 'accepted') return tree;
  return { ...tree, nodes: tree.nodes.map((node) => (isGroup(node) ? node : { ...node, gap: 'share' })) };
}

interface Of {
  readonly kind: Kind;
  readonly carrier: Participant;
  readonly indicator: string | undefined;
}

async function figureOf(workings: Workings, { kind, carrier, indicator: id }: Of): Promise<Worked | null> {
  const indicator = workings.indicators.find((candidate) => candidate.id === id);
  if (!indicator) return null;
  const place = { id: carrier.id, kind: 'carrier' as const, parentId: carrier.subPark?.id ?? null };
  return await workings.figure(indicator, { place, period: kind.period, stage: kind.stage });
}

/** Raw values per leaf, and 1 or 0 for the facts that leaves depend on: what is not noted holds. */
function tableOf({ scheme, carriers }: Kind, values: ReadonlyMap<string, Worked>): Table {
  const leaves = leavesOf(scheme);
  const facts = new Set(leaves.flatMap(({ applies_when: fact }) => fact ?? []));
  return {
    units: carriers.map(({ id }) => id),
    columns: Object.fromEntries([
      ...leaves.map(({ id, indicator }) => [
        indicator,
        carriers.map((carrier) => values.get(`${carrier.id} ${id}`)?.value?.toNumber() ?? null),
      ]),
      ...[...facts].map((fact) => [
        fact,
        carriers.map(({ attributes }) => (attributes[fact] === false ? 0 : 1)),
      ]),
    ]) as Table['columns'],
  };
}

/** Of all that a carrier owed, nothing came in. */
function reportedNothing(tree: Scheme, { nodes }: EvaluationResult, unit: number): boolean {
  const owed = tree.nodes.filter((node) => !isGroup(node) && node.gap === 'zero').map(({ id }) => id);
  const gaps = nodes.filter(({ id }) => owed.includes(id)).map(({ gaps: own }) => own[unit]);
  return gaps.includes('zero') && gaps.every((gap) => gap !== null);
}

async function occurredOf(
  workings: Workings,
  { kind, carrier, nothing }: Omit<Of, 'indicator'> & { readonly nothing: boolean },
): Promise<Occurred[]> {
  const { bonus, penalties, vetoes, carrier_status: status } = kind.scheme;
  const occurred: Occurred[] = [];
  for (const { id, indicator } of [...bonus, ...penalties, ...vetoes]) {
    const worked = await figureOf(workings, { kind, carrier, indicator });
    const counted = Math.floor(worked?.value?.toNumber() ?? 0);
    const times = nothing && id === status?.no_submission ? Math.max(1, counted) : counted;
    if (times > 0) occurred.push({ id, times, evidence: evidenceOf(worked) });
  }
  return occurred;
}

function evidenceOf(worked: Worked | null | undefined): Evidence {
  return {
    documents: (worked?.measures ?? []).flatMap(({ entered }) =>
      entered
        ? [
            {
              value: entered.value,
              unit: entered.measuredIn,
              document: entered.document,
              by: entered.by,
              at: entered.at.toISOString(),
              acceptedBy: entered.acceptedBy,
            },
          ]
        : [],
    ),
    reports:
      worked?.read && worked.coverage
        ? { form: worked.read.formId, period: worked.read.period.code, ...worked.coverage }
        : null,
  };
}

interface Computed {
  readonly result: EvaluationResult;
  readonly rules: readonly (readonly Occurred[])[];
  readonly tree: Scheme;
}

function resultsOf({ scheme, carriers }: Kind, { result, rules, tree }: Computed): ResultRow[] {
  const { grading } = tree;
  if (!grading) return [];
  const grades = gradeUnits(
    grading,
    carriers.map((_, unit) => ({
      score: text(result.nodes[0]?.scores[unit]),
      occurrences: Object.fromEntries((rules[unit] ?? []).map(({ id, times }) => [id, times])),
    })),
  );
  return carriers.map((carrier, unit) => ({
    unitId: carrier.id,
    schemeId: scheme.id,
    status: carrier.status,
    submitted: !(rules[unit] ?? []).some(({ id }) => id === scheme.carrier_status?.no_submission),
    ...(grades[unit] as (typeof grades)[number]),
    gradedWith: carriers.length,
    rules: rules[unit] ?? [],
  }));
}

const text = (score: number | null | undefined): string | null =>
  score === null || score === undefined ? null : recordScore(score);

function scoresOf(
  { scheme, carriers }: Kind,
  { nodes }: EvaluationResult,
  values: ReadonlyMap<string, Worked>,
): ScoreRow[] {
  const leaves = new Set(leavesOf(scheme).map(({ id }) => id));
  return nodes.flatMap((node) =>
    carriers.map((carrier, unit) => {
      const worked = values.get(`${carrier.id} ${node.id}`);
      return {
        unitId: carrier.id,
        node: node.id,
        score: text(node.scores[unit]),
        contribution: text(node.contributions[unit]),
        input: worked?.value?.toString() ?? null,
        source: leaves.has(node.id) ? sourceOf(worked) : null,
        gap: node.gaps[unit] ?? null,
        evidence: leaves.has(node.id) ? evidenceOf(worked) : null,
      };
    }),
  );
}

function sourceOf(worked: Worked | undefined): ScoreRow['source'] {
  if (!worked?.value) return 'missing';
  return worked.coverage ? 'reported' : 'entered';
}
