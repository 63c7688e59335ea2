import { type WriteContext, writeOperation } from '../../kernel/operation/operation.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { problem } from '../../kernel/problem.ts';
import {
  endResidence,
  insertEnterprises,
  insertResidences,
  residentsOf,
  settlePlaces,
} from './enterprise.store.ts';
import { followCarrierMove } from './after-move.ts';
import { pathStep } from './carrier.views.ts';
import { organisationPolicy } from './organisation.policy.ts';
import { type NewUnit, endPlace, findUnitByCode, insertPlaces, insertUnits, placeOn } from './unit.store.ts';

const rights = organisationPolicy;
const at = (ctx: WriteContext) => ({ zoneId: ctx.actor.zoneId, requestId: ctx.requestId });

interface CarrierInput {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly short: { readonly zh: string; readonly en: string };
  readonly ownership: string;
  /** An incubator, a maker space or a university park: it reports on its incubatees. */
  readonly hasIncubation: boolean;
  /** A member of 众创联盟, where the office noted it. */
  readonly inAlliance?: boolean | undefined;
  readonly subPark: string;
  readonly from: string;
}

/** Registers carriers in their sub-parks. */
export const registerCarriers = writeOperation({
  name: 'organisation.registerCarriers',
  rights: rights['organisation.registerCarriers'],
  run: async (ctx, { carriers }: { readonly carriers: readonly CarrierInput[] }) => {
    ctx.may('zone');
    const ids: string[] = [];
    for (const carrier of carriers) {
      const parent = await getSubPark(ctx, carrier.subPark, carrier.from);
      const unit: NewUnit = {
        id: uuidv7(),
        code: carrier.code,
        kind: 'carrier',
        name: carrier.name,
        short: carrier.short,
        registerOnly: false,
        needsReview: null,
        attributes: {
          ownership: carrier.ownership,
          has_incubation: carrier.hasIncubation,
          ...(carrier.inAlliance === undefined ? {} : { in_alliance: carrier.inAlliance }),
        },
      };
      await insertUnits(ctx.db, at(ctx), [unit]);
      ids.push(unit.id);
      const path = `${parent.path}${pathStep(carrier.code)}/`;
      await insertPlaces(ctx.db, at(ctx), [
        { unitId: unit.id, parentId: parent.id, path, from: carrier.from },
      ]);
      ctx.audit.add({
        subjectKind: 'unit',
        subjectId: unit.id,
        scopePath: path,
        detail: { code: carrier.code, from: carrier.from },
      });
    }
    return { ids };
  },
});

async function getSubPark(
  ctx: WriteContext,
  code: string,
  day: string,
): Promise<{ id: string; path: string }> {
  const unit = await findUnitByCode(ctx.db, ctx.actor.zoneId, code);
  const place = unit && (await placeOn(ctx.db, ctx.actor.zoneId, { unitId: unit.id, day }));
  if (!unit || !place) throw problem('NOT_FOUND', { what: 'sub-park', id: code });
  return { id: unit.id, path: place.path };
}

interface EnterpriseInput {
  readonly uscc: string;
  readonly name: string;
  readonly shortName: string;
  readonly industryCode: string;
  readonly registeredOn: string;
  readonly formerNames?: readonly { readonly name: string; readonly until: string | null }[];
  readonly carrier: string;
  readonly from: string;
}

/** Registers enterprises in the carriers that they sit in. */
export const registerEnterprises = writeOperation({
  name: 'organisation.registerEnterprises',
  rights: rights['organisation.registerEnterprises'],
  run: async (ctx, { enterprises }: { readonly enterprises: readonly EnterpriseInput[] }) => {
    ctx.may('zone');
    const rows = [];
    for (const { carrier, from, ...enterprise } of enterprises) {
      const { id, subParkPath } = await getCarrier(ctx, carrier, from);
      rows.push({ ...enterprise, id: uuidv7(), carrierId: id, scopePath: subParkPath, residentFrom: from });
    }
    await insertEnterprises(ctx.db, at(ctx), rows);
    for (const { id, uscc, scopePath } of rows)
      ctx.audit.add({ subjectKind: 'enterprise', subjectId: id, scopePath, ownerId: id, detail: { uscc } });
    return { ids: rows.map(({ id }) => id) };
  },
});

async function getCarrier(
  ctx: WriteContext,
  code: string,
  day: string,
): Promise<{ id: string; subParkPath: string }> {
  const unit = await findUnitByCode(ctx.db, ctx.actor.zoneId, code);
  const place = unit && (await placeOn(ctx.db, ctx.actor.zoneId, { unitId: unit.id, day }));
  if (!unit || !place) throw problem('NOT_FOUND', { what: 'carrier', id: code });
  return { id: unit.id, subParkPath: parentPath(place.path) };
}

const parentPath = (path: string) => path.replace(/[^/]+\/$/, '');

/** An enterprise moves to another carrier from a day on; past reports keep the place that they were written in. */
export const moveEnterprise = writeOperation({
  name: 'organisation.moveEnterprise',
  rights: rights['organisation.moveEnterprise'],
  run: async (
    ctx,
    {
      enterpriseId,
      carrier,
      from,
    }: { readonly enterpriseId: string; readonly carrier: string; readonly from: string },
  ) => {
    ctx.may('zone');
    const { id, subParkPath } = await getCarrier(ctx, carrier, from);
    await endResidence(ctx.db, ctx.actor.zoneId, { enterpriseId, day: from });
    await insertResidences(ctx.db, at(ctx), [{ enterpriseId, carrierId: id, from, scopePath: subParkPath }]);
    await settlePlaces(ctx.db, ctx.actor.zoneId, ctx.today);
    ctx.audit.add({
      subjectKind: 'enterprise',
      subjectId: enterpriseId,
      scopePath: subParkPath,
      ownerId: enterpriseId,
      detail: { movedTo: carrier, from },
    });
    return { moved: true as const };
  },
});

/** A carrier changes its sub-park from a day on, and its enterprises with it. */
export const moveCarrier = writeOperation({
  name: 'organisation.moveCarrier',
  rights: rights['organisation.moveCarrier'],
  run: async (
    ctx,
    { carrier, subPark, from }: { readonly carrier: string; readonly subPark: string; readonly from: string },
  ) => {
    ctx.may('zone');
    const { id } = await getCarrier(ctx, carrier, from);
    const parent = await getSubPark(ctx, subPark, from);
    const path = `${parent.path}${pathStep(carrier)}/`;
    await endPlace(ctx.db, ctx.actor.zoneId, { unitId: id, day: from });
    await insertPlaces(ctx.db, at(ctx), [{ unitId: id, parentId: parent.id, path, from }]);
    const ids = await residentsOf(ctx.db, ctx.actor.zoneId, { carrierId: id, day: from });
    await settlePlaces(ctx.db, ctx.actor.zoneId, ctx.today);
    await followCarrierMove(ctx);
    ctx.audit.add({
      subjectKind: 'unit',
      subjectId: id,
      scopePath: path,
      detail: { movedTo: subPark, from, enterprises: ids.length },
    });
    return { moved: true as const };
  },
});

interface OutsideInput {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly ownership: string;
}

/** A carrier outside the zone: a unit without a place in its tree. Part of the act that makes it a candidate. */
export async function registerOutsideCarrier(
  ctx: WriteContext,
  { code, name, ownership }: OutsideInput,
): Promise<string> {
  const id = uuidv7(ctx.now);
  await insertUnits(ctx.db, at(ctx), [
    {
      id,
      code,
      kind: 'carrier',
      name,
      short: name,
      registerOnly: false,
      needsReview: null,
      attributes: { ownership },
    },
  ]);
  return id;
}

/** An outside carrier gets its place in a sub-park. Part of the act that includes it. */
export async function placeOutsideCarrier(
  ctx: WriteContext,
  {
    unitId,
    code,
    subPark,
    from,
  }: { readonly unitId: string; readonly code: string; readonly subPark: string; readonly from: string },
): Promise<string> {
  const parent = await getSubPark(ctx, subPark, from);
  const path = `${parent.path}${pathStep(code)}/`;
  await insertPlaces(ctx.db, at(ctx), [{ unitId, parentId: parent.id, path, from }]);
  await followCarrierMove(ctx);
  return path;
}
