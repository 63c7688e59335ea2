import { Scheme } from '@yuanheng/engine/evaluation';
import type { SchemeFile } from './schema.ts';

/** The engine's tree of a scheme file: the whole, its groups weighted by their leaves, the leaves on their goalposts. */
export function schemeOf(file: SchemeFile): Scheme {
  const { aggregate, missing, normalise } = file.recipe;
  return Scheme.parse({
    id: file.id,
    version: file.version,
    nodes: [
      { id: file.id, name: file.name, aggregate, children: file.groups.map(({ id }) => id) },
      ...file.groups.flatMap((group) => [
        {
          id: group.id,
          name: group.name,
          weight: group.indicators.reduce((sum, { weight }) => sum + weight, 0),
          aggregate,
          children: group.indicators.map(({ id }) => id),
        },
        ...group.indicators.map(({ id, name, weight, indicator, goalposts }) => ({
          id,
          name,
          weight,
          column: indicator,
          normalise: { method: normalise, ...goalposts },
        })),
      ]),
    ],
    missing: { method: missing.method, atMostPercent: missing.at_most_percent },
  });
}
