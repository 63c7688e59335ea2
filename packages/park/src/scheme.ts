import { Grading, Scheme } from '@yuanheng/engine/evaluation';
import type {
  LibraryFile,
  LibraryIndicator,
  MemberFile,
  SchemeFile,
  SchemeGroup,
  SchemeLeaf,
} from './scheme-schema.ts';

/** Every indicator of a scheme, in its order. */
export const leavesOf = ({ groups }: Pick<SchemeFile, 'groups'>): SchemeLeaf[] => groups.flatMap(leavesBelow);

const leavesBelow = ({ indicators = [], groups = [] }: SchemeGroup): SchemeLeaf[] => [
  ...indicators,
  ...groups.flatMap(leavesBelow),
];

/** How an indicator's value becomes 0–100: a method of the engine with its parameters. */
export const scoringOf = ({ goalposts, score }: Pick<LibraryIndicator, 'goalposts' | 'score'>) =>
  score ?? { method: 'goalposts' as const, ...goalposts };

/** The engine's tree of a scheme file: the whole, its groups weighted by their leaves, the leaves as they are scored. */
export function schemeOf(file: SchemeFile): Scheme {
  const { aggregate, missing } = file.recipe;
  const nodesOf = (group: SchemeGroup): object[] => [
    {
      id: group.id,
      name: group.name,
      weight: leavesBelow(group).reduce((sum, { weight }) => sum + weight, 0),
      aggregate: group.aggregate ?? aggregate,
      children: [...(group.groups ?? []), ...(group.indicators ?? [])].map(({ id }) => id),
    },
    ...(group.groups ?? []).flatMap(nodesOf),
    ...(group.indicators ?? []).map((leaf) => ({
      id: leaf.id,
      name: leaf.name,
      weight: leaf.weight,
      column: leaf.indicator,
      normalise: scoringOf(leaf),
      gap: leaf.missing === 'own-fault' ? 'zero' : 'share',
      ...(leaf.applies_when === undefined ? {} : { appliesWhen: leaf.applies_when }),
    })),
  ];
  const grading = gradingOf(file);
  return Scheme.parse({
    id: file.id,
    version: file.version,
    nodes: [
      { id: file.id, name: file.name, aggregate, children: file.groups.map(({ id }) => id) },
      ...file.groups.flatMap(nodesOf),
    ],
    missing: { method: missing.method, atMostPercent: missing.at_most_percent },
    ...(grading ? { grading } : {}),
  });
}

/** How a scheme's points become grades; null where it gives none. */
function gradingOf({ recipe, bonus, penalties, vetoes, grades }: SchemeFile): Grading | null {
  if (grades === undefined) return null;
  const points = (rules: SchemeFile['bonus']) => rules.map(({ id, points: each }) => ({ id, points: each }));
  return Grading.parse({
    decimals: recipe.decimals ?? 2,
    bonusCap: recipe.bonus_cap,
    bonus: points(bonus),
    penalties: points(penalties),
    vetoes: vetoes.flatMap(({ id, grade }) => (grade === undefined ? [] : [{ id, grade }])),
    grades: grades.map(({ id, from, at_most_share: atMostShare }) => ({
      id,
      from,
      ...(atMostShare === undefined ? {} : { atMostShare }),
    })),
  });
}

/** A scheme complete in itself: the library's indicators that have a weight, scored as the member says where it does. */
export function withLibrary(member: MemberFile, library: LibraryFile): SchemeFile {
  const { library: _of, weights, score, ...head } = member;
  const { id: _id, version: _version, needs_review, groups, ...rules } = library;
  return {
    ...rules,
    ...head,
    needs_review: head.needs_review ?? needs_review,
    groups: groups.flatMap(({ indicators, ...group }) => {
      const leaves = indicators.flatMap(({ goalposts, ...leaf }) => {
        const weight = weights[leaf.id];
        if (weight === undefined) return [];
        const own = score[leaf.id];
        return [{ ...leaf, ...(own ? { score: own } : { goalposts }), weight }];
      });
      return leaves.length === 0 ? [] : [{ ...group, indicators: leaves }];
    }),
  };
}
