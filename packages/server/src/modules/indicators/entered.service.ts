import { type Context, type WriteContext, writeOperation } from '../../kernel/operation/operation.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { problem } from '../../kernel/problem.ts';
import { carrierPath, carriersOn } from '../organisation/index.ts';
import { indicatorsInForce, targetUnit } from './definition.views.ts';
import { type NewEntered, findEntered, insertAcceptances, insertManyEntered } from './entered.store.ts';
import { indicatorsPolicy } from './indicators.policy.ts';
import { unitFrom, unitsInReach } from './reading.ts';

interface EnterInput {
  readonly valueId: string;
  readonly unitCode: string;
  readonly period: string;
  readonly value: string;
  readonly document: string;
}

/** Enters a value that no form reports yet; it counts as reported until a colleague accepts it. */
export const enterValue = writeOperation({
  name: 'indicators.enterValue',
  rights: indicatorsPolicy['indicators.enterValue'],
  run: async (ctx, { valueId, unitCode, period, value, document }: EnterInput) => {
    const unit = unitFrom(ctx, await unitsInReach(ctx), unitCode);
    const measuredIn = await unitOfEntered(ctx, valueId);
    if (measuredIn === undefined) throw problem('NOT_FOUND', { what: 'entered value', id: valueId });
    const on = { unitId: unit.id, scopePath: unit.path };
    const entered = newEntered(ctx, { ...on, valueId, period, value, measuredIn, document });
    await insertManyEntered(ctx.db, [entered]);
    ctx.audit.add({
      subjectKind: 'entered-value',
      subjectId: entered.id,
      scopePath: unit.path,
      detail: { valueId, period, value, document },
    });
    return { id: entered.id };
  },
});

/** A value with who enters it and when. */
function newEntered(
  { actor, now, requestId }: WriteContext,
  value: Pick<
    NewEntered,
    'valueId' | 'unitId' | 'scopePath' | 'period' | 'value' | 'measuredIn' | 'document'
  >,
): NewEntered {
  return { ...value, zoneId: actor.zoneId, id: uuidv7(now), memberId: actor.memberId, now, requestId };
}

interface EnterTable {
  readonly period: string;
  readonly document: string;
  readonly rows: readonly { readonly unitCode: string; readonly valueId: string; readonly value: string }[];
}

/** A table of values of carriers from one document, such as an expert panel's sheet; each still needs a colleague. */
export const enterValues = writeOperation({
  name: 'indicators.enterValues',
  rights: indicatorsPolicy['indicators.enterValues'],
  run: async (ctx, { period, document, rows }: EnterTable) => {
    const { zoneId } = ctx.actor;
    ctx.may('zone');
    const carriers = new Map((await carriersOn(ctx.db, zoneId, ctx.today)).map((one) => [one.code, one]));
    const units = await unitsOfEntered(ctx);
    const values = rows.map(({ unitCode, valueId, value }) => {
      const carrier = carriers.get(unitCode);
      const measuredIn = units.get(valueId);
      if (!carrier) throw problem('NOT_FOUND', { what: 'carrier', id: unitCode });
      if (measuredIn === undefined) throw problem('NOT_FOUND', { what: 'entered value', id: valueId });
      const on = { unitId: carrier.id, scopePath: carrierPath(carrier) };
      return newEntered(ctx, { ...on, valueId, period, value, measuredIn, document });
    });
    await insertManyEntered(ctx.db, values);
    for (const scopePath of new Set(values.map((value) => value.scopePath))) {
      const own = values.filter((value) => value.scopePath === scopePath);
      ctx.audit.add({
        subjectKind: 'unit',
        subjectId: own[0]?.unitId ?? '',
        scopePath,
        detail: { period, document, values: own.length },
      });
    }
    return { ids: values.map(({ id }) => id) };
  },
});

const BASELINE = 'baseline-';

/** What an entered value is measured in: its indicator's measure says so, or the target that it is the baseline of. */
async function unitOfEntered(ctx: Context, valueId: string): Promise<string | undefined> {
  const on = { zoneId: ctx.actor.zoneId, day: ctx.today };
  if (valueId.startsWith(BASELINE))
    return await targetUnit(ctx.db, { ...on, targetId: valueId.slice(BASELINE.length) });
  return (await unitsOfEntered(ctx)).get(valueId);
}

/** What each entered value that an indicator asks for is measured in. */
async function unitsOfEntered(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const indicators = await indicatorsInForce(ctx.db, { zoneId: ctx.actor.zoneId, day: ctx.today });
  const measures = indicators.flatMap((indicator) => Object.values(indicator.measures));
  return new Map(
    measures.flatMap((measure) => ('entered' in measure ? [[measure.entered, measure.unit] as const] : [])),
  );
}

/** Accepts entered values; four eyes: not by who entered them. */
export const acceptEntered = writeOperation({
  name: 'indicators.acceptEntered',
  rights: indicatorsPolicy['indicators.acceptEntered'],
  run: async (ctx, { ids }: { readonly ids: readonly string[] }) => {
    const { zoneId, memberId } = ctx.actor;
    const rows = await findEntered(ctx.db, zoneId, ids);
    const absent = ids.find((id) => !rows.some((row) => row.id === id));
    if (absent !== undefined) throw problem('NOT_FOUND', { what: 'entered value', id: absent });
    for (const row of rows) ctx.may({ scopePath: row.scope_path, ownerId: null });
    if (rows.some((row) => row.entered_by === memberId)) throw problem('ENTERED_VALUE_SELF_ACCEPTED', {});
    await insertAcceptances(
      ctx.db,
      rows.map((row) => ({
        zoneId,
        id: row.id,
        scopePath: row.scope_path,
        memberId,
        now: ctx.now,
        requestId: ctx.requestId,
      })),
    );
    for (const row of rows)
      ctx.audit.add({
        subjectKind: 'entered-value',
        subjectId: row.id,
        scopePath: row.scope_path,
        detail: { act: 'accept', valueId: row.value_id },
      });
    return { accepted: rows.length };
  },
});
