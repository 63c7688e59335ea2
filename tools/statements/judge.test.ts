import { expect, test } from 'vitest';
import { faultsOf, zoneTables } from './judge.ts';

const tables = zoneTables('packages/server/src/migrations');

test('zone tables are those of the migrations that are not of another kind', () => {
  expect(tables.has('submission')).toBe(true);
  expect(tables.has('audit_entry')).toBe(true);
  expect(tables.has('zone')).toBe(false);
});

test.each([
  ['select "s"."id" from "submission" as "s" where "s"."zone_id" = $1'],
  [
    'select u.id from app.unit u join app.unit_place p on p.zone_id = u.zone_id and p.unit_id = u.id where u.zone_id = $1',
  ],
  [
    'select r.id from app.submission asked join app.submission r on r.zone_id = asked.zone_id where asked.zone_id = $1::uuid',
  ],
  ['insert into "fact" ("zone_id", "form_id") values ($1, $2)'],
  [`update app.fact set known_to = $3 where zone_id = $1 and subject_id = $2`],
  [
    `select e.id from (select pg_snapshot_xmin(pg_current_snapshot()) as xmin) l join app.audit_entry e on e.zone_id = $1`,
  ],
  ['select z.id from app.zone z order by z.id'],
  [`select app.app_enter('0198', '/', '0', null)`],
])('%s runs on several machines', (statement) => {
  expect(faultsOf(statement, tables)).toEqual([]);
});

test.each([
  ['select s.id from app.submission s', 'reads or changes submission without its zone'],
  [
    'select u.id from app.unit u join app.unit_place p on p.unit_id = u.id where u.zone_id = $1',
    'reads or changes unit_place without its zone',
  ],
  [`update app.fact set known_to = $2 where subject_id = $1`, 'reads or changes fact without its zone'],
  ['insert into fact (form_id) values ($1)', 'inserts into fact without zone_id'],
  [
    `select s.id from app.submission s where s.zone_id = current_setting('app.zone')::uuid`,
    'reads or changes submission without its zone',
  ],
  [`select set_config('app.zone', $1, true)`, 'sets a setting by set_config: enter through app_enter'],
  [
    'insert into fact (zone_id) select zone_id from submission where zone_id = $1 returning zone_id',
    'inserts from a select and returns: write two statements',
  ],
  [
    'insert into unit (zone_id) values ($1) on conflict (zone_id) do update set at = now()',
    'takes the clock in do update set: pass the instant',
  ],
  ['merge into unit using fact on true', 'merges: write insert … on conflict'],
  [
    'with h as (update fact set v01 = 1 where zone_id = $1 returning *) insert into unit (zone_id) select zone_id from h',
    'changes inside a with of an insert: write two statements',
  ],
])('%s would not', (statement, fault) => {
  expect(faultsOf(statement, tables)).toContain(fault);
});
