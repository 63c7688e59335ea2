-- Why: a password alone opens nothing of an administrator or a reviewer. A second factor is a time-based code of the
-- person's own device; a code counts once, and until it was given a session reaches only the page that asks for it.
alter table app.zone add column second_factor_required boolean not null default true;
comment on column app.zone.second_factor_required is 'Whether administrators and reviewers act only with a second factor; a demonstration lets its printed sign-ins in without.';
update app.zone set second_factor_required = false where demo_day is not null;

create table auth.second_factor (
  person_id uuid primary key constraint second_factor_person_fkey references auth.person (id),
  secret_sealed bytea not null,
  enrolled_at timestamptz not null,
  verified_at timestamptz,
  last_step bigint not null default 0,
  failures int not null default 0,
  locked_until timestamptz
);
comment on table auth.second_factor is '@local A person''s secret of time-based codes, sealed by the key of the installation.';
comment on column auth.second_factor.verified_at is 'When the person first gave a right code; null: begun, and asks for nothing yet.';
comment on column auth.second_factor.last_step is 'The half minute of the latest code that was accepted; only later ones are.';

create table auth.recovery_code (
  person_id uuid not null constraint recovery_code_person_fkey references auth.person (id),
  code_hash bytea not null,
  used_at timestamptz,
  constraint recovery_code_pkey primary key (person_id, code_hash)
);
comment on table auth.recovery_code is '@local SHA-256 of codes that stand in for a lost device, each once.';

alter table auth.session add column second_factor_at timestamptz;
comment on column auth.session.second_factor_at is 'When the second factor was given in it; null: it was not.';

drop function auth.who(bytea, timestamptz, interval, interval);
drop function auth.people(timestamptz);

-- How far a session has come: full, or what is due before it is: a code, or a second factor to begin with.
create function auth.stage_of(who uuid, given_at timestamptz, is_required boolean, the_role text) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when exists (select from auth.second_factor f where f.person_id = who and f.verified_at is not null)
      then case when given_at is null then 'code' else 'full' end
    when is_required and the_role in ('office', 'sub-park', 'system-admin', 'security-admin', 'audit-admin') then 'enrol'
    else 'full' end
$$;

create function auth.who(session_hash bytea, at timestamptz, idle interval, idle_admin interval)
returns table (person_id uuid, display_name text, zone_id uuid, member_id uuid, assignment_id uuid, role text,
  place_path text, own_id uuid, demo_day date, behalf_name text, stage text)
language plpgsql security definer set search_path = '' as $$
declare s auth.session;
begin
  select * into s from auth.session x where x.id_hash = session_hash and x.revoked_at is null and x.expires_at > at;
  if not found then return; end if;
  perform app.app_enter(s.zone_id, '', '', null);
  return query
    select p.id, p.display_name, s.zone_id, s.member_id, r.id, r.role, r.place_path, r.own_id, z.demo_day, r.behalf_name, g.stage
    from auth.person p
    join app.zone z on z.id = s.zone_id
    cross join lateral app.assignments_in_force(s.zone_id, s.member_id, coalesce(z.demo_day, (at at time zone 'Asia/Shanghai')::date)) r
    cross join lateral (select auth.stage_of(p.id, s.second_factor_at, z.second_factor_required, r.role) as stage) g
    where p.id = s.person_id and p.disabled_at is null and r.id = s.role_assignment_id
      and s.seen_at + case when r.role like '%-admin' then idle_admin else idle end > at
      and (g.stage <> 'code' or s.created_at + interval '10 minutes' > at);
  if s.seen_at < at - interval '1 minute' and found then
    update auth.session x set seen_at = at where x.id_hash = session_hash;
  end if;
end $$;

create function auth.people(at timestamptz)
returns table (member_id uuid, login text, signed_in_at timestamptz, has_password boolean, locked_until timestamptz,
  link_expires_at timestamptz, sessions bigint, second_factor boolean) language sql stable security definer set search_path = '' as $$
  select pm.member_id, p.login, p.signed_in_at, c.hash is not null,
    case when c.locked_until > at then c.locked_until when f.locked_until > at then f.locked_until end,
    (select max(l.expires_at) from auth.one_time_link l
     where l.person_id = p.id and l.used_at is null and l.withdrawn_at is null and l.expires_at > at),
    (select count(*) from auth.session s
     where s.person_id = p.id and s.zone_id = pm.zone_id and s.revoked_at is null and s.expires_at > at),
    f.verified_at is not null
  from auth.person_member pm join auth.person p on p.id = pm.person_id join auth.credential c on c.person_id = p.id
  left join auth.second_factor f on f.person_id = p.id
  where pm.zone_id = auth.entered_zone()
$$;

create or replace function auth.unlock(member uuid, at timestamptz)
returns boolean language plpgsql security definer set search_path = '' as $$
declare passwords int; codes int;
begin
  update auth.credential c set failures = 0, locked_until = null
  where c.person_id = auth.person_of(member) and c.locked_until > at;
  get diagnostics passwords = row_count;
  update auth.second_factor f set failures = 0, locked_until = null
  where f.person_id = auth.person_of(member) and f.locked_until > at;
  get diagnostics codes = row_count;
  return passwords + codes > 0;
end $$;

-- Begins or begins again; false when the person has a second factor already.
create function auth.enrol_second_factor(who uuid, sealed bytea, at timestamptz)
returns boolean language plpgsql security definer set search_path = '' as $$
begin
  insert into auth.second_factor (person_id, secret_sealed, enrolled_at) values (who, sealed, at)
  on conflict (person_id) do update set secret_sealed = sealed, enrolled_at = at
  where second_factor.verified_at is null;
  return found;
end $$;

create function auth.second_factor_of(who uuid)
returns table (secret_sealed bytea, is_on boolean, codes_left bigint)
language sql stable security definer set search_path = '' as $$
  select f.secret_sealed, f.verified_at is not null,
    (select count(*) from auth.recovery_code c where c.person_id = who and c.used_at is null)
  from auth.second_factor f where f.person_id = who
$$;

-- Counts the try before the code is looked at, as signing in does.
create function auth.begin_second_factor(who uuid, at timestamptz, max_failures int, lock_for interval)
returns bytea language sql security definer set search_path = '' as $$
  update auth.second_factor f
  set failures = case when f.locked_until is null then f.failures else 0 end + 1,
      locked_until = case when case when f.locked_until is null then f.failures else 0 end + 1 >= max_failures then at + lock_for end
  where f.person_id = who and f.verified_at is not null and (f.locked_until is null or f.locked_until <= at)
  returning f.secret_sealed
$$;

-- True once for each code: of a step that was accepted no second code is.
create function auth.accept_step(who uuid, step bigint, at timestamptz)
returns boolean language plpgsql security definer set search_path = '' as $$
begin
  update auth.second_factor f
  set last_step = step, failures = 0, locked_until = null, verified_at = coalesce(f.verified_at, at)
  where f.person_id = who and f.last_step < step;
  return found;
end $$;

create function auth.accept_recovery_code(who uuid, hash bytea, at timestamptz)
returns boolean language plpgsql security definer set search_path = '' as $$
begin
  update auth.recovery_code c set used_at = at where c.person_id = who and c.code_hash = hash and c.used_at is null;
  if not found then return false; end if;
  update auth.second_factor f set failures = 0, locked_until = null where f.person_id = who;
  return true;
end $$;

create function auth.set_recovery_codes(who uuid, hashes bytea[])
returns void language sql security definer set search_path = '' as $$
  delete from auth.recovery_code c where c.person_id = who;
  insert into auth.recovery_code (person_id, code_hash) select who, h from unnest(hashes) h;
$$;

-- The session goes on under another id, with the second factor given; the id so far opens nothing any more.
create function auth.step_up(old_hash bytea, new_hash bytea, new_id uuid, at timestamptz, ends timestamptz)
returns boolean language plpgsql security definer set search_path = '' as $$
begin
  insert into auth.session (id_hash, public_id, device, person_id, zone_id, member_id, role_assignment_id, created_at, seen_at, expires_at, second_factor_at)
  select new_hash, new_id, s.device, s.person_id, s.zone_id, s.member_id, s.role_assignment_id, at, at, ends, at
  from auth.session s where s.id_hash = old_hash and s.revoked_at is null and s.expires_at > at;
  if not found then return false; end if;
  update auth.session s set revoked_at = at where s.id_hash = old_hash;
  return true;
end $$;

create function auth.require_second_factor(is_required boolean)
returns void language sql security definer set search_path = '' as $$
  update app.zone set second_factor_required = is_required where id = auth.entered_zone()
$$;

-- A lost device: the person begins anew at the next sign-in. For a member of the entered zone and of no other.
create function auth.reset_second_factor(member uuid, at timestamptz)
returns boolean language plpgsql security definer set search_path = '' as $$
declare who uuid := auth.person_of(member);
begin
  delete from auth.recovery_code c where c.person_id = who;
  delete from auth.second_factor f where f.person_id = who;
  if not found then return false; end if;
  update auth.session s set revoked_at = at where s.person_id = who and s.revoked_at is null;
  return true;
end $$;

revoke all on all functions in schema auth from public;
grant execute on all functions in schema auth to yh_app;
