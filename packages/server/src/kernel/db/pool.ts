import { createHash } from 'node:crypto';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import type { DB } from './tables.d.ts';

/** The one client of a request, with typed tables. */
export type Db = Kysely<DB>;

// days and ranges of days stay text: a calendar day has no instant
const TEXT_TYPES = [1082, 3912];
for (const oid of TEXT_TYPES) pg.types.setTypeParser(oid, (value) => value);

export function openPool(
  url: string,
  options: { readonly max?: number; readonly settings?: string } = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    options: ['-c search_path=app,public', '-c TimeZone=UTC', options.settings].filter(Boolean).join(' '),
  });
  // a broken idle connection is replaced at the next request; the request that hits it answers DATABASE_AWAY
  pool.on('error', () => undefined);
  // one that breaks between two statements of a request fails the next one; unheard, it would end the process
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Query building bound to a client that already is inside its transaction. */
export function dbOn(client: pg.ClientBase): Db {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new BoundDriver(client),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

/** Hands out one connection for ever and never begins or ends a transaction: `withActor` does. */
class BoundDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(client: pg.ClientBase) {
    this.#connection = {
      executeQuery: (query) => run(client, query),
      streamQuery() {
        throw new Error('rows are read whole; long lists are paged');
      },
    };
  }

  init = async () => undefined;
  acquireConnection = async () => this.#connection;
  releaseConnection = async () => undefined;
  destroy = async () => undefined;
  beginTransaction = async (): Promise<never> => {
    throw new Error('withActor owns the transaction');
  };
  commitTransaction = this.beginTransaction;
  rollbackTransaction = this.beginTransaction;
}

/** A statement is prepared once per connection under the hash of its text. */
async function run<R>(client: pg.ClientBase, { sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
  const result = await client.query({ name: statementName(sql), text: sql, values: [...parameters] });
  return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) };
}

const names = new Map<string, string>();

function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = createHash('sha1').update(sql).digest('base64url');
  if (names.size < 5_000) names.set(sql, name);
  return name;
}
