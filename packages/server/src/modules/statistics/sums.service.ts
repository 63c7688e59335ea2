import type { WriteContext } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import type { SumMove } from './fact.store.ts';
import type { PeriodRow } from './period.store.ts';
import { carrierPaths } from './submission.views.ts';
import { addMoves, moveSumRows } from './sum.store.ts';

/** Sums belong to the carrier's place, not to the respondent whose report moves them. */
export async function moveSums(
  ctx: Pick<WriteContext, 'db' | 'actor' | 'atPlace'>,
  period: PeriodRow,
  moves: readonly SumMove[],
): Promise<void> {
  if (moves.length === 0) return;
  const { zoneId } = ctx.actor;
  const merged = addMoves(moves);
  const carrierIds = [...new Set(merged.map((move) => move.carrierId))];
  const paths = await carrierPaths(ctx.db, zoneId, { carrierIds, periodId: period.id });
  const lost = carrierIds.find((id) => !paths.has(id));
  if (lost !== undefined) throw problem('NOT_FOUND', { what: 'carrier', id: lost });
  await ctx.atPlace(placeAround([...paths.values()]), () =>
    moveSumRows(ctx.db, { zoneId, formId: period.form_id, periodStart: period.starts }, merged),
  );
}

/** The smallest place that holds all of them: the carrier's own, its sub-park, or the zone. */
export function placeAround(paths: readonly string[]): string {
  const [first = '/', ...others] = paths;
  const steps = first.split('/').slice(0, -1);
  const shared = steps.findIndex((_, i) => {
    const prefix = `${steps.slice(0, i + 1).join('/')}/`;
    return others.some((path) => !path.startsWith(prefix));
  });
  return `${(shared < 0 ? steps : steps.slice(0, Math.max(1, shared))).join('/')}/`;
}
