-- Why: the office keeps its own people. Who creates somebody gives them no right; rights are granted, limited, ended and
-- delegated by assignments that say by whom and why; a person begins with a one-time link and sets the password alone.
alter table app.member add column disabled_at timestamptz, add column created_by uuid, add column created_at timestamptz;
comment on column app.member.disabled_at is 'Since when the member may not sign in; null: may.';
comment on column app.member.created_by is 'The member who created this one and may grant it nothing; null: came with the zone.';
create index member_created_by_idx on app.member (zone_id, created_by);
alter table app.member add constraint member_created_by_fkey
  foreign key (zone_id, created_by) references app.member (zone_id, id);
grant update (disabled_at) on app.member to yh_app;

alter table app.role_assignment add column granted_by uuid, add column granted_at timestamptz, add column reason text,
  add column delegated_from uuid;
comment on column app.role_assignment.granted_by is 'Who granted or delegated it; null: came with the zone.';
comment on column app.role_assignment.delegated_from is 'The role assignment that it acts for, 代理: never wider and never longer than that one.';
create index role_assignment_granted_by_idx on app.role_assignment (zone_id, granted_by);
create index role_assignment_delegated_idx on app.role_assignment (zone_id, delegated_from);
alter table app.role_assignment add constraint role_assignment_granted_by_fkey
  foreign key (zone_id, granted_by) references app.member (zone_id, id);
alter table app.role_assignment add constraint role_assignment_delegated_fkey
  foreign key (zone_id, delegated_from) references app.role_assignment (zone_id, id);
alter table app.role_assignment add constraint role_assignment_no_admin_delegated_check
  check (delegated_from is null or role not in ('system-admin', 'security-admin', 'audit-admin'));
-- An administrator has no other role at the same time.
alter table app.role_assignment add constraint role_assignment_admin_alone_excl exclude using gist (
  zone_id with =, member_id with =,
  (case when role in ('system-admin', 'security-admin', 'audit-admin') then 'administrator' else 'business' end) with <>,
  valid with &&);
grant update (valid) on app.role_assignment to yh_app;

-- The role assignments that a member may act in on a day: what was delegated ends with what it was delegated from.
create function app.assignments_in_force(zone uuid, member uuid, day date)
returns table (id uuid, role text, place_name_zh text, place_name_en text, place_path text, own_id uuid, behalf_name text)
language sql stable as $$
  select r.id, r.role, r.place_name_zh, r.place_name_en, r.place_path, r.own_id, ob.display_name
  from app.role_assignment r
  join app.member b on b.zone_id = r.zone_id and b.id = r.member_id
  left join app.role_assignment o on o.zone_id = r.zone_id and o.id = r.delegated_from
  left join app.member ob on ob.zone_id = o.zone_id and ob.id = o.member_id
  where r.zone_id = zone and r.member_id = member and r.valid @> day and b.valid @> day and b.disabled_at is null
    and (r.delegated_from is null or (o.valid @> day and ob.valid @> day and ob.disabled_at is null))
$$;
grant execute on function app.assignments_in_force(uuid, uuid, date) to yh_app;

alter table auth.person add column signed_in_at timestamptz;
comment on column auth.person.signed_in_at is 'The latest sign-in; null: never.';
alter table auth.credential alter column hash drop not null;
alter table auth.credential add column set_at timestamptz;
comment on column auth.credential.hash is 'Null until the person has set a password by a one-time link.';
comment on column auth.credential.set_at is 'When the password was set; null: not since this is recorded.';

create table auth.past_password (
  person_id uuid not null constraint past_password_person_fkey references auth.person (id),
  hash text not null,
  replaced_at timestamptz not null,
  constraint past_password_pkey primary key (person_id, hash)
);
comment on table auth.past_password is '@local Passwords a person had, as argon2id text: none of the latest may be set again.';

create table auth.one_time_link (
  token_hash bytea primary key,
  id uuid not null,
  person_id uuid not null constraint one_time_link_person_fkey references auth.person (id),
  zone_id uuid not null,
  member_id uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz
);
comment on table auth.one_time_link is '@local A link by which a person sets the password once; SHA-256 of its token, never the token.';
create index one_time_link_person_idx on auth.one_time_link (person_id);

alter table auth.session add column public_id uuid not null default gen_random_uuid(), add column device text not null default '';
alter table auth.session alter column public_id drop default, alter column device drop default;
comment on column auth.session.public_id is 'What lists call it; opens nothing.';
comment on column auth.session.device is 'The browser and system as the browser names itself, shortened.';
create index person_member_member_idx on auth.person_member (zone_id, member_id);

drop function auth.finish_sign_in(uuid, bytea, timestamptz, timestamptz);
drop function auth.who(bytea, timestamptz, interval, interval);

create or replace function auth.begin_sign_in(the_login text, at timestamptz, max_failures int, lock_for interval)
returns table (person_id uuid, hash text) language sql security definer set search_path = '' as $$
  update auth.credential c
  set failures = case when c.locked_until is null then c.failures else 0 end + 1,
      locked_until = case when case when c.locked_until is null then c.failures else 0 end + 1 >= max_failures then at + lock_for end
  from auth.person p
  where p.id = c.person_id and p.login = the_login and p.disabled_at is null and c.hash is not null
    and (c.locked_until is null or c.locked_until <= at)
  returning c.person_id, c.hash
$$;

-- Opens a session in the first zone and role assignment in force on the zone's day, one's own before a delegated one; no
-- row when there is none.
create function auth.finish_sign_in(who uuid, session_hash bytea, session_id uuid, the_device text, at timestamptz, ends timestamptz)
returns table (zone_id uuid) language plpgsql security definer set search_path = '' as $$
declare m record; assignment uuid;
begin
  update auth.credential c set failures = 0, locked_until = null where c.person_id = who;
  for m in select pm.zone_id as zone, pm.member_id as member, coalesce(z.demo_day, (at at time zone 'Asia/Shanghai')::date) as day
           from auth.person_member pm join app.zone z on z.id = pm.zone_id where pm.person_id = who order by z.code loop
    perform app.app_enter(m.zone, '', '', null);
    select r.id into assignment from app.assignments_in_force(m.zone, m.member, m.day) r
    order by r.behalf_name is not null, r.id limit 1;
    if assignment is not null then
      insert into auth.session (id_hash, public_id, device, person_id, zone_id, member_id, role_assignment_id, created_at, seen_at, expires_at)
      values (session_hash, session_id, the_device, who, m.zone, m.member, assignment, at, at, ends);
      update auth.person p set signed_in_at = at where p.id = who;
      return query select m.zone;
      return;
    end if;
  end loop;
end $$;

create function auth.who(session_hash bytea, at timestamptz, idle interval, idle_admin interval)
returns table (person_id uuid, display_name text, zone_id uuid, member_id uuid, assignment_id uuid, role text,
  place_path text, own_id uuid, demo_day date, behalf_name text)
language plpgsql security definer set search_path = '' as $$
declare s auth.session;
begin
  select * into s from auth.session x where x.id_hash = session_hash and x.revoked_at is null and x.expires_at > at;
  if not found then return; end if;
  perform app.app_enter(s.zone_id, '', '', null);
  return query
    select p.id, p.display_name, s.zone_id, s.member_id, r.id, r.role, r.place_path, r.own_id, z.demo_day, r.behalf_name
    from auth.person p
    join app.zone z on z.id = s.zone_id
    cross join lateral app.assignments_in_force(s.zone_id, s.member_id, coalesce(z.demo_day, (at at time zone 'Asia/Shanghai')::date)) r
    where p.id = s.person_id and p.disabled_at is null and r.id = s.role_assignment_id
      and s.seen_at + case when r.role like '%-admin' then idle_admin else idle end > at;
  if s.seen_at < at - interval '1 minute' and found then
    update auth.session x set seen_at = at where x.id_hash = session_hash;
  end if;
end $$;

create or replace function auth.switch_role(session_hash bytea, assignment uuid, at timestamptz)
returns boolean language plpgsql security definer set search_path = '' as $$
declare s auth.session;
begin
  select * into s from auth.session x where x.id_hash = session_hash and x.revoked_at is null and x.expires_at > at;
  if not found then return false; end if;
  perform app.app_enter(s.zone_id, '', '', null);
  perform 1 from app.zone z
  cross join lateral app.assignments_in_force(s.zone_id, s.member_id, coalesce(z.demo_day, (at at time zone 'Asia/Shanghai')::date)) r
  where z.id = s.zone_id and r.id = assignment;
  if not found then return false; end if;
  update auth.session x set role_assignment_id = assignment where x.id_hash = session_hash;
  return true;
end $$;

create or replace function auth.add_person(who uuid, the_login text, name text, password_hash text, zone uuid, member uuid)
returns void language sql security definer set search_path = '' as $$
  insert into auth.person (id, login, display_name) values (who, the_login, name);
  insert into auth.credential (person_id, hash) values (who, password_hash);
  insert into auth.person_member values (who, zone, member);
$$;

-- What follows is for the zone that was entered and reaches no other: the zone is never an argument.
create function auth.entered_zone() returns uuid language sql stable set search_path = '' as $$
  select nullif(current_setting('app.zone', true), '')::uuid
$$;

-- The person that a member of the entered zone is, when they are a member of no other zone: nobody resets another zone's people.
create function auth.person_of(member uuid) returns uuid language sql stable security definer set search_path = '' as $$
  select pm.person_id from auth.person_member pm
  where pm.zone_id = auth.entered_zone() and pm.member_id = member
    and not exists (select from auth.person_member other where other.person_id = pm.person_id and other.zone_id <> pm.zone_id)
$$;

create function auth.people(at timestamptz)
returns table (member_id uuid, login text, signed_in_at timestamptz, has_password boolean, locked_until timestamptz,
  link_expires_at timestamptz, sessions bigint) language sql stable security definer set search_path = '' as $$
  select pm.member_id, p.login, p.signed_in_at, c.hash is not null,
    case when c.locked_until > at then c.locked_until end,
    (select max(l.expires_at) from auth.one_time_link l
     where l.person_id = p.id and l.used_at is null and l.withdrawn_at is null and l.expires_at > at),
    (select count(*) from auth.session s
     where s.person_id = p.id and s.zone_id = pm.zone_id and s.revoked_at is null and s.expires_at > at)
  from auth.person_member pm join auth.person p on p.id = pm.person_id join auth.credential c on c.person_id = p.id
  where pm.zone_id = auth.entered_zone()
$$;

-- Names are one for all zones; whether one is taken is all that another zone learns.
create function auth.is_taken(the_login text) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from auth.person p where p.login = the_login)
$$;

-- A link for a member of the entered zone; older ones open nothing any more. With it the password so far ends too.
create function auth.make_link(link uuid, the_token_hash bytea, member uuid, at timestamptz, ends timestamptz)
returns text language plpgsql security definer set search_path = '' as $$
declare who uuid := auth.person_of(member); answer text;
begin
  if who is null then return null; end if;
  update auth.one_time_link l set withdrawn_at = at where l.person_id = who and l.used_at is null and l.withdrawn_at is null;
  insert into auth.past_password select c.person_id, c.hash, at from auth.credential c where c.person_id = who and c.hash is not null
    on conflict do nothing;
  update auth.credential c set hash = null, failures = 0, locked_until = null where c.person_id = who;
  update auth.session s set revoked_at = at where s.person_id = who and s.revoked_at is null;
  insert into auth.one_time_link (token_hash, id, person_id, zone_id, member_id, made_at, expires_at)
  values (the_token_hash, link, who, auth.entered_zone(), member, at, ends);
  select p.login into answer from auth.person p where p.id = who;
  return answer;
end $$;

create function auth.read_link(the_token_hash bytea, at timestamptz)
returns table (person_id uuid, login text, display_name text, zone_id uuid, member_id uuid, expires_at timestamptz, is_open boolean)
language sql stable security definer set search_path = '' as $$
  select p.id, p.login, p.display_name, l.zone_id, l.member_id, l.expires_at,
    l.used_at is null and l.withdrawn_at is null and l.expires_at > at and p.disabled_at is null
  from auth.one_time_link l join auth.person p on p.id = l.person_id
  where l.token_hash = the_token_hash
$$;

-- True once for each link; of two at the same time one waits and finds it used.
create function auth.use_link(the_token_hash bytea, password_hash text, at timestamptz)
returns boolean language plpgsql security definer set search_path = '' as $$
declare who uuid;
begin
  update auth.one_time_link l set used_at = at
  where l.token_hash = the_token_hash and l.used_at is null and l.withdrawn_at is null and l.expires_at > at
  returning l.person_id into who;
  if who is null then return false; end if;
  update auth.credential c set hash = password_hash, set_at = at, failures = 0, locked_until = null where c.person_id = who;
  return true;
end $$;

create function auth.past_hashes(who uuid, most int)
returns table (hash text) language sql stable security definer set search_path = '' as $$
  select x.hash from (
    select c.hash, 'infinity'::timestamptz as replaced_at from auth.credential c where c.person_id = who and c.hash is not null
    union all select q.hash, q.replaced_at from auth.past_password q where q.person_id = who) x
  order by x.replaced_at desc limit most
$$;

create function auth.login_of(who uuid) returns text language sql stable security definer set search_path = '' as $$
  select p.login from auth.person p where p.id = who
$$;

-- The right password begins the count of wrong tries anew.
create function auth.right_password(who uuid) returns void language sql security definer set search_path = '' as $$
  update auth.credential c set failures = 0, locked_until = null where c.person_id = who
$$;

-- Replaces the password that was just verified, and ends every session but the one it is done in.
create function auth.change_password(who uuid, old_hash text, new_hash text, session_hash bytea, at timestamptz)
returns boolean language plpgsql security definer set search_path = '' as $$
begin
  update auth.credential c set hash = new_hash, set_at = at, failures = 0, locked_until = null
  where c.person_id = who and c.hash = old_hash;
  if not found then return false; end if;
  insert into auth.past_password values (who, old_hash, at) on conflict do nothing;
  update auth.session s set revoked_at = at where s.person_id = who and s.id_hash <> session_hash and s.revoked_at is null;
  return true;
end $$;

create function auth.unlock(member uuid, at timestamptz)
returns boolean language plpgsql security definer set search_path = '' as $$
begin
  update auth.credential c set failures = 0, locked_until = null
  where c.person_id = auth.person_of(member) and c.locked_until > at;
  return found;
end $$;

create function auth.sessions_of(member uuid, at timestamptz, idle interval, idle_admin interval)
returns table (public_id uuid, id_hash bytea, device text, created_at timestamptz, seen_at timestamptz, role_assignment_id uuid)
language sql stable security definer set search_path = '' as $$
  select s.public_id, s.id_hash, s.device, s.created_at, s.seen_at, s.role_assignment_id from auth.session s
  left join app.role_assignment r on r.zone_id = s.zone_id and r.id = s.role_assignment_id
  where s.zone_id = auth.entered_zone() and s.member_id = member and s.revoked_at is null and s.expires_at > at
    and s.seen_at + case when r.role like '%-admin' then idle_admin else idle end > at
$$;

-- Ends one session of a member, or all of them but one; says how many.
create function auth.end_sessions(member uuid, one uuid, but bytea, at timestamptz)
returns int language plpgsql security definer set search_path = '' as $$
declare ended int;
begin
  update auth.session s set revoked_at = at
  where s.zone_id = auth.entered_zone() and s.member_id = member and s.revoked_at is null and s.expires_at > at
    and (one is null or s.public_id = one) and (but is null or s.id_hash <> but);
  get diagnostics ended = row_count;
  return ended;
end $$;

revoke all on all functions in schema auth from public;
grant execute on all functions in schema auth to yh_app;
