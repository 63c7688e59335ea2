import type pg from 'pg';
import type { Park } from '@yuanheng/park';
import { createZone } from '../app/load-park.ts';
import type { Actor } from '../kernel/actor.ts';
import { addMembers } from '../modules/identity/index.ts';
import { registerCarriers, registerEnterprises } from '../modules/organisation/index.ts';
import { listSubmissions, openPeriod, submit } from '../modules/statistics/index.ts';
import { Cast } from './cast.ts';
import { answersOf, inventCarriers, inventEnterprises } from './invent.ts';

const SINCE = new Date('2023-01-01T10:00:00+08:00');
const OPENED = new Date('2026-10-01T10:00:00+08:00');
const REPORTED = new Date('2026-10-12T10:00:00+08:00');

/** A second zone of one sub-park and two enterprises, one of which has reported, so that another zone is real. */
export async function makeNeighbour(of: {
  readonly pool: pg.Pool;
  readonly park: Park;
  readonly day: string;
  readonly seed: number;
}): Promise<void> {
  const { pool, park, day, seed } = of;
  const units = park.units.filter(({ kind }) => kind === 'sub-park').slice(0, 1);
  const system = await createZone({
    pool,
    park: neighbourOf(park, units),
    now: SINCE,
    demoDay: day,
    secondFactorRequired: false,
  });
  const office: Actor = { ...system, role: 'office' };
  const cast = new Cast(pool);
  const carriers = inventCarriers()
    .slice(0, 1)
    .map((carrier) => ({ ...carrier, subPark: units[0]?.id ?? '' }));
  await cast.do({ actor: office, now: SINCE }, registerCarriers, { carriers });
  const enterprises = inventEnterprises(2, carriers, seed);
  const { ids } = await cast.do({ actor: office, now: SINCE }, registerEnterprises, { enterprises });
  const [first, ownId] = [enterprises[0], ids[0]];
  const { periodId } = await cast.do({ actor: office, now: OPENED }, openPeriod, {
    formId: 'ENT-Q',
    code: '2026Q3',
  });
  if (!first || ownId === undefined) return;
  const person = {
    role: 'enterprise',
    placeName: { zh: first.shortName, en: first.shortName },
    placePath: '',
    ownId,
  } as const;
  const { memberIds, assignmentIds } = await cast.do({ actor: system, now: SINCE }, addMembers, {
    members: [{ name: first.contact, since: '2023-01-01', assignments: [person], signIn: null }],
  });
  const actor: Actor = {
    ...system,
    memberId: memberIds[0] ?? '',
    assignmentId: assignmentIds[0]?.id ?? '',
    name: first.contact,
    role: 'enterprise',
    placePath: '',
    ownId,
  };
  const { rows } = await cast.read({ actor: office, now: OPENED }, listSubmissions, {
    periodId,
    limit: 10,
    offset: 0,
  });
  const submissionId = rows.find(({ respondent }) => respondent.id === ownId)?.id ?? '';
  await cast.do({ actor, now: REPORTED }, submit, {
    submissionId,
    version: 0,
    answers: answersOf(first, 2026, 3),
    explanations: {},
  });
}

function neighbourOf(park: Park, units: Park['units']): Park {
  const words = { zh: '邻园（演示）', en: 'Neighbour zone (demo)' };
  return {
    ...park,
    park: { ...park.park, id: 'zz-neighbour', name: words, short: words },
    units,
    register: [],
    targets: [],
  };
}
