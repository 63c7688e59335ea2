import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { addDays, periodOf } from '@yuanheng/engine/calendar';
import type { Answers, Role } from '@yuanheng/contract';
import { type Park, checkPark, readParkFolder } from '@yuanheng/park';
import { createZone } from '../app/load-park.ts';
import type { Actor } from '../kernel/actor.ts';
import { openPool } from '../kernel/db/pool.ts';
import { freshDatabase } from '../kernel/testing/cluster.ts';
import { uuidv7 } from '../kernel/ids.ts';
import {
  type ReadOperation,
  type WriteOperation,
  performRead,
  performWrite,
} from '../kernel/operation/operation.ts';
import { addMembers } from '../modules/identity/index.ts';
import { registerCarriers, registerEnterprises } from '../modules/organisation/index.ts';
import {
  accept,
  closePeriod,
  listSubmissions,
  openPeriod,
  review,
  submit,
} from '../modules/statistics/index.ts';

const SINCE = '2023-01-01';

/** The park that the small zone is made from. */
export function putuo(): Park {
  const folder = fileURLToPath(new URL('../../../../parks/putuo', import.meta.url));
  const { park, mistakes } = checkPark(readParkFolder(folder));
  if (!park) throw new RangeError(`parks/putuo has ${mistakes.length} mistakes.`);
  return park;
}

/** An instant of the zone's past. */
export const at = (day: string, time = '10:00:00'): Date => new Date(`${day}T${time}+08:00`);

/** A report that breaks no rule; fields may be replaced. */
export const answers = (revenue: number, others: Answers = {}): Answers => ({
  revenue_ytd: String(revenue),
  rd_ytd: String(Math.round(revenue / 20)),
  profit_ytd: String(Math.round(revenue / 10)),
  tax_ytd: String(Math.round(revenue / 25)),
  export_ytd: '0',
  staff_end: '50',
  rd_staff_end: '10',
  order: '0',
  outlook: 'flat',
  ...others,
});

/** Explains whatever is asked. */
export const explanations: Readonly<Record<string, string>> = Object.fromEntries(
  ['S30', 'Q1', 'Q2', 'Q3', ...Object.keys(answers(1)).flatMap((id) => [`J-${id}`, `T-${id}`])].map((id) => [
    id,
    '数据已与财务报表核对，情况属实。',
  ]),
);

interface Resident {
  readonly name: string;
  readonly carrier: string;
  readonly industryCode?: string;
}

/** The sub-parks of 桃浦 and 真如; in another park, its first and its last. */
function homesOf({ units }: Park): { readonly taopu: string; readonly zhenru: string } {
  const ids = units.filter(({ kind }) => kind === 'sub-park').map(({ id }) => id);
  const home = (wanted: string, other: string | undefined) =>
    ids.includes(wanted) ? wanted : (other ?? wanted);
  return { taopu: home('sp-taopu', ids[0]), zhenru: home('sp-zhenru', ids.at(-1)) };
}

/** Two carriers in 桃浦, of which the first is an incubator, one in 真如; each has a person of its code. */
const CARRIERS = [
  { code: 'c-1', home: 'taopu', hasIncubation: true },
  { code: 'c-2', home: 'taopu', hasIncubation: false },
  { code: 'c-3', home: 'zhenru', hasIncubation: false },
] as const;

const PEOPLE = {
  office: { role: 'office', home: null },
  colleague: { role: 'office', home: null },
  operator: { role: 'operator', home: null },
  leader: { role: 'leader', home: null },
  taopu: { role: 'sub-park', home: 'taopu' },
  taopu2: { role: 'sub-park', home: 'taopu' },
  zhenru: { role: 'sub-park', home: 'zhenru' },
} as const satisfies Record<string, { role: Role; home: 'taopu' | 'zhenru' | null }>;

export type Person = keyof typeof PEOPLE | 'system';

/** A zone of a few enterprises, made and used through the product's own operations only. */
export class SmallZone {
  readonly pool: pg.Pool;
  readonly #people = new Map<string, Actor>();

  /** The quarterly report of its park's enterprises. */
  readonly #formId: string;

  private constructor(pool: pg.Pool, formId: string) {
    this.pool = pool;
    this.#formId = formId;
  }

  /** A small zone in a database of its own, copied from the test run's template. */
  static async fresh(residents: readonly Resident[], park: Park = putuo()): Promise<SmallZone> {
    const urls = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
    return await SmallZone.make(openPool(urls.app), residents, park);
  }

  static async make(pool: pg.Pool, residents: readonly Resident[], park: Park = putuo()): Promise<SmallZone> {
    const quarterly = park.forms.find(
      ({ frequency, scope }) => frequency === 'quarter' && scope === 'enterprises-in-carriers',
    );
    const zone = new SmallZone(pool, quarterly?.id ?? '');
    const homes = homesOf(park);
    const system = await createZone({
      pool,
      park,
      now: at(SINCE),
      demoDay: null,
      secondFactorRequired: false,
    });
    zone.#people.set('system', system);
    for (const [name, { role, home }] of Object.entries(PEOPLE))
      await zone.#addPerson(name, { role, placePath: home ? `/${homes[home]}/` : '/', ownId: null });
    const { ids } = await zone.do('office', SINCE, registerCarriers, {
      carriers: CARRIERS.map(({ code, home, hasIncubation }) => ({
        code,
        name: { zh: code, en: code },
        short: { zh: code, en: code },
        ownership: 'state',
        hasIncubation,
        subPark: homes[home],
        from: SINCE,
      })),
    });
    for (const [i, { code, home }] of CARRIERS.entries())
      await zone.#addPerson(code, {
        role: 'carrier',
        placePath: `/${homes[home]}/${code}/`,
        ownId: ids[i] ?? null,
      });
    await zone.#addEnterprises(residents);
    return zone;
  }

  /** A person of the zone, or an enterprise's own by its name. */
  as(name: string): Actor {
    const actor = this.#people.get(name);
    if (!actor) throw new RangeError(`Nobody is called ${name}.`);
    return actor;
  }

  enterpriseId(name: string): string {
    return this.as(name).ownId ?? '';
  }

  do<I, O>(
    name: string,
    when: Date | string,
    operation: WriteOperation<I, O>,
    input: I,
    requestId: string = uuidv7(),
  ): Promise<O> {
    const now = typeof when === 'string' ? at(when) : when;
    return performWrite({ pool: this.pool, actor: this.as(name), now, requestId }, operation, input);
  }

  read<I, O>(name: string, when: Date | string, operation: ReadOperation<I, O>, input: I): Promise<O> {
    const now = typeof when === 'string' ? at(when) : when;
    return performRead({ pool: this.pool, actor: this.as(name), now }, operation, input);
  }

  /** Opens a quarter of the enterprises' report on its first day; answers its id. */
  open(code: string): Promise<string> {
    return this.openForm(this.#formId, code, periodOf(code).ends);
  }

  /** Opens a period of any form. */
  async openForm(formId: string, code: string, day: string): Promise<string> {
    const { periodId } = await this.do('office', day, openPeriod, { formId, code });
    return periodId;
  }

  /** Report ids of a period by enterprise. */
  async reports(periodId: string): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.read('office', '2026-10-22', listSubmissions, {
      periodId,
      limit: 200,
      offset: 0,
    });
    return new Map(rows.map((row) => [row.respondent.shortName, row.id]));
  }

  submit(name: string, when: Date | string, submissionId: string, written: Answers, version = 0) {
    return this.do(name, when, submit, { submissionId, version, answers: written, explanations });
  }

  /** One whole quarter: reported on the 5th day, passed on the 8th, accepted on the 9th and closed on the 10th. */
  async quarter(code: string, figures: Readonly<Record<string, Answers>>): Promise<string> {
    const periodId = await this.open(code);
    const day = (n: number) => addDays(periodOf(code).ends, n - 1);
    const reports = await this.reports(periodId);
    const bySubPark = new Map<string, string[]>();
    const { rows } = await this.read('office', day(1), listSubmissions, { periodId, limit: 200, offset: 0 });
    for (const [name, written] of Object.entries(figures)) {
      const id = reports.get(name) ?? '';
      await this.submit(name, day(5), id, written);
      const subPark = rows.find((row) => row.id === id)?.subPark.code ?? '';
      bySubPark.set(subPark, [...(bySubPark.get(subPark) ?? []), id]);
    }
    for (const [subPark, submissionIds] of bySubPark)
      await this.do(this.#officerOf(subPark), day(8), review, { submissionIds });
    const submissionIds = [...bySubPark.values()].flat();
    if (submissionIds.length > 0) await this.do('office', day(9), accept, { submissionIds });
    await this.do('office', day(10), closePeriod, { periodId });
    return periodId;
  }

  #officerOf(subPark: string): string {
    const officers = [...this.#people].filter(([, { placePath }]) => placePath === `/${subPark}/`);
    return officers[0]?.[0] ?? '';
  }

  async #addPerson(name: string, place: Pick<Actor, 'role' | 'placePath' | 'ownId'>): Promise<void> {
    const assignment = { ...place, placeName: { zh: name, en: name } };
    const { memberIds, assignmentIds } = await this.do('system', SINCE, addMembers, {
      members: [{ name, since: SINCE, assignments: [assignment], signIn: null }],
    });
    this.#people.set(name, {
      zoneId: this.as('system').zoneId,
      memberId: memberIds[0] ?? '',
      assignmentId: assignmentIds[0]?.id ?? '',
      name,
      ...place,
    });
  }

  async #addEnterprises(residents: readonly Resident[]): Promise<void> {
    const { ids } = await this.do('office', SINCE, registerEnterprises, {
      enterprises: residents.map(({ name, carrier, industryCode }, i) => ({
        uscc: `91TEST${String(i + 1).padStart(7, '0')}OOVSZ`,
        name: `${name}有限公司`,
        shortName: name,
        industryCode: industryCode ?? '6513',
        registeredOn: '2020-01-01',
        carrier,
        from: SINCE,
      })),
    });
    for (const [i, { name }] of residents.entries())
      await this.#addPerson(name, { role: 'enterprise', placePath: '', ownId: ids[i] ?? null });
  }
}
