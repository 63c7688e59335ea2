/** Which act leads from which status where. */
export type Moves<Status extends string = string> = {
  readonly [From in Status]: { readonly [act: string]: Status };
};

/** The status that an act leads to; undefined when it cannot happen. */
export function moveTo<Status extends string>(
  moves: Moves<Status>,
  status: Status,
  act: string,
): Status | undefined {
  const from: Readonly<Record<string, Status>> = moves[status];
  return Object.hasOwn(from, act) ? from[act] : undefined;
}

/** The acts that are possible now, in the order of the table. */
export function actsFrom<Status extends string>(moves: Moves<Status>, status: Status): string[] {
  return Object.keys(moves[status]);
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
