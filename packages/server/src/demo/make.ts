import type pg from 'pg';
import { addDays, periodOf } from '@yuanheng/engine/calendar';
import type { Words } from '@yuanheng/contract';
import type { Park } from '@yuanheng/park';
import { createZone } from '../app/load-park.ts';
import type { Actor } from '../kernel/actor.ts';
import type { DemoSignIn } from '../kernel/http/request-context.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { type WriteOperation, performRead, performWrite } from '../kernel/operation/operation.ts';
import { closeRound } from '../modules/evaluation/index.ts';
import { type NewMember, addMembers, hashPassword } from '../modules/identity/index.ts';
import { acceptEntered, enterValue } from '../modules/indicators/index.ts';
import {
  moveCarrier,
  moveEnterprise,
  registerCarriers,
  registerEnterprises,
} from '../modules/organisation/index.ts';
import {
  accept,
  closePeriod,
  listSubmissions,
  openPeriod,
  review,
  sendBack,
  submit,
  saveDraft,
} from '../modules/statistics/index.ts';
import { chunks, inParallel } from './batch.ts';
import { withConfirmed } from './confirmed.ts';
import { enteredValues, subParkValues } from './entered.ts';
import { QUARTERS, SEED, SENT_BACK, SHOWN, SIGN_INS, WAITING, fateOf, withPlantedError } from './fate.ts';
import { type DemoEnterprise, answersOf, inventCarriers, inventEnterprises } from './invent.ts';
import { makeNeighbour } from './neighbour.ts';
import { Random } from './random.ts';

export interface DemoOptions {
  readonly pool: pg.Pool;
  readonly park: Park;
  readonly day: string;
  readonly enterprises: number;
  /** Told the share of the work that is done, 0–1. */
  readonly progress: (share: number, what: Words) => void;
}

const PASSWORD = 'yuanheng-demo';
const SINCE = '2023-01-01';

/** An instant of the demonstration's own past. */
const at = (day: string, time = '10:00:00') => new Date(`${day}T${time}+08:00`);

/** Makes demonstration data through the product's own operations, by their own people, on their own days. */
export class Demonstration {
  readonly #options: DemoOptions;
  readonly #random = new Random(SEED);
  readonly #people = new Map<string, Actor>();
  #enterprises: (DemoEnterprise & { readonly id: string; actor: Actor })[] = [];

  constructor(options: DemoOptions) {
    this.#options = options;
  }

  async make(): Promise<readonly DemoSignIn[]> {
    const { pool, day, enterprises: count, progress } = this.#options;
    progress(0, { zh: '建园', en: 'making the zone' });
    const carriers = inventCarriers();
    const park = withConfirmed(this.#options.park, inventEnterprises(count, carriers, SEED), carriers);
    const system = await createZone({ pool, park, now: at(SINCE), demoDay: day });
    const signIns = await this.#makePeople(system);
    const enterprises = await this.#makeEnterprises(system);
    for (const [i, code] of QUARTERS.entries()) {
      await this.#quarter(code);
      progress((i + 1) / (QUARTERS.length + 1), { zh: `${code} 报表`, en: `reports of ${code}` });
    }
    await this.#enterValues();
    await makeNeighbour({ pool, park: this.#options.park, day, seed: SEED + 1 });
    progress(1, { zh: '完成', en: 'done' });
    return [...signIns, ...enterprises];
  }

  #as(login: string): Actor {
    const actor = this.#people.get(login);
    if (!actor) throw new RangeError(`The demonstration has no ${login}.`);
    return actor;
  }

  #do<I, O>(actor: Actor, now: Date, operation: WriteOperation<I, O>, input: I): Promise<O> {
    return performWrite({ pool: this.#options.pool, actor, now }, operation, input, uuidv7());
  }

  async #makePeople(system: Actor): Promise<DemoSignIn[]> {
    const hash = await hashPassword(PASSWORD);
    const zone = { zh: '全园', en: 'Whole zone' };
    const people = [
      { login: 'zhoumin', name: '周敏', role: 'office', placeName: zone, placePath: '/' },
      { login: 'lujing', name: '陆静', role: 'office', placeName: zone, placePath: '/' },
      { login: 'shendu', name: '沈度', role: 'leader', placeName: zone, placePath: '/' },
      ...this.#options.park.units
        .filter(({ kind }) => kind === 'sub-park')
        .map((unit, i) => ({
          login: ['guyuan', 'fangning', 'chenlan', 'xushu', 'qinhe'][i] ?? unit.id,
          name: ['顾远', '方宁', '陈岚', '许舒', '秦禾'][i] ?? unit.short.zh,
          role: 'sub-park' as const,
          placeName: unit.short,
          placePath: `/${unit.id}/`,
        })),
      {
        login: 'yanshouyi',
        name: '严守一',
        role: 'system-admin',
        placeName: { zh: '系统', en: 'System' },
        placePath: '/',
      },
      {
        login: 'hemi',
        name: '何密',
        role: 'security-admin',
        placeName: { zh: '账号与授权', en: 'Accounts' },
        placePath: '/',
      },
      {
        login: 'xuejian',
        name: '薛鉴',
        role: 'audit-admin',
        placeName: { zh: '审计', en: 'Audit' },
        placePath: '/',
      },
    ] as const;
    const members: NewMember[] = people.map(({ login, name, role, placeName, placePath }) => ({
      name,
      since: SINCE,
      assignments: [{ role, placeName, placePath, ownId: null }],
      signIn: { login, hash },
    }));
    const { memberIds, assignmentIds } = await this.#do(system, at(SINCE), addMembers, { members });
    people.forEach(({ login, name, role, placePath }, i) => {
      const memberId = memberIds[i] ?? '';
      const assignmentId = assignmentIds.find((row) => row.memberId === memberId)?.id ?? '';
      this.#people.set(login, {
        zoneId: system.zoneId,
        memberId,
        assignmentId,
        name,
        role,
        placePath,
        ownId: null,
      });
    });
    return people
      .filter(({ role }) => !WITHOUT_PAGES.has(role))
      .map(({ login, name, role, placeName }) => ({ login, password: PASSWORD, name, role, placeName }));
  }

  async #makeEnterprises(system: Actor): Promise<DemoSignIn[]> {
    const office = this.#as('zhoumin');
    const carriers = inventCarriers();
    await this.#do(office, at(SINCE), registerCarriers, { carriers });
    const invented = inventEnterprises(this.#options.enterprises, carriers, SEED);
    const { ids } = await this.#do(office, at(SINCE), registerEnterprises, {
      enterprises: invented.map(({ uscc, name, shortName, industryCode, registeredOn, carrier, from }) => ({
        uscc,
        name,
        shortName,
        industryCode,
        registeredOn,
        carrier,
        from,
      })),
    });
    const hash = await hashPassword(PASSWORD);
    const members: NewMember[] = invented.map((enterprise, i) => ({
      name: enterprise.contact,
      since: SINCE,
      assignments: [
        {
          role: 'enterprise',
          placeName: { zh: enterprise.shortName, en: enterprise.shortName },
          placePath: '',
          ownId: ids[i] ?? null,
        },
      ],
      signIn: i < SIGN_INS ? { login: `qiye${i + 1}`, hash } : null,
    }));
    const { memberIds, assignmentIds } = await this.#do(system, at(SINCE), addMembers, { members });
    const assignmentOf = new Map(assignmentIds.map((row) => [row.memberId, row.id]));
    this.#enterprises = invented.map((enterprise, i) => {
      const memberId = memberIds[i] ?? '';
      const actor: Actor = {
        zoneId: system.zoneId,
        memberId,
        assignmentId: assignmentOf.get(memberId) ?? '',
        name: enterprise.contact,
        role: 'enterprise',
        placePath: '',
        ownId: ids[i] ?? null,
      };
      return { ...enterprise, id: ids[i] ?? '', actor };
    });
    return invented.slice(0, SHOWN).map(({ contact, shortName }, i) => ({
      login: `qiye${i + 1}`,
      password: PASSWORD,
      name: contact,
      role: 'enterprise',
      placeName: { zh: shortName, en: shortName },
    }));
  }

  /** One quarter: opened, reported, reviewed, accepted and closed; the last one is still open. */
  async #quarter(code: string): Promise<void> {
    const office = this.#as('zhoumin');
    const span = periodOf(code);
    await this.#moves(code, span.ends);
    const { periodId } = await this.#do(office, at(span.ends, '08:00:00'), openPeriod, {
      formId: 'ENT-Q',
      code,
    });
    const isOpen = code === QUARTERS.at(-1);
    const { rows } = await performRead(
      { pool: this.#options.pool, actor: office, now: at(span.ends) },
      listSubmissions,
      { periodId, limit: 5_000, offset: 0 },
    );
    const bySubject = new Map(rows.map((row) => [row.enterprise.id, row]));
    const submitted: Submitted[] = [];
    await inParallel(this.#enterprises, async (enterprise, i) => {
      const row = bySubject.get(enterprise.id);
      const { missing, drafting, planted, days } = fateOf(enterprise, { index: i, span, isOpen });
      if (!row || missing) return;
      const day = addDays(span.ends, days);
      const right = answersOf(enterprise, span.year, span.number);
      const answers = planted ? withPlantedError(right) : right;
      const explanations = explained('集中确认项目收入，合同与凭证已留存备查。');
      if (drafting)
        return void (await this.#do(enterprise.actor, at(day), saveDraft, {
          submissionId: row.id,
          version: 0,
          answers: halfWritten(answers),
          explanations: {},
        }));
      await this.#do(enterprise.actor, at(day, '14:30:00'), submit, {
        submissionId: row.id,
        version: 0,
        answers,
        explanations,
      });
      submitted.push({ id: row.id, index: i, subPark: row.subPark.code, day, planted });
    });
    await this.#reviews(
      { code, periodId },
      submitted.toSorted((a, b) => a.day.localeCompare(b.day) || a.index - b.index),
      isOpen,
    );
  }

  async #reviews(
    { code, periodId }: { code: string; periodId: string },
    submitted: readonly Submitted[],
    isOpen: boolean,
  ): Promise<void> {
    const span = periodOf(code);
    const office = this.#as('zhoumin');
    const officers = [...this.#people.values()].filter(({ role }) => role === 'sub-park');
    const passed: string[] = [];
    const reviewDay = isOpen ? addDays(span.ends, 20) : addDays(span.ends, 24);
    for (const officer of officers) {
      const own = submitted.filter(({ subPark }) => officer.placePath === `/${subPark}/`);
      const share = isOpen ? 0.72 : 1;
      const [now, back] = [
        own.slice(0, Math.round(own.length * share)),
        isOpen ? own.filter(({ index }, n) => index === SENT_BACK || n === own.length - 2) : own.slice(0, 2),
      ];
      for (const { id } of back) {
        await this.#do(officer, at(addDays(reviewDay, -1)), sendBack, {
          submissionId: id,
          remarks: [{ field: 'rd_ytd', text: '请补充本季研发费用的归集凭证，并核对累计口径。' }],
        });
        if (!isOpen) await this.#resubmit(code, id, addDays(reviewDay, -1));
      }
      const ids = now
        .filter(
          ({ id, index, planted }) =>
            !isOpen || (index !== WAITING && !planted && !back.some((b) => b.id === id)),
        )
        .map(({ id }) => id);
      for (const group of chunks(ids, 100))
        await this.#do(officer, at(reviewDay, '15:00:00'), review, { submissionIds: group });
      passed.push(...(isOpen ? ids.slice(0, Math.round(ids.length * 0.8)) : ids));
    }
    const acceptDay = isOpen ? addDays(span.ends, 20) : addDays(span.ends, 27);
    for (const group of chunks(passed, 100))
      await this.#do(office, at(acceptDay, '16:20:00'), accept, { submissionIds: group });
    if (!isOpen) {
      await this.#do(office, at(addDays(span.ends, 28), '17:00:00'), closePeriod, { periodId });
    }
  }

  async #resubmit(code: string, submissionId: string, day: string): Promise<void> {
    const office = this.#as('zhoumin');
    const { rows } = await performRead(
      { pool: this.#options.pool, actor: office, now: at(day) },
      listSubmissions,
      { status: 'sent-back', limit: 200, offset: 0 },
    );
    const row = rows.find(({ id }) => id === submissionId);
    const enterprise = this.#enterprises.find(({ id }) => id === row?.enterprise.id);
    if (!row || !enterprise) return;
    const span = periodOf(code);
    const answers = answersOf(enterprise, span.year, span.number);
    const explanations = explained('已按退回意见核对，归集凭证另附，数据属实。');
    await this.#do(enterprise.actor, at(day, '16:00:00'), submit, {
      submissionId,
      version: 1,
      answers,
      explanations,
    });
  }

  /** Enterprises move between carriers now and then; one carrier changes its sub-park at the beginning of 2025. */
  async #moves(code: string, day: string): Promise<void> {
    const office = this.#as('zhoumin');
    if (code === '2024Q4')
      await this.#do(office, at('2025-01-01'), moveCarrier, {
        carrier: 'c-14',
        subPark: 'sp-zhenru',
        from: '2025-01-01',
      });
    if (!code.endsWith('Q2')) return;
    for (let n = 0; n < 3; n += 1) {
      const enterprise = this.#random.pick(this.#enterprises);
      const others = inventCarriers().filter(({ code }) => code !== enterprise.carrier);
      const carrier = this.#random.pick(others).code;
      await this.#do(office, at(day), moveEnterprise, { enterpriseId: enterprise.id, carrier, from: day });
      this.#enterprises = this.#enterprises.map((one) => (one === enterprise ? { ...one, carrier } : one));
    }
  }

  /** Values without a report are entered by one person of the office and accepted by another. */
  async #enterValues(): Promise<void> {
    const [enters, accepts] = [this.#as('zhoumin'), this.#as('lujing')];
    const values = [...enteredValues(), ...subParkValues()];
    const byDay = new Map<string, string[]>();
    for (const { day, accepted, ...value } of values) {
      const { id } = await this.#do(enters, at(day), enterValue, value);
      if (accepted) byDay.set(day, [...(byDay.get(day) ?? []), id]);
    }
    for (const [day, ids] of byDay) await this.#do(accepts, at(day, '15:00:00'), acceptEntered, { ids });
    await this.#do(enters, at('2026-04-28', '17:30:00'), closeRound, { period: '2025' });
  }
}

/** A report that came in: its place among the enterprises and the sub-park that reviews it. */
interface Submitted {
  readonly id: string;
  readonly index: number;
  readonly subPark: string;
  readonly day: string;
  readonly planted: boolean;
}

/** Their work has commands but no pages yet. */
const WITHOUT_PAGES: ReadonlySet<string> = new Set(['system-admin', 'security-admin']);
/** A form in the middle of being filled: revenue below last quarter's, R&D with a digit too many, four items empty. */
function halfWritten(answers: Record<string, string>): Record<string, string | null> {
  return {
    ...answers,
    revenue_ytd: String(Math.round(Number(answers.revenue_ytd) * 0.6)),
    rd_ytd: `${answers.rd_ytd}0`,
    tax_ytd: null,
    staff_end: null,
    rd_staff_end: null,
    outlook: null,
  };
}

const NUMBERS = [
  'revenue_ytd',
  'rd_ytd',
  'profit_ytd',
  'tax_ytd',
  'export_ytd',
  'staff_end',
  'rd_staff_end',
  'order',
];

/** An explanation for every query that may be asked; explaining more than is asked does no harm. */
const explained = (text: string): Record<string, string> =>
  Object.fromEntries(
    ['S30', 'Q1', 'Q2', 'Q3', ...NUMBERS.flatMap((id) => [`J-${id}`, `T-${id}`])].map((id) => [id, text]),
  );
