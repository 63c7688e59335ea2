import type { WriteContext } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { addMoves, moveSum } from './fact.store.ts';
import type { PeriodRow } from './period.store.ts';
import { carrierPaths } from './submission.views.ts';

/** Sums belong to the carrier's place, not to the enterprise whose report moves them. */
export async function moveSums(
  ctx: WriteContext,
  period: PeriodRow,
  moves: Parameters<typeof addMoves>[0],
): Promise<void> {
  const { zoneId } = ctx.actor;
  const merged = addMoves(moves);
  const paths = await carrierPaths(ctx.db, zoneId, {
    carrierIds: merged.map((move) => move.carrierId),
    periodId: period.id,
  });
  for (const move of merged) {
    const path = paths.get(move.carrierId);
    if (path === undefined) throw problem('NOT_FOUND', { what: 'carrier', id: move.carrierId });
    await ctx.atPlace(path, () =>
      moveSum(ctx.db, { zoneId, formId: period.form_id, periodStart: period.starts }, move),
    );
  }
}
