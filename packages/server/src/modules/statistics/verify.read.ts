import type { Form, Stage } from '@yuanheng/contract';
import { readOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { SLOT_COUNT, pagesOf, slotPages } from './fact.store.ts';
import { getForm } from './form.store.ts';
import {
  type FactRow,
  type Recorded,
  type SumRow,
  periodsToVerify,
  recordedOf,
  storedFacts,
  storedSums,
} from './verify.views.ts';

/** Something that is stored otherwise than the reports say. */
export interface Difference {
  readonly period: string;
  readonly what: 'fact' | 'sum';
  readonly stage: Stage;
  /** The enterprise's or unit's id; null: the whole zone. */
  readonly of: string | null;
  /** What is stored and what the reports give, as text; null: nothing. */
  readonly stored: string | null;
  readonly rebuilt: string | null;
}

export interface Verification {
  readonly periods: number;
  readonly facts: number;
  readonly sums: number;
  readonly equal: boolean;
  /** At most 100 of them. */
  readonly differences: readonly Difference[];
  readonly differencesTotal: number;
}

const MOST_DIFFERENCES = 100;

/**
 * Rebuilds every fact and every sum (carrier, sub-park, zone) from the submitted revisions and the acts of acceptance,
 * and compares them with what is stored.
 */
export const verifyFacts = readOperation({
  name: 'statistics.verifyFacts',
  rights: { office: 'zone', 'audit-admin': 'zone', 'system-admin': 'zone' },
  oneSnapshot: true,
  run: async (ctx): Promise<Verification> => {
    ctx.may('zone');
    const { zoneId, placePath, role } = ctx.actor;
    // a reader of a part would compare a part and call it the whole
    if (placePath !== '/') throw problem('FORBIDDEN', { operation: 'statistics.verifyFacts', role });
    const periods = await periodsToVerify(ctx.db, zoneId);
    const differences: Difference[] = [];
    let [facts, sums] = [0, 0];
    for (const period of periods) {
      const { formId, formVersion: version, starts, code } = period;
      const form = await getForm(ctx.db, zoneId, { formId, version });
      const recorded = await recordedOf(ctx.db, zoneId, period.id);
      const rebuilt = recorded.flatMap((report) => factsOfReport(form, report));
      const stored = await storedFacts(ctx.db, { zoneId, formId, starts });
      const storedTotals = await storedSums(ctx.db, { zoneId, formId, starts });
      const rebuiltTotals = sumsOf(form, recorded, rebuilt);
      differences.push(
        ...compare(stored.map(factText), rebuilt.map(factText), { period: code, what: 'fact' }),
        ...compare(storedTotals.map(sumText), rebuiltTotals.map(sumText), { period: code, what: 'sum' }),
      );
      facts += stored.length;
      sums += storedTotals.length;
    }
    return {
      periods: periods.length,
      facts,
      sums,
      equal: differences.length === 0,
      differences: differences.slice(0, MOST_DIFFERENCES),
      differencesTotal: differences.length,
    };
  },
});

/** Each submission and each acceptance puts a revision in force until the next one. */
function factsOfReport(form: Form, report: Recorded): FactRow[] {
  const stages: readonly [Stage, readonly { readonly revision: number; readonly at: string }[]][] = [
    ['reported', report.revisions],
    ['accepted', report.accepted],
  ];
  const answersOf = new Map(report.revisions.map(({ revision, answers }) => [revision, answers]));
  return stages.flatMap(([stage, acts]) =>
    acts.flatMap(({ revision, at }, i) => {
      const next = acts[i + 1];
      return slotPages(form, answersOf.get(revision) ?? {}).map((values, page) => ({
        ...report,
        submissionId: report.id,
        page: page + 1,
        stage,
        revision,
        knownFrom: new Date(at),
        knownTo: next ? new Date(next.at) : null,
        values,
      }));
    }),
  );
}

const STAGES: readonly Stage[] = ['reported', 'accepted'];

/** Sums of carriers, sub-parks and the zone over the facts that are known now, page by page, with who was due. */
function sumsOf(form: Form, reports: readonly Recorded[], facts: readonly FactRow[]): SumRow[] {
  const known = facts.filter(({ knownTo }) => knownTo === null);
  const units = new Map<string, Pick<SumRow, 'subParkId' | 'carrierId'>>();
  for (const { subParkId, carrierId } of reports)
    for (const unit of [
      { subParkId, carrierId },
      { subParkId, carrierId: null },
      { subParkId: null, carrierId: null },
    ])
      units.set(`${unit.subParkId} ${unit.carrierId}`, unit);
  return [...units.values()].flatMap((unit) => {
    const isOf = (row: Pick<FactRow, 'subParkId' | 'carrierId'>) =>
      (unit.subParkId === null || unit.subParkId === row.subParkId) &&
      (unit.carrierId === null || unit.carrierId === row.carrierId);
    const due = reports.filter((report) => isOf(report) && report.isDue).length;
    const own = known.filter(isOf);
    const pages = Array.from({ length: pagesOf(form) }, (_, i) => i + 1);
    return STAGES.flatMap((stage) =>
      pages.map((page) => {
        const rows = own.filter((fact) => fact.stage === stage && fact.page === page);
        return { ...unit, stage, page, due, reported: rows.length, values: totalsOf(rows) };
      }),
    );
  });
}

/** Fields that nobody has filled add up to 0, as the stored sums do; how many reported says the rest. */
function totalsOf(rows: readonly FactRow[]): string[] {
  const totals = Array.from({ length: SLOT_COUNT }, () => 0n);
  for (const { values } of rows)
    for (const [i, value] of values.entries()) totals[i] = (totals[i] ?? 0n) + BigInt(value ?? 0);
  return totals.map(String);
}

interface Text {
  readonly key: string;
  readonly stage: Stage;
  readonly of: string | null;
  readonly text: string;
}

const shown = (values: readonly (string | null)[]) =>
  values
    .map((value) => value ?? '-')
    .join(' ')
    .replace(/( -)+$/, '');

function factText(fact: FactRow): Text {
  const { subjectId, page, stage, knownFrom, knownTo } = fact;
  const place = [fact.carrierId, fact.subParkId, fact.scopePath, fact.industryCode].join(' ');
  return {
    key: `${subjectId} ${page} ${stage} ${knownFrom.toISOString()}`,
    stage,
    of: subjectId,
    text: `${fact.submissionId} r${fact.revision} → ${knownTo?.toISOString() ?? '∞'} @ ${place}: ${shown(fact.values)}`,
  };
}

function sumText({ stage, page, subParkId, carrierId, due, reported, values }: SumRow): Text {
  return {
    key: `${subParkId} ${carrierId} ${stage} ${page}`,
    stage,
    of: carrierId ?? subParkId,
    text: `${reported}/${due}: ${shown(values)}`,
  };
}

function compare(
  stored: readonly Text[],
  rebuilt: readonly Text[],
  at: Pick<Difference, 'period' | 'what'>,
): Difference[] {
  const there = new Map(stored.map((row) => [row.key, row]));
  const wanted = new Map(rebuilt.map((row) => [row.key, row]));
  const keys = [...new Set([...there.keys(), ...wanted.keys()])];
  return keys.flatMap((key) => {
    const [one, other] = [there.get(key), wanted.get(key)];
    const any = one ?? other;
    if (!any || one?.text === other?.text) return [];
    const { stage, of } = any;
    return [{ ...at, stage, of, stored: one?.text ?? null, rebuilt: other?.text ?? null }];
  });
}
