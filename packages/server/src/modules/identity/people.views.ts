import type { HeldRole, MemberRow, MemberState, Role } from '@yuanheng/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import { UNUSED_DAYS } from '../../kernel/parameters.ts';

/** Whose people, and as of when. */
export interface PeopleAt {
  readonly zoneId: string;
  readonly today: string;
  /** Locks, links and sign-ins live by the real clock. */
  readonly realNow: Date;
}

export interface PeopleFilter {
  readonly search?: string | undefined;
  readonly role?: Role | undefined;
  readonly state?: MemberState | undefined;
  readonly unusedDays?: number | undefined;
}

/** Members with how they sign in; the installation's own member, who neither signs in nor holds anything, is nobody. */
const peopleOf = ({ zoneId, today, realNow }: PeopleAt) => sql`
  select m.id, m.display_name as name, m.created_by, p.login, p.signed_in_at, p.locked_until, p.link_expires_at, coalesce(p.second_factor, false) as second_factor,
    coalesce(p.sessions, 0)::int as sessions, coalesce(p.has_password, false) as has_password,
    coalesce(p.signed_in_at, m.created_at, lower(m.valid)) as last_used,
    case when not m.valid @> ${today}::date then 'ended'
      when m.disabled_at is not null then 'disabled'
      when p.locked_until is not null then 'locked'
      when p.has_password then 'active'
      when p.link_expires_at is not null then 'invited'
      else 'no-sign-in' end as state
  from app.member m left join auth.people(${realNow}) p on p.member_id = m.id
  where m.zone_id = ${zoneId} and (p.login is not null or exists (
    select from app.role_assignment r where r.zone_id = m.zone_id and r.member_id = m.id))`;

const unusedFor = (days: number, { realNow }: PeopleAt): RawBuilder<boolean> =>
  sql<boolean>`x.state = 'active' and x.last_used < ${realNow}::timestamptz - make_interval(days => ${days})`;

function filtered({ search, role, state, unusedDays }: PeopleFilter, at: PeopleAt): RawBuilder<boolean> {
  const inForce = sql`app.role_assignment r where r.zone_id = ${at.zoneId} and r.member_id = x.id and r.valid @> ${at.today}::date`;
  const has = (text: RawBuilder<unknown>) => sql`strpos(lower(${text}), lower(${search ?? ''})) > 0`;
  const parts = [
    ...(search
      ? [
          sql<boolean>`(${has(sql`x.name`)} or ${has(sql`coalesce(x.login, '')`)}
            or exists (select from ${inForce} and (${has(sql`r.place_name_zh`)} or ${has(sql`r.place_name_en`)})))`,
        ]
      : []),
    ...(role ? [sql<boolean>`exists (select from ${inForce} and r.role = ${role})`] : []),
    // those whose time is over are shown when they are asked for
    state ? sql<boolean>`x.state = ${state}` : sql<boolean>`x.state <> 'ended'`,
    ...(unusedDays ? [unusedFor(unusedDays, at)] : []),
  ];
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly created_by: string | null;
  readonly login: string | null;
  readonly signed_in_at: Date | null;
  readonly locked_until: Date | null;
  readonly link_expires_at: Date | null;
  readonly sessions: number;
  readonly second_factor: boolean;
  readonly state: MemberState;
  readonly total: string;
}

/** Offices before enterprises, and before all who holds nothing yet: somebody has to grant them a role. */
const ORDER = [
  'system-admin',
  'security-admin',
  'audit-admin',
  'office',
  'leader',
  'sub-park',
  'department',
  'operator',
  'carrier',
  'expert',
  'provider',
  'specialist',
  'enterprise',
];

const rankOf = ({ zoneId, today }: PeopleAt) => sql`
  coalesce((select min(array_position(${ORDER}::text[], r.role)) from app.role_assignment r
    where r.zone_id = ${zoneId} and r.member_id = x.id and r.valid @> ${today}::date), 0)`;

/** One page of the people, by role and name, and how many fit the filter. */
export async function pageOfPeople(
  db: Db,
  at: PeopleAt,
  { limit, offset, ...filter }: PeopleFilter & { readonly limit: number; readonly offset: number },
): Promise<{ total: number; rows: MemberRow[] }> {
  const { rows } = await sql<PersonRow>`
    select x.*, count(*) over () as total from (${peopleOf(at)}) x where ${filtered(filter, at)}
    order by ${rankOf(at)}, x.name, x.id limit ${limit} offset ${offset}`.execute(db);
  const held = await heldBy(
    db,
    at,
    rows.map(({ id }) => id),
  );
  const total = rows[0]?.total ?? (offset === 0 ? '0' : await countOf(db, at, filter));
  return {
    total: Number(total),
    rows: rows.map((row) =>
      personFrom(
        row,
        held.filter(({ memberId }) => memberId === row.id).map((one) => one.held),
      ),
    ),
  };
}

async function countOf(db: Db, at: PeopleAt, filter: PeopleFilter): Promise<string> {
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from (${peopleOf(at)}) x where ${filtered(filter, at)}`.execute(db);
  return rows[0]?.n ?? '0';
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

const personFrom = (row: PersonRow, held: readonly HeldRole[]): MemberRow => ({
  id: row.id,
  name: row.name,
  login: row.login,
  state: row.state,
  assignments: held.filter(({ state }) => state === 'in-force'),
  lastSignInAt: instant(row.signed_in_at),
  linkExpiresAt: instant(row.link_expires_at),
  secondFactor: row.second_factor,
  lockedUntil: instant(row.locked_until),
  sessions: row.sessions,
});

interface Held {
  readonly memberId: string;
  readonly held: HeldRole;
}

/** Everything that members hold, have held or will hold, the latest first. */
async function heldBy(db: Db, { zoneId, today }: PeopleAt, memberIds: readonly string[]): Promise<Held[]> {
  if (memberIds.length === 0) return [];
  const rows = await db
    .selectFrom('role_assignment as r')
    .leftJoin('role_assignment as o', (join) =>
      join.onRef('o.zone_id', '=', 'r.zone_id').onRef('o.id', '=', 'r.delegated_from'),
    )
    .leftJoin('member as behalf', (join) =>
      join.onRef('behalf.zone_id', '=', 'o.zone_id').onRef('behalf.id', '=', 'o.member_id'),
    )
    .leftJoin('member as by', (join) =>
      join.onRef('by.zone_id', '=', 'r.zone_id').onRef('by.id', '=', 'r.granted_by'),
    )
    .select([
      'r.id',
      'r.member_id',
      'r.role',
      'r.place_name_zh',
      'r.place_name_en',
      'r.reason',
      'behalf.display_name as behalf_name',
      'by.display_name as granted_by',
      sql<string | null>`lower(r.valid)`.as('from_day'),
      sql<string | null>`upper(r.valid) - 1`.as('last_day'),
      sql<HeldRole['state']>`case
        when r.valid @> ${today}::date and (o.id is null or o.valid @> ${today}::date) then 'in-force'
        when lower(r.valid) > ${today}::date then 'future' else 'over' end`.as('state'),
    ])
    .where('r.zone_id', '=', zoneId)
    .where('r.member_id', 'in', memberIds)
    .orderBy(sql`lower(r.valid)`, (by) => by.desc().nullsLast())
    .orderBy('r.id', 'desc')
    .execute();
  return rows.map((r) => ({
    memberId: r.member_id,
    held: {
      id: r.id,
      role: r.role as Role,
      placeName: { zh: r.place_name_zh, en: r.place_name_en },
      from: r.from_day,
      until: r.last_day,
      state: r.state,
      onBehalfOf: r.behalf_name,
      grantedBy: r.granted_by,
      reason: r.reason,
    },
  }));
}

/** One person with all they hold; undefined: there is no such member. */
export async function findPerson(db: Db, at: PeopleAt, memberId: string) {
  const { rows } = await sql<PersonRow & { creator: string | null }>`
    select x.*, 1 as total, (select c.display_name from app.member c where c.zone_id = ${at.zoneId} and c.id = x.created_by) as creator
    from (${peopleOf(at)}) x where x.id = ${memberId}`.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  const held = (await heldBy(db, at, [memberId])).map((one) => one.held);
  return {
    ...personFrom(row, held),
    createdById: row.created_by,
    createdBy: row.creator,
    held,
  };
}

/** How many people there are of each kind. */
export async function countPeople(db: Db, at: PeopleAt) {
  const { rows } = await sql<{ people: string; disabled: string; unused: string }>`
    select count(*) filter (where x.state not in ('ended', 'disabled')) as people,
      count(*) filter (where x.state = 'disabled') as disabled,
      count(*) filter (where ${unusedFor(UNUSED_DAYS, at)}) as unused
    from (${peopleOf(at)}) x`.execute(db);
  const roles = await sql<{ role: Role; people: string; assignments: string }>`
    select r.role, count(distinct r.member_id) as people, count(*) as assignments
    from app.role_assignment r join app.member m on m.zone_id = r.zone_id and m.id = r.member_id
    where r.zone_id = ${at.zoneId} and r.valid @> ${at.today}::date and m.valid @> ${at.today}::date
    group by r.role`.execute(db);
  return {
    people: Number(rows[0]?.people),
    disabled: Number(rows[0]?.disabled),
    unused: Number(rows[0]?.unused),
    assignments: roles.rows.reduce((sum, row) => sum + Number(row.assignments), 0),
    byRole: roles.rows.map((row) => ({ role: row.role, people: Number(row.people) })),
  };
}
