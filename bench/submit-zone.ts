import type pg from 'pg';
import { type Actor, performRead, verifyFacts } from '@yuanheng/server';
import { SmallZone, putuo } from '../packages/server/src/demo/small-zone.ts';
import { addMembers } from '../packages/server/src/modules/identity/index.ts';
import { registerCarriers, registerEnterprises } from '../packages/server/src/modules/organisation/index.ts';
import { listSubmissions } from '../packages/server/src/modules/statistics/index.ts';

const SINCE = '2023-01-01';
const CARRIERS = 24;
const FORM = 'ENT-Q';

/** One report that nobody has written yet, and who writes it. */
export interface Due {
  readonly actor: Actor;
  readonly submissionId: string;
  readonly periodStart: string;
  readonly formId: string;
  readonly carrierId: string;
  readonly subParkId: string;
  readonly industryCode: string | null;
  /** Where reports of this sub-park lie. */
  readonly scopePath: string;
}

/** A zone of enterprises in 24 carriers of all sub-parks, each enterprise with its person. */
export class SubmitZone {
  readonly #zone: SmallZone;
  readonly #pool: pg.Pool;
  readonly #actors: ReadonlyMap<string, Actor>;

  private constructor(zone: SmallZone, pool: pg.Pool, actors: ReadonlyMap<string, Actor>) {
    this.#zone = zone;
    this.#pool = pool;
    this.#actors = actors;
  }

  static async make(pool: pg.Pool, enterprises: number): Promise<SubmitZone> {
    const park = putuo();
    const zone = await SmallZone.make(pool, [{ name: '甲', carrier: 'c-1' }], park);
    const subParks = park.units.filter(({ kind }) => kind === 'sub-park');
    const carriers = Array.from({ length: CARRIERS }, (_, i) => ({
      code: `b-${i + 1}`,
      name: { zh: `载体${i + 1}`, en: `Carrier ${i + 1}` },
      short: { zh: `载体${i + 1}`, en: `Carrier ${i + 1}` },
      ownership: 'state',
      hasIncubation: false,
      subPark: subParks[i % subParks.length]?.id ?? '',
      from: SINCE,
    }));
    await zone.do('office', SINCE, registerCarriers, { carriers });
    const names = Array.from({ length: enterprises }, (_, i) => `企业${i + 1}`);
    const { ids } = await zone.do('office', SINCE, registerEnterprises, {
      enterprises: names.map((name, i) => ({
        uscc: `91BENCH${String(i + 1).padStart(6, '0')}OOVSZ`,
        name: `${name}有限公司`,
        shortName: name,
        industryCode: '6513',
        registeredOn: '2020-01-01',
        carrier: `b-${(i % CARRIERS) + 1}`,
        from: SINCE,
      })),
    });
    return new SubmitZone(zone, pool, await peopleOf(zone, names, ids));
  }

  /** Opens a quarter; its reports by carrier in turn, so that any part of them touches all carriers alike. */
  async open(code: string, periodStart: string): Promise<Due[]> {
    const periodId = await this.#zone.open(code);
    const at = { pool: this.#pool, actor: this.#zone.as('office'), now: new Date('2026-10-22T02:00:00Z') };
    const { rows } = await performRead(at, listSubmissions, { periodId, limit: 10_000, offset: 0 });
    const byEnterprise = new Map(rows.map((row) => [row.respondent.id, row]));
    return [...this.#actors].flatMap(([enterpriseId, actor]) => {
      const row = byEnterprise.get(enterpriseId);
      if (!row) return [];
      const { id: submissionId, carrier, subPark, respondent } = row;
      const places = { carrierId: carrier.id, subParkId: subPark.id, scopePath: `/${subPark.code}/` };
      const { industryCode } = respondent;
      return [{ actor, submissionId, periodStart, formId: FORM, industryCode, ...places }];
    });
  }

  /** How many facts there are; throws when one is stored otherwise than the reports say. */
  async verified(): Promise<number> {
    const at = { pool: this.#pool, actor: this.#zone.as('office'), now: new Date() };
    const { facts, differencesTotal } = await performRead(at, verifyFacts, undefined);
    if (differencesTotal > 0)
      throw new RangeError(`${differencesTotal} facts or sums differ from the reports.`);
    return facts;
  }
}

async function peopleOf(zone: SmallZone, names: readonly string[], ids: readonly string[]) {
  const office = zone.as('office');
  const { memberIds, assignmentIds } = await zone.do('system', SINCE, addMembers, {
    members: names.map((name, i) => ({
      name,
      since: SINCE,
      assignments: [
        {
          role: 'enterprise' as const,
          placeName: { zh: name, en: name },
          placePath: '',
          ownId: ids[i] ?? null,
        },
      ],
      signIn: null,
    })),
  });
  return new Map(
    ids.map((ownId, i): [string, Actor] => [
      ownId,
      {
        zoneId: office.zoneId,
        memberId: memberIds[i] ?? '',
        assignmentId: assignmentIds[i]?.id ?? '',
        name: names[i] ?? '',
        role: 'enterprise',
        placePath: '',
        ownId,
      },
    ]),
  );
}
