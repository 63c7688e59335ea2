import type pg from 'pg';
import { ROLES, type Role } from '@yuanheng/contract';
import { SmallZone, answers, putuo } from '../../demo/small-zone.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { performWrite } from '../../kernel/operation/operation.ts';
import { SEALING } from './http.ts';
import type { Actor } from '../../kernel/actor.ts';
import { closeCarrierRound, enrol } from '../../modules/carriers/index.ts';
import { closeRound } from '../../modules/evaluation/index.ts';
import {
  addMembers,
  delegate,
  hashPassword,
  identityPolicy,
  inviteMember,
  tokenOf,
} from '../../modules/identity/index.ts';
import { confirmImport, listCarriers, previewImport } from '../../modules/enterprises/index.ts';
import { acceptEntered, enterValue, listUnits } from '../../modules/indicators/index.ts';
import { registerCarriers } from '../../modules/organisation/index.ts';
import { assignTask } from '../../modules/plan/index.ts';
import { readCover } from '../../modules/statistics/index.ts';

/** The day that the two zones live: the third quarter is open. */
export const TODAY = new Date('2026-10-22T10:00:00+08:00');

/**
 * Whose things an operation is asked for. Seen from an actor at 桃浦 or from the enterprise 甲: their own, another
 * enterprise's of the same sub-park, another sub-park's, another zone's at the same paths.
 */
export const TARGETS = ['own', 'other-enterprise', 'other-sub-park', 'other-zone'] as const;
export type Target = (typeof TARGETS)[number];

/** Everything that belongs to one target and can be asked for by its id or code. */
export interface Things {
  readonly enterpriseId: string;
  readonly submissionId: string;
  readonly periodId: string;
  /** The code on the cover sheet of the submission. */
  readonly coverCode: string;
  /** A carrier's report, which the operating body accepts. */
  readonly carrierReport: {
    readonly submissionId: string;
    readonly periodId: string;
    readonly coverCode: string;
  };
  readonly unitCode: string;
  readonly carrierCode: string;
  readonly enteredId: string;
  readonly carrierId: string;
  /** A department's list, which belongs to the whole zone. */
  readonly importId: string;
  /** A member whom administrators may deal with, and one who may be ended. */
  readonly memberId: string;
  readonly leaverId: string;
  readonly assignmentId: string;
  readonly login: string;
}

export interface TwoZones {
  readonly home: SmallZone;
  readonly neighbour: SmallZone;
  readonly things: Readonly<Record<Target, Things>>;
  /** A person of each role in the first zone. */
  readonly people: Readonly<Record<Role, RolePerson>>;
}

export interface Person {
  readonly role: Role;
  readonly login: string;
  readonly password: string;
  readonly memberId: string;
  readonly assignmentId: string;
}

/** A person of a role in the walk over all rights, with what only they can ask for. */
export interface RolePerson extends Person {
  /** Somebody of the same place. */
  readonly colleagueId: string;
  /** What they have delegated from tomorrow on; null: their role cannot be delegated. */
  readonly delegationId: string | null;
  /** Tokens of one-time links that can be used. */
  readonly tokens: string[];
}

const PLACES: Readonly<Record<Role, string>> = {
  office: '/',
  'sub-park': '/sp-taopu/',
  operator: '/',
  carrier: '/sp-taopu/c-1/',
  enterprise: '',
  department: '/',
  expert: '',
  provider: '',
  specialist: '',
  leader: '/',
  'system-admin': '/',
  'security-admin': '/',
  'audit-admin': '/',
};

/** Two zones of one park, with equal paths and equal codes, made through the product's own operations. */
export async function makeTwoZones(pool: pg.Pool): Promise<TwoZones> {
  const park = putuo();
  const words = { zh: '邻园', en: 'Neighbour' };
  const home = await SmallZone.make(
    pool,
    [
      { name: '甲', carrier: 'c-1' },
      { name: '乙', carrier: 'c-2' },
      { name: '丙', carrier: 'c-3' },
      { name: '丁', carrier: 'c-3' },
    ],
    park,
  );
  const neighbour = await SmallZone.make(
    pool,
    [
      { name: '戊', carrier: 'c-1' },
      { name: '己', carrier: 'c-3' },
    ],
    { ...park, park: { ...park.park, id: 'zz-neighbour', name: words, short: words } },
  );
  await neighbour.do('office', '2023-01-01', registerCarriers, {
    carriers: [
      {
        code: 'c-9',
        name: words,
        short: words,
        ownership: 'state',
        hasIncubation: false,
        subPark: 'sp-taopu',
        from: '2023-01-01',
      },
    ],
  });
  const people = await addPeople(home);
  const reported = await report(home, ['甲', '乙', '丙', '丁']);
  const abroad = await report(neighbour, ['戊', '己']);
  const lists = { home: await importLists(home, '甲'), neighbour: await importLists(neighbour, '戊') };
  const thingsOf = async (
    zone: SmallZone,
    { name, unitCode, carrier, reports }: ThingsOf,
  ): Promise<Things> => ({
    enterpriseId: zone.enterpriseId(name),
    submissionId: reports.byName.get(name) ?? '',
    periodId: reports.periodId,
    coverCode: await coverOf(zone, reports.byName.get(name) ?? ''),
    carrierReport: await carrierReportOf(zone, reports.ofCarriers, carrier),
    unitCode,
    carrierCode: carrier,
    enteredId: await enter(zone, unitCode),
    carrierId: await carrierIdOf(zone, carrier),
    importId: zone === home ? lists.home : lists.neighbour,
    ...(await addVictim(zone, `${name}-${unitCode}`)),
  });
  const own = await thingsOf(home, { name: '甲', unitCode: 'sp-taopu', carrier: 'c-1', reports: reported });
  return {
    home,
    neighbour,
    people,
    things: {
      own,
      'other-enterprise': await thingsOf(home, {
        name: '乙',
        unitCode: 'c-2',
        carrier: 'c-2',
        reports: reported,
      }),
      'other-sub-park': await thingsOf(home, {
        name: '丙',
        unitCode: 'sp-zhenru',
        carrier: 'c-3',
        reports: reported,
      }),
      'other-zone': await thingsOf(neighbour, {
        name: '戊',
        unitCode: 'c-9',
        carrier: 'c-9',
        reports: abroad,
      }),
    },
  };
}

const coverOf = async (zone: SmallZone, submissionId: string): Promise<string> =>
  (await zone.read('office', '2026-10-20', readCover, { submissionId })).paper?.code ?? '';

/** The report of a carrier, or of the first one of a zone where that one has not reported. */
async function carrierReportOf(zone: SmallZone, { periodId, byName }: Reports, carrier: string) {
  const submissionId = byName.get(carrier) ?? byName.get('c-1') ?? '';
  return { submissionId, periodId, coverCode: await coverOf(zone, submissionId) };
}

interface ThingsOf {
  readonly name: string;
  readonly unitCode: string;
  readonly carrier: string;
  readonly reports: Reports & { readonly ofCarriers: Reports };
}

interface Reports {
  readonly periodId: string;
  readonly byName: ReadonlyMap<string, string>;
}

/** 2026Q2 went all its way; of 2026Q3 everybody has submitted, and every carrier the annex of its evaluation. */
async function report(
  zone: SmallZone,
  names: readonly string[],
): Promise<Reports & { readonly ofCarriers: Reports }> {
  const first = Object.fromEntries(names.map((name, i) => [name, answers(10_000 + i)]));
  await zone.quarter('2026Q2', first);
  const periodId = await zone.open('2026Q3');
  const byName = await zone.reports(periodId);
  for (const [i, name] of names.entries())
    await zone.submit(name, '2026-10-10', byName.get(name) ?? '', answers(15_000 + i));
  await zone.do('office', '2026-04-28', closeRound, { period: '2025' });
  const { rows } = await zone.read('office', '2026-06-01', listUnits, undefined);
  await zone.do('office', '2026-06-01', enrol, {
    codes: rows.filter(({ kind }) => kind === 'carrier').map(({ code }) => code),
    on: '2023-01-01',
    clause: { zh: '首批名单', en: 'First list' },
    reason: '首批在册载体名单',
  });
  await zone.do('office', '2026-06-01', assignTask, {
    taskId: 'M16',
    lead: 'dep-st',
    support: ['dep-data'],
    dueOn: null,
    reason: '按部门职责分派',
  });
  await zone.do('office', '2026-06-30', closeCarrierRound, { period: '2025' });
  return { periodId, byName, ofCarriers: await reportCarriers(zone) };
}

const ANNEX = {
  rent_due: '100',
  rent_got: '90',
  relief: '0',
  safety_found: '2',
  safety_fixed: '2',
  invest_in: '0',
  coop: '1',
};

async function reportCarriers(zone: SmallZone): Promise<Reports> {
  const periodId = await zone.openForm('CAR-Y', '2025', '2026-01-05');
  const byName = await zone.reports(periodId);
  for (const [carrier, id] of byName)
    if (/^c-\d$/.test(carrier)) await zone.submit(carrier, '2026-01-08', id, ANNEX);
  return { periodId, byName };
}

/** Two lists of departments, imported: one of figures, whose second row waits for a person, one of changes. */
async function importLists(zone: SmallZone, name: string): Promise<string> {
  const texts = {
    'tax-quarter': `2025年一季度\n单位：千元\n纳税人名称,纳税人识别号,营业收入,入库税收\n${name}有限公司,,100,5\n${name},,1,1\n`,
    'market-changes': `现用名,统一社会信用代码,变更日期,注册资本(万)\n${name}有限公司,,2025-01-02,100\n`,
  };
  const made: string[] = [];
  for (const [profileId, text] of Object.entries(texts)) {
    const contentBase64 = Buffer.from(text).toString('base64');
    const { id } = await zone.do('office', '2026-01-12', previewImport, {
      profileId,
      fileName: `${profileId}.csv`,
      contentBase64,
    });
    await zone.do('office', '2026-01-12', confirmImport, { importId: id });
    made.push(id);
  }
  return made[0] ?? '';
}

async function carrierIdOf(zone: SmallZone, code: string): Promise<string> {
  const { rows } = await zone.read('office', '2026-01-12', listCarriers, undefined);
  return rows.find((row) => row.code === code)?.id ?? '';
}

const ENTERED = 'baseline-T01';

/** One value that was entered for a unit, and another that was accepted. */
async function enter(zone: SmallZone, unitCode: string): Promise<string> {
  const value = { valueId: ENTERED, unitCode, value: '12', document: '测试文件第 1 号' };
  const old = await zone.do('colleague', '2026-01-10', enterValue, { ...value, period: '2024Q3' });
  await zone.do('office', '2026-01-11', acceptEntered, { ids: [old.id] });
  const { id } = await zone.do('colleague', '2026-01-10', enterValue, { ...value, period: '2024Q4' });
  return id;
}

async function addVictim(zone: SmallZone, login: string) {
  const expert = { role: 'expert', placePath: '', ownId: null } as const;
  const person = await addPerson(zone, login, expert);
  const leaver = await addPerson(zone, `${login}-leaver`, expert);
  return { memberId: person.memberId, assignmentId: person.assignmentId, login, leaverId: leaver.memberId };
}

/** Whose rows the role's person owns. */
function ownerOf(zone: SmallZone, role: Role): string | null {
  if (role === 'enterprise') return zone.enterpriseId('甲');
  return role === 'carrier' ? zone.as('c-1').ownId : null;
}

async function addPeople(zone: SmallZone): Promise<Record<Role, RolePerson>> {
  const people: Partial<Record<Role, RolePerson>> = {};
  const carrier = await addPerson(zone, 'at-the-carrier', {
    role: 'carrier',
    placePath: PLACES.carrier,
    ownId: ownerOf(zone, 'carrier'),
  });
  const colleagues: Readonly<Record<string, string>> = {
    '/': zone.as('colleague').memberId,
    '/sp-taopu/': zone.as('taopu2').memberId,
    [PLACES.carrier]: carrier.memberId,
    '': zone.as('甲').memberId,
  };
  for (const role of ROLES) {
    const place = {
      role,
      placePath: PLACES[role],
      ownId: ownerOf(zone, role),
    };
    const person = await addPerson(zone, `the-${role}`, place);
    const colleagueId = colleagues[place.placePath] ?? '';
    const mayDelegate = role in identityPolicy['identity.delegate'];
    const delegationId = mayDelegate ? await delegateTo(zone, { ...person, ...place }, colleagueId) : null;
    people[role] = { ...person, colleagueId, delegationId, tokens: await linksFor(zone, role) };
  }
  return people as Record<Role, RolePerson>;
}

async function delegateTo(
  zone: SmallZone,
  { login: name, ...of }: Person & Pick<Actor, 'role' | 'placePath' | 'ownId'>,
  memberId: string,
): Promise<string> {
  const actor = { ...of, name, zoneId: zone.as('system').zoneId };
  const span = { memberId, from: '2026-12-01', until: '2026-12-31', reason: '出差' };
  const at = { pool: zone.pool, actor, now: TODAY, requestId: uuidv7() };
  return (await performWrite(at, delegate, span)).assignmentId;
}

/** Open one-time links of people who were just created. */
async function linksFor(zone: SmallZone, role: Role): Promise<string[]> {
  const tokens: string[] = [];
  for (let i = 0; i < 8; i += 1) {
    const requestId = uuidv7();
    const own = { realNow: TODAY, sealing: SEALING, idHash: Buffer.alloc(32), personId: requestId };
    const at = { pool: zone.pool, actor: zone.as('system'), now: TODAY, requestId };
    await performWrite(at, inviteMember(own), { name: `新人 ${role} ${i}`, login: `new-${role}-${i}` });
    tokens.push(tokenOf(SEALING, requestId));
  }
  return tokens;
}

/** A member with a sign-in of their own. */
export async function addPerson(
  zone: SmallZone,
  login: string,
  ...places: readonly Pick<Actor, 'role' | 'placePath' | 'ownId'>[]
): Promise<Person> {
  const password = `secret ${uuidv7()}`;
  const placeName = { zh: login, en: login };
  const { memberIds, assignmentIds } = await zone.do('system', '2023-01-01', addMembers, {
    members: [
      {
        name: login,
        since: '2023-01-01',
        assignments: places.map((place) => ({ ...place, placeName })),
        signIn: { login, hash: await hashPassword(password) },
      },
    ],
  });
  const role = places[0]?.role ?? 'expert';
  return { role, login, password, memberId: memberIds[0] ?? '', assignmentId: assignmentIds[0]?.id ?? '' };
}
