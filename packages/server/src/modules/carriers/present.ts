import type { CarrierKind, CarrierNode, CarrierRef, GradedCarrier } from '@yuanheng/contract';
import { NORMALISE, isGroup } from '@yuanheng/engine/evaluation';
import { type SchemeFile, leavesOf, schemeOf, scoringOf } from '@yuanheng/park';
import { groupBy } from '../../kernel/group-by.ts';
import type { CarrierOnRow } from '../organisation/index.ts';
import type { Graded } from './compute.ts';
import type { ResultRow, ScoreRow } from './round.store.ts';

/** A carrier as lists name it. */
export function toRef(carrier: CarrierOnRow): CarrierRef {
  const { ownership, in_alliance: inAlliance } = carrier.attributes;
  return {
    id: carrier.id,
    code: carrier.code,
    name: { zh: carrier.nameZh, en: carrier.nameEn },
    ownership: (ownership ?? 'unconfirmed') as CarrierRef['ownership'],
    subPark: carrier.subPark && {
      code: carrier.subPark.code,
      name: { zh: carrier.subPark.zh, en: carrier.subPark.en },
    },
    inAlliance: typeof inAlliance === 'boolean' ? inAlliance : null,
    needsReview: carrier.needsReview,
  };
}

const reviewOf = ({ needs_review: review }: SchemeFile): string | null =>
  review ? `${review.what}（${review.who}）` : null;

export const headOf = (scheme: SchemeFile) => ({
  id: scheme.id,
  version: scheme.version,
  name: scheme.name,
  inForceFrom: scheme.in_force_from,
  needsReview: reviewOf(scheme),
});

export const bandsOf = ({ grades = [] }: SchemeFile) =>
  grades.map(({ id, name, from, at_most_share: share }) => ({ id, name, from, atMostShare: share ?? null }));

/** The final score of the round before, by carrier. */
export type Before = ReadonlyMap<string, string | null>;

interface Shown {
  readonly carriers: ReadonlyMap<string, CarrierOnRow>;
  readonly before: Before;
}

/** One kind of carriers with its rows by rank; carriers that the reader may not see are not there. */
export function toKind({ scheme, results, scores }: Graded, shown: Shown): CarrierKind {
  const byUnit = groupBy(scores, ({ unitId }) => unitId);
  const rows = results.flatMap((result) => {
    const carrier = shown.carriers.get(result.unitId);
    return carrier
      ? [toRow(result, { scheme, carrier, scores: byUnit.get(result.unitId) ?? [], before: shown.before })]
      : [];
  });
  return {
    ownership: scheme.ownership ?? 'unconfirmed',
    scheme: headOf(scheme),
    grades: bandsOf(scheme),
    groups: scheme.groups.map(({ id, name }) => ({
      id,
      name,
      weight: schemeOf(scheme).nodes.find((node) => node.id === id)?.weight ?? 0,
    })),
    rows: rows.toSorted(
      (a, b) =>
        (a.rank ?? Infinity) - (b.rank ?? Infinity) ||
        Number(b.final ?? -1) - Number(a.final ?? -1) ||
        a.carrier.code.localeCompare(b.carrier.code),
    ),
  };
}

interface RowOf {
  readonly scheme: SchemeFile;
  readonly carrier: CarrierOnRow;
  readonly scores: readonly ScoreRow[];
  readonly before: Before;
}

export function toRow(result: ResultRow, { scheme, carrier, scores, before }: RowOf): GradedCarrier {
  const contribution = (node: string) => scores.find((score) => score.node === node)?.contribution ?? null;
  const gaps = (kind: ScoreRow['gap']) => scores.filter(({ gap }) => gap === kind).length;
  return {
    carrier: toRef(carrier),
    status: result.status as GradedCarrier['status'],
    submitted: result.submitted,
    points: result.points,
    bonusEarned: result.bonusEarned,
    bonus: result.bonus,
    penalty: result.penalty,
    final: result.final,
    vetoes: [...result.vetoes],
    grade: result.grade,
    heldFrom: result.heldFrom,
    rank: result.rank,
    gradedWith: result.gradedWith,
    groups: Object.fromEntries(scheme.groups.map(({ id }) => [id, contribution(id)])),
    gaps: { zero: gaps('zero'), share: gaps('share') },
    before: before.get(carrier.id) ?? null,
  };
}

/** Every node of a scheme with what one carrier has there. */
export function toNodes(scheme: SchemeFile, scores: readonly ScoreRow[]): CarrierNode[] {
  const leaves = new Map(leavesOf(scheme).map((leaf) => [leaf.id, leaf]));
  const tree = schemeOf(scheme);
  return tree.nodes.map((node) => {
    const leaf = leaves.get(node.id);
    const own = scores.find((score) => score.node === node.id);
    return {
      id: node.id,
      name: node.name ?? scheme.name,
      parent: tree.nodes.find((other) => isGroup(other) && other.children.includes(node.id))?.id ?? null,
      weight: node.id === scheme.id ? 100 : node.weight,
      indicatorId: leaf?.indicator ?? null,
      definition: leaf?.definition ?? null,
      unit: leaf?.unit ?? null,
      how: leaf ? howOf(leaf) : null,
      missing: leaf ? (leaf.missing ?? 'others') : null,
      basis: leaf?.basis ?? null,
      score: own?.score ?? null,
      contribution: own?.contribution ?? null,
      input: own?.input ?? null,
      source: own?.source ?? null,
      gap: own?.gap ?? null,
      evidence: own?.evidence ?? null,
    };
  });
}

function howOf(leaf: Parameters<typeof scoringOf>[0]): CarrierNode['how'] {
  const { method, ...params } = scoringOf(leaf);
  const chosen = NORMALISE[method];
  return chosen.describe(chosen.params.parse(params) as never);
}
