-- Why: whose membership ends is signed out at once; after a lock has run out the count of wrong tries begins anew.
grant update (valid) on app.member to yh_app;

create or replace function auth.begin_sign_in(the_login text, at timestamptz, max_failures int, lock_for interval)
returns table (person_id uuid, hash text) language sql security definer set search_path = '' as $$
  update auth.credential c
  set failures = case when c.locked_until is null then c.failures else 0 end + 1,
      locked_until = case when case when c.locked_until is null then c.failures else 0 end + 1 >= max_failures then at + lock_for end
  from auth.person p
  where p.id = c.person_id and p.login = the_login and p.disabled_at is null
    and (c.locked_until is null or c.locked_until <= at)
  returning c.person_id, c.hash
$$;

-- Opens a session in the first zone whose membership and role assignment are valid on the zone's day; no row when there is none.
create or replace function auth.finish_sign_in(who uuid, session_hash bytea, at timestamptz, ends timestamptz)
returns table (zone_id uuid) language plpgsql security definer set search_path = '' as $$
declare m record; assignment uuid;
begin
  update auth.credential c set failures = 0, locked_until = null where c.person_id = who;
  for m in select pm.zone_id as zone, pm.member_id as member, coalesce(z.demo_day, (at at time zone 'Asia/Shanghai')::date) as day
           from auth.person_member pm join app.zone z on z.id = pm.zone_id where pm.person_id = who order by z.code loop
    perform app.app_enter(m.zone, '', '', null);
    select r.id into assignment from app.role_assignment r
    join app.member b on b.zone_id = r.zone_id and b.id = r.member_id
    where r.zone_id = m.zone and r.member_id = m.member and r.valid @> m.day and b.valid @> m.day order by r.id limit 1;
    if assignment is not null then
      insert into auth.session values (session_hash, who, m.zone, m.member, assignment, at, at, ends, null);
      return query select m.zone;
      return;
    end if;
  end loop;
end $$;

create or replace function auth.who(session_hash bytea, at timestamptz, idle interval, idle_admin interval)
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
    join app.member b on b.zone_id = s.zone_id and b.id = s.member_id
    join app.role_assignment r on r.zone_id = s.zone_id and r.id = s.role_assignment_id and r.member_id = s.member_id
    where p.id = s.person_id and p.disabled_at is null
      and b.valid @> coalesce(z.demo_day, (at at time zone 'Asia/Shanghai')::date)
      and r.valid @> coalesce(z.demo_day, (at at time zone 'Asia/Shanghai')::date)
      and s.seen_at + case when r.role like '%-admin' then idle_admin else idle end > at;
  if s.seen_at < at - interval '1 minute' and found then
    update auth.session x set seen_at = at where x.id_hash = session_hash;
  end if;
end $$;
