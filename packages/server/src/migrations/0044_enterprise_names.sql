-- Why: an enterprise is found by any name it had, by pinyin and by parts of its code, and what is registered of it holds
-- for a time: names, capital, address and status are added with the day they begin, never changed in place.
alter table app.enterprise add column sort_key text;
comment on column app.enterprise.sort_key is 'Pinyin of the short name: the order of lists.';

do $$
declare z record;
begin
  for z in select id from app.zone loop
    perform app.app_enter(z.id, '/', '0', null);
    update app.enterprise e set sort_key = e.short_name where e.zone_id = z.id;
  end loop;
end $$;

alter table app.enterprise alter column sort_key set not null;
create index enterprise_sort_idx on app.enterprise (zone_id, sort_key, id);
create index enterprise_scope_sort_idx on app.enterprise (zone_id, scope_path, sort_key, id);
grant update (name) on app.enterprise to yh_app;

create table app.enterprise_name (
  zone_id uuid not null,
  id uuid not null,
  enterprise_id uuid not null,
  kind text not null,
  name text not null,
  same_key text not null,
  place_key text not null,
  pinyin text not null,
  initials text not null,
  valid daterange not null,
  valid_said text,
  document text,
  scope_path text not null,
  owner_id uuid not null,
  request_id uuid not null,
  constraint enterprise_name_pkey primary key (zone_id, id)
);
comment on table app.enterprise_name is 'Names of enterprises and when they were held.';
comment on column app.enterprise_name.kind is 'registered or short.';
comment on column app.enterprise_name.same_key is 'The name without spaces, width and kinds of brackets: equal for two spellings of one name.';
comment on column app.enterprise_name.place_key is 'The same without 省 and 市 behind a place.';
comment on column app.enterprise_name.valid is 'Empty: a former name of which no source says when it was held.';
comment on column app.enterprise_name.valid_said is 'The day it began as the source wrote it, such as 2025-01 without a day.';
comment on column app.enterprise_name.document is 'The file that says so; null: the register itself.';
create index enterprise_name_enterprise_idx on app.enterprise_name (zone_id, enterprise_id);
create index enterprise_name_same_idx on app.enterprise_name (zone_id, same_key);
create index enterprise_name_place_idx on app.enterprise_name (zone_id, place_key);
create index enterprise_name_pinyin_idx on app.enterprise_name (zone_id, pinyin);
create index enterprise_name_initials_idx on app.enterprise_name (zone_id, initials);
create index enterprise_name_scope_idx on app.enterprise_name (zone_id, scope_path);
create index enterprise_name_owner_idx on app.enterprise_name (zone_id, owner_id);
alter table app.enterprise_name add constraint enterprise_name_enterprise_fkey
  foreign key (zone_id, enterprise_id) references app.enterprise (zone_id, id);
alter table app.enterprise_name add constraint enterprise_name_kind_check check (kind in ('registered', 'short'));
alter table app.enterprise_name add constraint enterprise_name_valid_excl exclude using gist (
  zone_id with =, enterprise_id with =, kind with =, valid with &&);
select meta.protect('app.enterprise_name', 'place');
grant select, insert, update (valid, scope_path) on app.enterprise_name to yh_app;

create table app.enterprise_gram (
  zone_id uuid not null,
  gram text not null,
  enterprise_id uuid not null,
  constraint enterprise_gram_pkey primary key (zone_id, gram, enterprise_id)
);
comment on table app.enterprise_gram is
  'Pieces that enterprises are searched by: two characters of a name, three initials (~) or three characters of the code (#). A piece is no name: what it leads to is read through app.enterprise.';
alter table app.enterprise_gram alter column gram set statistics 1000;
create index enterprise_gram_enterprise_idx on app.enterprise_gram (zone_id, enterprise_id);
alter table app.enterprise_gram add constraint enterprise_gram_enterprise_fkey
  foreign key (zone_id, enterprise_id) references app.enterprise (zone_id, id);
select meta.protect('app.enterprise_gram', 'zone');
grant select, insert on app.enterprise_gram to yh_app;

create table app.enterprise_attribute (
  zone_id uuid not null,
  id uuid not null,
  enterprise_id uuid not null,
  attribute text not null,
  value text not null,
  valid daterange not null,
  valid_said text,
  document text not null,
  scope_path text not null,
  owner_id uuid not null,
  request_id uuid not null,
  constraint enterprise_attribute_pkey primary key (zone_id, id)
);
comment on table app.enterprise_attribute is 'What is registered of an enterprise besides its names: capital in 元, day of establishment, address, status.';
comment on column app.enterprise_attribute.valid_said is 'The day it began as the source wrote it; null: no source says when.';
create index enterprise_attribute_enterprise_idx on app.enterprise_attribute (zone_id, enterprise_id);
create index enterprise_attribute_scope_idx on app.enterprise_attribute (zone_id, scope_path);
create index enterprise_attribute_owner_idx on app.enterprise_attribute (zone_id, owner_id);
alter table app.enterprise_attribute add constraint enterprise_attribute_enterprise_fkey
  foreign key (zone_id, enterprise_id) references app.enterprise (zone_id, id);
alter table app.enterprise_attribute add constraint enterprise_attribute_valid_excl exclude using gist (
  zone_id with =, enterprise_id with =, attribute with =, valid with &&);
select meta.protect('app.enterprise_attribute', 'place');
grant select, insert, update (valid, scope_path) on app.enterprise_attribute to yh_app;

-- Enterprises that were registered before this file: their names as they stand, without pinyin.
do $$
declare z record;
begin
  for z in select id from app.zone loop
    perform app.app_enter(z.id, '/', '0', null);
    insert into app.enterprise_name (zone_id, id, enterprise_id, kind, name, same_key, place_key, pinyin, initials, valid,
      scope_path, owner_id, request_id)
    select e.zone_id, gen_random_uuid(), e.id, n.kind, n.name, n.key, n.key, '', '', daterange(e.registered_on, null),
      e.scope_path, e.owner_id, e.request_id
    from app.enterprise e
    cross join lateral (select k.kind, k.name, lower(regexp_replace(normalize(k.name, nfkc), '\s', '', 'g')) as key
      from (values ('registered', e.name), ('short', e.short_name)) k (kind, name)) n
    where e.zone_id = z.id;
    insert into app.enterprise_gram (zone_id, gram, enterprise_id)
    select distinct n.zone_id, substr(n.same_key, i, 2), n.enterprise_id
    from app.enterprise_name n cross join lateral generate_series(1, length(n.same_key) - 1) i
    where n.zone_id = z.id;
  end loop;
end $$;
