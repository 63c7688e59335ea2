import type { Carrier, CarrierRow } from '@yuanheng/contract';
import { type Period, periodOf, previousPeriod } from '@yuanheng/engine/calendar';
import { rangeOf } from '../../kernel/actor.ts';
import { readOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { periodsOfCarrier, reportedFiguresOf } from '../statistics/index.ts';
import { type CarrierFound, carriersOn, movementsOf, placesOf } from './carrier.views.ts';
import { enterprisesPolicy } from './enterprises.policy.ts';
import { unitNamed } from './registry.read.ts';

export const listCarriers = readOperation({
  name: 'enterprises.listCarriers',
  rights: enterprisesPolicy['enterprises.listCarriers'],
  run: async (ctx) => {
    ctx.may('rows');
    const { zoneId, placePath } = ctx.actor;
    const found = await carriersOn(ctx.db, { zoneId, day: ctx.today, below: rangeOf(placePath) });
    return { rows: found.map(toCarrierRow), total: found.length, asOf: ctx.now.toISOString() };
  },
});

const QUARTERS_SHOWN = 8;

export const getCarrier = readOperation({
  name: 'enterprises.getCarrier',
  rights: enterprisesPolicy['enterprises.getCarrier'],
  run: async (ctx, { carrierId }: { readonly carrierId: string }): Promise<Carrier> => {
    const { zoneId, placePath } = ctx.actor;
    const [found] = await carriersOn(ctx.db, {
      zoneId,
      day: ctx.today,
      below: rangeOf(placePath),
      id: carrierId,
    });
    if (!found) {
      ctx.may('rows');
      throw problem('NOT_FOUND', { what: 'carrier', id: carrierId });
    }
    ctx.may({ scopePath: found.path, ownerId: null });
    const of = { zoneId, carrierId };
    const quarters = quartersUntil(ctx.today);
    const movements = await movementsOf(ctx.db, {
      ...of,
      starts: quarters.map(({ starts }) => starts),
      ends: quarters.map(({ ends }) => ends),
    });
    return {
      ...toCarrierRow(found),
      attributes: found.attributes,
      places: (await placesOf(ctx.db, of)).map((place) => ({
        subPark: unitNamed(place.sp_id, place.sp_code, { zh: place.sp_zh, en: place.sp_en }),
        from: place.from,
        until: place.until,
      })),
      movements: movements.map(({ starts, ...moved }) => ({
        period: quarters.find((quarter) => quarter.starts === starts)?.code ?? '',
        ...moved,
      })),
      periods: await periodsOfCarrier(ctx.db, of),
      figures: await reportedFiguresOf(ctx.db, { zoneId, subjectId: carrierId }),
      asOf: ctx.now.toISOString(),
    };
  },
});

/** The quarter that a day lies in and those before it. */
function quartersUntil(day: string): Period[] {
  const [year = '', month = '1'] = day.split('-');
  const quarters = [periodOf(`${year}Q${Math.ceil(Number(month) / 3)}`)];
  while (quarters.length < QUARTERS_SHOWN)
    quarters.push(previousPeriod(quarters.at(-1) ?? periodOf(`${year}Q1`)));
  return quarters;
}

function toCarrierRow(row: CarrierFound): CarrierRow {
  const { ownership } = row.attributes;
  return {
    id: row.id,
    code: row.code,
    name: { zh: row.name_zh, en: row.name_en },
    shortName: { zh: row.short_zh, en: row.short_en },
    ownership: typeof ownership === 'string' ? ownership : null,
    subPark: unitNamed(row.sp_id, row.sp_code, { zh: row.sp_zh, en: row.sp_en }),
    residents: row.residents,
    needsReview: row.needs_review,
  };
}
