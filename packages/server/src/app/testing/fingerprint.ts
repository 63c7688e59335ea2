import type pg from 'pg';
import { connect } from '../../kernel/db/prepare.ts';

/** Every row of every table that has a zone, by zone, as one hash; asked as the superuser. */
export class Fingerprints {
  readonly #client: pg.Client;
  readonly #sql: string;

  private constructor(client: pg.Client, sql: string) {
    this.#client = client;
    this.#sql = sql;
  }

  static async open(superuserUrl: string): Promise<Fingerprints> {
    const client = await connect(superuserUrl);
    const { rows } = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where a.attname = 'zone_id' and not a.attisdropped and c.relkind in ('r', 'p')
         and c.relnamespace = 'app'::regnamespace order by 1`,
    );
    const parts = rows.map(
      ({ name }) =>
        `select md5(string_agg(t::text, '|' order by t::text)) as h, '${name}' as n from ${name} t where t.zone_id = $1`,
    );
    return new Fingerprints(
      client,
      `select md5(string_agg(x.n || coalesce(x.h, '-'), '|' order by x.n)) as hash from (${parts.join(' union all ')}) x`,
    );
  }

  async of(zoneId: string): Promise<string> {
    const { rows } = await this.#client.query<{ hash: string }>(this.#sql, [zoneId]);
    return rows[0]?.hash ?? '';
  }

  /** Every UUID that a zone's rows hold in their columns and that no other zone's do. */
  async idsOf(zoneId: string): Promise<ReadonlySet<string>> {
    const { rows } = await this.#client.query<{ id: string }>(
      `select s.id::text as id from app.submission s where s.zone_id = $1
       union all select e.id::text from app.enterprise e where e.zone_id = $1
       union all select m.id::text from app.member m where m.zone_id = $1
       union all select r.id::text from app.role_assignment r where r.zone_id = $1
       union all select u.id::text from app.unit u where u.zone_id = $1
       union all select p.id::text from app.report_period p where p.zone_id = $1
       union all select v.id::text from app.entered_value v where v.zone_id = $1
       union all select a.id::text from app.audit_entry a where a.zone_id = $1
       union all select a.request_id::text from app.audit_entry a where a.zone_id = $1
       union all select $1::text`,
      [zoneId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
