-- Why: people sign in once for all zones; what they may do is a role at a place of one zone, with dates.
create table app.member (
  zone_id uuid not null,
  id uuid not null,
  display_name text not null,
  unit_code text,
  enterprise_id uuid,
  valid daterange not null,
  request_id uuid not null,
  constraint member_pkey primary key (zone_id, id)
);
comment on table app.member is 'A person as one zone knows them; everything in the zone refers to it.';
select meta.protect('app.member', 'zone');
grant select, insert on app.member to yh_app;

create table app.role_assignment (
  zone_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  role text not null,
  place_name_zh text not null,
  place_name_en text not null,
  place_path text not null,
  own_id uuid,
  valid daterange not null,
  request_id uuid not null,
  constraint role_assignment_pkey primary key (zone_id, id)
);
comment on table app.role_assignment is 'A role at a place, 岗位; one is active per request.';
comment on column app.role_assignment.place_path is 'The part of the unit tree that it sees; empty for a person without a place.';
comment on column app.role_assignment.own_id is 'The enterprise whose rows it owns.';
create index role_assignment_member_idx on app.role_assignment (zone_id, member_id);
alter table app.role_assignment add constraint role_assignment_member_fkey
  foreign key (zone_id, member_id) references app.member (zone_id, id);
alter table app.role_assignment add constraint role_assignment_role_check check (role in (
  'office', 'sub-park', 'operator', 'carrier', 'enterprise', 'department', 'expert', 'provider', 'specialist',
  'leader', 'system-admin', 'security-admin', 'audit-admin'));
-- The three administrators exclude one another.
alter table app.role_assignment add constraint role_assignment_admins_excl exclude using gist (
  zone_id with =, member_id with =, role with <>, valid with &&)
  where (role in ('system-admin', 'security-admin', 'audit-admin'));
select meta.protect('app.role_assignment', 'zone');
grant select, insert on app.role_assignment to yh_app;

create table auth.person (
  id uuid primary key,
  login text not null constraint person_login_key unique,
  display_name text not null,
  disabled_at timestamptz
);
comment on table auth.person is '@local Who can sign in.';

create table auth.credential (
  person_id uuid primary key constraint credential_person_fkey references auth.person (id),
  hash text not null,
  failures int not null default 0,
  locked_until timestamptz
);
comment on table auth.credential is '@local The password as argon2id text, and the count of wrong tries.';

create table auth.person_member (
  person_id uuid not null constraint person_member_person_fkey references auth.person (id),
  zone_id uuid not null,
  member_id uuid not null,
  constraint person_member_pkey primary key (person_id, zone_id)
);
comment on table auth.person_member is '@local Which member of which zone a person is; by id, without a foreign key into the zones.';

create table auth.session (
  id_hash bytea primary key,
  person_id uuid not null constraint session_person_fkey references auth.person (id),
  zone_id uuid not null,
  member_id uuid not null,
  role_assignment_id uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
comment on table auth.session is '@local SHA-256 of the cookie, never the cookie.';
create index session_person_idx on auth.session (person_id);

-- Counts the failure before the password is looked at, so that twenty tries at once count five and no more.
create function auth.begin_sign_in(the_login text, at timestamptz, max_failures int, lock_for interval)
returns table (person_id uuid, hash text) language sql security definer set search_path = '' as $$
  update auth.credential c
  set failures = c.failures + 1,
      locked_until = case when c.failures + 1 >= max_failures then at + lock_for end
  from auth.person p
  where p.id = c.person_id and p.login = the_login and p.disabled_at is null
    and (c.locked_until is null or c.locked_until <= at)
  returning c.person_id, c.hash
$$;

-- Opens a session in the first zone and role assignment that is valid on the zone's day; no row when there is none.
create function auth.finish_sign_in(who uuid, session_hash bytea, at timestamptz, ends timestamptz)
returns table (zone_id uuid) language plpgsql security definer set search_path = '' as $$
declare m record; assignment uuid;
begin
  update auth.credential c set failures = 0, locked_until = null where c.person_id = who;
  for m in select pm.zone_id as zone, pm.member_id as member, coalesce(z.demo_day, (at at time zone 'Asia/Shanghai')::date) as day
           from auth.person_member pm join app.zone z on z.id = pm.zone_id where pm.person_id = who order by z.code loop
    perform app.app_enter(m.zone, '', '', null);
    select r.id into assignment from app.role_assignment r
    where r.zone_id = m.zone and r.member_id = m.member and r.valid @> m.day order by r.id limit 1;
    if assignment is not null then
      insert into auth.session values (session_hash, who, m.zone, m.member, assignment, at, at, ends, null);
      return query select m.zone;
      return;
    end if;
  end loop;
end $$;

-- Who a cookie is: everything that app_enter and the policies need, in one call. Touches the session once a minute.
create function auth.who(session_hash bytea, at timestamptz, idle interval, idle_admin interval)
returns table (person_id uuid, display_name text, zone_id uuid, member_id uuid, assignment_id uuid, role text,
  place_path text, own_id uuid, demo_day date) language plpgsql security definer set search_path = '' as $$
declare s auth.session;
begin
  select * into s from auth.session x where x.id_hash = session_hash and x.revoked_at is null and x.expires_at > at;
  if not found then return; end if;
  perform app.app_enter(s.zone_id, '', '', null);
  return query
    select p.id, p.display_name, s.zone_id, s.member_id, r.id, r.role, r.place_path, r.own_id, z.demo_day
    from auth.person p
    join app.zone z on z.id = s.zone_id
    join app.role_assignment r on r.zone_id = s.zone_id and r.id = s.role_assignment_id and r.member_id = s.member_id
    where p.id = s.person_id and p.disabled_at is null
      and r.valid @> coalesce(z.demo_day, (at at time zone 'Asia/Shanghai')::date)
      and s.seen_at + case when r.role like '%-admin' then idle_admin else idle end > at;
  if s.seen_at < at - interval '1 minute' and found then
    update auth.session x set seen_at = at where x.id_hash = session_hash;
  end if;
end $$;

create function auth.switch_role(session_hash bytea, assignment uuid, at timestamptz)
returns boolean language plpgsql security definer set search_path = '' as $$
declare s auth.session;
begin
  select * into s from auth.session x where x.id_hash = session_hash and x.revoked_at is null and x.expires_at > at;
  if not found then return false; end if;
  perform app.app_enter(s.zone_id, '', '', null);
  perform 1 from app.role_assignment r join app.zone z on z.id = r.zone_id
  where r.zone_id = s.zone_id and r.id = assignment and r.member_id = s.member_id
    and r.valid @> coalesce(z.demo_day, (at at time zone 'Asia/Shanghai')::date);
  if not found then return false; end if;
  update auth.session x set role_assignment_id = assignment where x.id_hash = session_hash;
  return true;
end $$;

create function auth.sign_out(session_hash bytea, at timestamptz) returns void
language sql security definer set search_path = '' as $$
  update auth.session x set revoked_at = at where x.id_hash = session_hash and x.revoked_at is null
$$;

create function auth.add_person(who uuid, the_login text, name text, password_hash text, zone uuid, member uuid)
returns void language sql security definer set search_path = '' as $$
  insert into auth.person values (who, the_login, name, null);
  insert into auth.credential (person_id, hash) values (who, password_hash);
  insert into auth.person_member values (who, zone, member);
$$;

revoke all on all functions in schema auth from public;
grant execute on all functions in schema auth to yh_app;
