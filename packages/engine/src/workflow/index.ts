/** Which act leads from which status where. */
export type Moves<Status extends string = string> = {
  readonly [From in Status]: { readonly [act: string]: Status };
};

/**
 * Checks a table that the types did not see (one that a park's folder brings): each act leads to a status of the table.
 *
 * @throws RangeError naming the act that leads nowhere
 */
export function defineMoves(table: Readonly<Record<string, Readonly<Record<string, string>>>>): Moves {
  for (const [from, acts] of Object.entries(table))
    for (const [act, to] of Object.entries(acts))
      if (!Object.hasOwn(table, to))
        throw new RangeError(`Act ${act} leads from ${from} to ${to}, which is no status of the table.`);
  return table;
}

/** The status that an act leads to; undefined when it cannot happen. */
export function moveTo<Status extends string>(
  moves: Moves<Status>,
  status: Status,
  act: string,
): Status | undefined {
  const from = rowOf(moves, status);
  return Object.hasOwn(from, act) ? from[act] : undefined;
}

/** The acts of a status; none for a status that the table does not have. */
function rowOf<Status extends string>(
  moves: Moves<Status>,
  status: Status,
): Readonly<Record<string, Status>> {
  return Object.hasOwn(moves, status) ? moves[status] : {};
}

/** The acts that are possible now, in the order of the table. */
export function actsFrom<Status extends string>(moves: Moves<Status>, status: Status): string[] {
  return Object.keys(rowOf(moves, status));
}

/**
 * The status after a series of acts.
 *
 * @throws RangeError naming the first act that could not happen
 */
export function foldActs<Status extends string>(
  moves: Moves<Status>,
  start: Status,
  acts: readonly string[],
): Status {
  return acts.reduce<Status>((status, act, i) => {
    const next = moveTo(moves, status, act);
    if (next === undefined) throw new RangeError(`Act ${i + 1} (${act}) cannot happen in status ${status}.`);
    return next;
  }, start);
}
