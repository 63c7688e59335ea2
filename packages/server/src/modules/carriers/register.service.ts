import type { CarrierProposal } from '@yuanheng/contract';
import { type CarrierAct, carrierMoves, mayApplyFrom } from '@yuanheng/engine/carrier-status';
import { moveTo } from '@yuanheng/engine/workflow';
import { uuidv7 } from '../../kernel/ids.ts';
import { type WriteContext, writeOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import {
  type CarrierOnRow,
  afterCarrierMove,
  carrierPath,
  carriersOn,
  placeOutsideCarrier,
  registerOutsideCarrier,
} from '../organisation/index.ts';
import { type NewAct, insertActs } from './act.store.ts';
import { carriersPolicy } from './carriers.policy.ts';
import { settleCarriers } from './place.store.ts';
import { type Books, booksAsOf } from './register.read.ts';
import { clauseOf, openProposal, ruleOf, statusOf, takenActs } from './register.ts';

type Clause = { readonly zh: string; readonly en: string };
const by = (ctx: WriteContext) => ({
  zoneId: ctx.actor.zoneId,
  memberId: ctx.actor.memberId,
  now: ctx.now,
  requestId: ctx.requestId,
});

async function getCarrier(ctx: WriteContext, code: string): Promise<CarrierOnRow> {
  const all = await carriersOn(ctx.db, ctx.actor.zoneId, ctx.today);
  const carrier = all.find((one) => one.code === code);
  if (!carrier) throw problem('NOT_FOUND', { what: 'carrier', id: code });
  return carrier;
}

/** The status after an act, or MOVE_REFUSED. */
function moved(books: Books, unitId: string, act: CarrierAct) {
  const status = statusOf(books.entryOf(unitId).acts);
  const next = moveTo(carrierMoves, status, act);
  if (next === undefined) throw problem('MOVE_REFUSED', { act, status });
  return next;
}

interface Decision {
  readonly code: string;
  readonly period: string;
  readonly act: CarrierProposal['act'];
  readonly decision: 'confirm' | 'set-aside';
  readonly reason: string;
  readonly subPark?: string | undefined;
}

/** A person confirms what a closed round proposes, or sets it aside; the reason, the clause and what was seen are kept. */
export const decide = writeOperation({
  name: 'carriers.decide',
  rights: carriersPolicy['carriers.decide'],
  run: async (ctx, { code, period, act, decision, reason, subPark }: Decision) => {
    ctx.may('zone');
    const carrier = await getCarrier(ctx, code);
    const books = await booksAsOf(ctx, ctx.now);
    const entry = books.entryOf(carrier.id);
    const scheme = books.schemes.get(String(carrier.attributes.ownership));
    const rule = scheme && ruleOf(scheme);
    const last = books.rounds.at(-1);
    const proposal = rule ? openProposal(rule, entry, last) : null;
    if (!scheme?.carrier_status || !last || last.period !== period || proposal?.act !== act)
      throw problem('PROPOSAL_CHANGED', { carrier: code, round: period });
    const setAside = decision === 'set-aside';
    if (!setAside && proposal.notBefore !== null && ctx.today < proposal.notBefore)
      throw problem('DECIDED_TOO_EARLY', { carrier: code, from: proposal.notBefore });
    const status = setAside ? statusOf(entry.acts) : moved(books, carrier.id, act);
    const scopePath =
      setAside || act !== 'include' ? carrierPath(carrier) : await place(ctx, carrier, subPark);
    await insertActs(ctx.db, by(ctx), [
      {
        id: uuidv7(ctx.now),
        unitId: carrier.id,
        number: entry.acts.length + 1,
        act,
        setAside,
        on: ctx.today,
        roundId: last.id,
        proposal,
        clause: clauseOf(scheme.carrier_status, act),
        reason,
        scopePath,
      },
    ]);
    ctx.audit.add({
      subjectKind: 'unit',
      subjectId: carrier.id,
      scopePath,
      ownerId: carrier.id,
      detail: { code, period, act, decision, because: proposal.because, reason },
    });
    return { status };
  },
});

/** An included carrier becomes part of a sub-park from today on. */
async function place(ctx: WriteContext, carrier: CarrierOnRow, subPark: string | undefined): Promise<string> {
  if (carrier.path !== null) return carrier.path;
  if (subPark === undefined) throw problem('PLACE_MISSING', { carrier: carrier.code });
  return await placeOutsideCarrier(ctx, { unitId: carrier.id, code: carrier.code, subPark, from: ctx.today });
}

interface Entering {
  readonly on: string;
  readonly clause: Clause;
  readonly reason: string;
}

const entering = (
  { on, clause, reason }: Entering,
  { unitId, number, act, scopePath, id }: Pick<NewAct, 'unitId' | 'number' | 'act' | 'scopePath' | 'id'>,
): NewAct => ({
  id,
  unitId,
  number,
  act,
  setAside: false,
  on,
  roundId: null,
  proposal: null,
  clause,
  reason,
  scopePath,
});

/** The first carriers of the zone are in the register without having been candidates. */
export const enrol = writeOperation({
  name: 'carriers.enrol',
  rights: carriersPolicy['carriers.enrol'],
  run: async (ctx, { codes, ...of }: Entering & { readonly codes: readonly string[] }) => {
    ctx.may('zone');
    const books = await booksAsOf(ctx, ctx.now);
    const all = new Map(
      (await carriersOn(ctx.db, ctx.actor.zoneId, ctx.today)).map((one) => [one.code, one]),
    );
    const acts = [...new Set(codes)].map((code) => {
      const carrier = all.get(code);
      if (!carrier || carrier.path === null) throw problem('NOT_FOUND', { what: 'carrier', id: code });
      moved(books, carrier.id, 'enrol');
      const scopePath = carrierPath(carrier);
      ctx.audit.add({
        subjectKind: 'unit',
        subjectId: carrier.id,
        scopePath,
        ownerId: carrier.id,
        detail: { code, act: 'enrol', from: of.on, clause: of.clause.zh, reason: of.reason },
      });
      return entering(of, { id: uuidv7(ctx.now), unitId: carrier.id, number: 1, act: 'enrol', scopePath });
    });
    await insertActs(ctx.db, by(ctx), acts);
    return { enrolled: acts.length };
  },
});

interface Application extends Entering {
  readonly code: string;
  readonly name?: Clause | undefined;
  readonly ownership?: string | undefined;
}

/** An outside carrier becomes a candidate: one that is new, or one that was removed and has waited its time. */
export const apply = writeOperation({
  name: 'carriers.apply',
  rights: carriersPolicy['carriers.apply'],
  run: async (ctx, { code, name, ownership, ...of }: Application) => {
    ctx.may('zone');
    const books = await booksAsOf(ctx, ctx.now);
    const unitId = name
      ? await registerOutsideCarrier(ctx, { code, name, ownership: ownership ?? 'unconfirmed' })
      : (await getCarrier(ctx, code)).id;
    const carrier = await getCarrier(ctx, code);
    const { acts } = books.entryOf(unitId);
    const scheme = books.schemes.get(String(carrier.attributes.ownership));
    const rule = scheme && ruleOf(scheme);
    const from = rule ? mayApplyFrom(rule, takenActs(acts)) : null;
    if (from !== null && of.on < from) throw problem('DECIDED_TOO_EARLY', { carrier: code, from });
    const status = moved(books, unitId, 'apply');
    const scopePath = carrierPath(carrier);
    await insertActs(ctx.db, by(ctx), [
      entering(of, { id: uuidv7(ctx.now), unitId, number: acts.length + 1, act: 'apply', scopePath }),
    ]);
    ctx.audit.add({
      subjectKind: 'unit',
      subjectId: unitId,
      scopePath,
      ownerId: unitId,
      detail: { code, act: 'apply', from: of.on, clause: of.clause.zh, reason: of.reason },
    });
    return { status };
  },
});

afterCarrierMove((ctx) => settleCarriers(ctx.db, ctx.actor.zoneId, ctx.today));
