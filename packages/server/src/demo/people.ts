import type { Park } from '@yuanheng/park';
import type { Actor } from '../kernel/actor.ts';
import type { DemoSignIn } from '../kernel/http/request-context.ts';
import { type NewMember, addMembers, hashPassword } from '../modules/identity/index.ts';
import { registerCarriers, registerEnterprises } from '../modules/organisation/index.ts';
import type { Cast } from './cast.ts';
import { withConfirmed } from './confirmed.ts';
import { SINCE, at } from './days.ts';
import { SEED, SHOWN, SIGN_INS } from './fate.ts';
import { type DemoEnterprise, inventCarriers, inventEnterprises } from './invent.ts';

const PASSWORD = 'yuanheng-demo';

/** One person has two role assignments, of which one is active at a time. */
const DEPUTY = {
  login: 'lujing',
  also: {
    role: 'sub-park',
    placeName: { zh: '桃浦（代）', en: 'Taopu (acting)' },
    placePath: '/sp-taopu/',
  },
} as const;

function peopleOf(park: Park) {
  const zone = { zh: '全园', en: 'Whole zone' };
  return [
    { login: 'zhoumin', name: '周敏', role: 'office', placeName: zone, placePath: '/' },
    { login: 'lujing', name: '陆静', role: 'office', placeName: zone, placePath: '/' },
    { login: 'shendu', name: '沈度', role: 'leader', placeName: zone, placePath: '/' },
    ...park.units
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
}

/** The park with the industries to which the office has confirmed some of the invented enterprises. */
export function demonstrated(park: Park, count: number): Park {
  const carriers = inventCarriers();
  return withConfirmed(park, inventEnterprises(count, carriers, SEED), carriers);
}

/** The people of the offices. */
export async function castPeople(cast: Cast, park: Park, system: Actor): Promise<DemoSignIn[]> {
  const hash = await hashPassword(PASSWORD);
  const people = peopleOf(park);
  const members: NewMember[] = people.map(({ login, name, role, placeName, placePath }) => ({
    name,
    since: SINCE,
    assignments: [
      { role, placeName, placePath, ownId: null },
      ...(login === DEPUTY.login ? [{ ...DEPUTY.also, ownId: null }] : []),
    ],
    signIn: { login, hash },
  }));
  const { memberIds, assignmentIds } = await cast.do({ actor: system, now: at(SINCE) }, addMembers, {
    members,
  });
  people.forEach(({ login, name, role, placePath }, i) => {
    const memberId = memberIds[i] ?? '';
    const assignmentId = assignmentIds.find((row) => row.memberId === memberId)?.id ?? '';
    cast.add(login, {
      zoneId: system.zoneId,
      memberId,
      assignmentId,
      name,
      role,
      placePath,
      ownId: null,
    });
  });
  return people.map(({ login, name, role, placeName }) => ({
    login,
    password: PASSWORD,
    name,
    role,
    placeName,
  }));
}

/** The invented carriers and enterprises, each with its person; the first ones can sign in. */
export async function castEnterprises(cast: Cast, count: number, system: Actor): Promise<DemoSignIn[]> {
  const office = cast.as('zhoumin');
  const carriers = inventCarriers();
  await cast.do({ actor: office, now: at(SINCE) }, registerCarriers, { carriers });
  const invented = inventEnterprises(count, carriers, SEED);
  const { ids } = await cast.do({ actor: office, now: at(SINCE) }, registerEnterprises, {
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
  const members = invented.map((enterprise, i) =>
    memberOf(enterprise, ids[i] ?? null, i < SIGN_INS ? { login: `qiye${i + 1}`, hash } : null),
  );
  const { memberIds, assignmentIds } = await cast.do({ actor: system, now: at(SINCE) }, addMembers, {
    members,
  });
  const assignmentOf = new Map(assignmentIds.map((row) => [row.memberId, row.id]));
  cast.enterprises = invented.map((enterprise, i) => {
    const [id, memberId] = [ids[i] ?? '', memberIds[i] ?? ''];
    const assignmentId = assignmentOf.get(memberId) ?? '';
    return {
      ...enterprise,
      id,
      actor: personOf(system.zoneId, { memberId, assignmentId, name: enterprise.contact, id }),
    };
  });
  return invented.slice(0, SHOWN).map(({ contact, shortName }, i) => ({
    login: `qiye${i + 1}`,
    password: PASSWORD,
    name: contact,
    role: 'enterprise',
    placeName: { zh: shortName, en: shortName },
  }));
}

const memberOf = (enterprise: DemoEnterprise, id: string | null, signIn: NewMember['signIn']): NewMember => ({
  name: enterprise.contact,
  since: SINCE,
  assignments: [
    {
      role: 'enterprise',
      placeName: { zh: enterprise.shortName, en: enterprise.shortName },
      placePath: '',
      ownId: id,
    },
  ],
  signIn,
});

const personOf = (
  zoneId: string,
  { id, ...who }: { memberId: string; assignmentId: string; name: string; id: string },
): Actor => ({ zoneId, ...who, role: 'enterprise', placePath: '', ownId: id === '' ? null : id });
