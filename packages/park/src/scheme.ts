import { Scheme } from '@yuanheng/engine/evaluation';
import type { SchemeFile, SchemeGroup, SchemeLeaf } from './schema.ts';

/** Every indicator of a scheme, in its order. */
export const leavesOf = ({ groups }: Pick<SchemeFile, 'groups'>): SchemeLeaf[] => groups.flatMap(leavesBelow);

const leavesBelow = ({ indicators = [], groups = [] }: SchemeGroup): SchemeLeaf[] => [
  ...indicators,
  ...groups.flatMap(leavesBelow),
];

/** The engine's tree of a scheme file: the whole, its groups weighted by their leaves, the leaves on their goalposts. */
export function schemeOf(file: SchemeFile): Scheme {
  const { aggregate, missing, normalise } = file.recipe;
  const nodesOf = (group: SchemeGroup): object[] => [
    {
      id: group.id,
      name: group.name,
      weight: leavesBelow(group).reduce((sum, { weight }) => sum + weight, 0),
      aggregate: group.aggregate ?? aggregate,
      children: [...(group.groups ?? []), ...(group.indicators ?? [])].map(({ id }) => id),
    },
    ...(group.groups ?? []).flatMap(nodesOf),
    ...(group.indicators ?? []).map(({ id, name, weight, indicator, goalposts }) => ({
      id,
      name,
      weight,
      column: indicator,
      normalise: { method: normalise, ...goalposts },
    })),
  ];
  return Scheme.parse({
    id: file.id,
    version: file.version,
    nodes: [
      { id: file.id, name: file.name, aggregate, children: file.groups.map(({ id }) => id) },
      ...file.groups.flatMap(nodesOf),
    ],
    missing: { method: missing.method, atMostPercent: missing.at_most_percent },
  });
}
