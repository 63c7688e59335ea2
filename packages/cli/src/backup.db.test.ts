import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Ran, type TestServer, removeHome, run, startServer, superuserUrl } from './testing.ts';

const dir = mkdtempSync(join(tmpdir(), 'yuanheng-backup-'));
const [home, restored, other] = [join(dir, 'home'), join(dir, 'restored'), join(dir, 'other')];
const elsewhere = join(dir, 'elsewhere');
const file = join(dir, 'park.backup');

async function yuanheng(homeDir: string, ...words: readonly string[]): Promise<Ran> {
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('YUANHENG_HOME', homeDir);
  return await run(...words);
}

/** Every row of every table that a backup holds, as one digest per table. */
async function digests(homeDir: string): Promise<Record<string, string>> {
  const client = new pg.Client(superuserUrl(homeDir));
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; columns: string }>(
      `select c.oid::regclass::text as name,
         string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where a.atttypid <> 'xid8'::regtype) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relkind = 'r' and c.relnamespace in ('app'::regnamespace, 'auth'::regnamespace, 'meta'::regnamespace)
         and c.relname not in ('migration', 'session', 'audit_entry', 'audit_seal')
       group by c.oid order by 1`,
    );
    const found: Record<string, string> = {};
    for (const { name, columns } of rows) {
      const { rows: sums } = await client.query<{ digest: string }>(
        `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as digest
         from (select ${columns} from ${name}) t`,
      );
      found[name] = sums[0]?.digest ?? '';
    }
    return found;
  } finally {
    await client.end();
  }
}

async function signIn(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/identity/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ login: 'zhoumin', password: 'yuanheng-demo' }),
  });
  return answer.status;
}

const servers: TestServer[] = [];
let before: Record<string, string> = {};
let oldHead = '';

beforeAll(async () => {
  const server = await startServer(home);
  servers.push(server);
  writeFileSync(join(home, 'example.key'), 'a key of the installation', { mode: 0o600 });
}, 180_000);
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  for (const server of servers) await server.stop();
  for (const one of [home, restored, other, elsewhere]) removeHome(one);
  rmSync(dir, { recursive: true, force: true });
});

describe('a backup taken while the server runs', () => {
  test('holds every zone in one file that only its owner can read', async () => {
    const ran = await yuanheng(home, 'backup', file, '--json');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(ran.out)).toMatchObject({
      zones: [{ code: 'putuo' }, { code: 'zz-neighbour' }],
      // the key that seals second factors, and the one that this test puts there
      files: 2,
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.part`)).toBe(false);
    oldHead = (await yuanheng(home, 'audit', 'head')).out;
    before = await digests(home);
    expect(Object.keys(before).length).toBeGreaterThan(20);
  });

  test('loads into an empty folder with every row, its keys and an intact trail in a new segment', async () => {
    expect(await yuanheng(restored, 'restore', file)).toMatchObject({ code: 0, err: '' });
    const server = await startServer(restored);
    servers.push(server);
    expect(await digests(restored)).toEqual(before);
    expect(readFileSync(join(restored, 'example.key'), 'utf8')).toBe('a key of the installation');
    expect(statSync(join(restored, 'example.key')).mode & 0o777).toBe(0o600);
    const verified = await yuanheng(restored, 'audit', 'verify', '--against', oldHead, '--json');
    expect(JSON.parse(verified.out)).toMatchObject({
      intact: true,
      against: [{ inChain: true }, { inChain: true }],
    });
    expect(await yuanheng(restored, 'facts', 'verify')).toMatchObject({ code: 0 });
    expect(await signIn(server.url)).toBe(200);
  });

  test('is followed by entries that are sealed behind the one of the restore', async () => {
    await vi.waitFor(
      async () => {
        const ran = await yuanheng(restored, 'audit', 'verify', '--json');
        expect(JSON.parse(ran.out)).toMatchObject({
          intact: true,
          zones: [{ unsealed: 0 }, { unsealed: 0 }],
        });
      },
      { timeout: 10_000, interval: 300 },
    );
    const client = new pg.Client(superuserUrl(restored));
    await client.connect();
    const { rows } = await client.query(
      `select e.operation, s.number = (select max(number) from app.audit_seal l where l.zone_id = s.zone_id) as newest
       from app.audit_entry e join app.audit_seal s on s.zone_id = e.zone_id and e.id = any (s.entry_ids)
       join app.zone z on z.id = e.zone_id
       where z.code = 'putuo' and e.operation in ('installation.restore', 'identity.signIn') order by e.id desc limit 2`,
    );
    await client.end();
    expect(rows).toEqual([
      { operation: 'identity.signIn', newest: true },
      { operation: 'installation.restore', newest: false },
    ]);
  });

  test('does not load over data, neither with the server running nor stopped', async () => {
    expect(await yuanheng(restored, 'restore', file)).toMatchObject({
      code: 3,
      err: expect.stringContaining('in use by another Yuanheng server'),
    });
    await servers[1]?.stop();
    expect(await yuanheng(restored, 'restore', file)).toMatchObject({
      code: 3,
      err: expect.stringContaining('There are data of a zone here already'),
    });
  });

  test('loads into a database of another server by its ordinary owner', async () => {
    const admin = new pg.Client(superuserUrl(home));
    await admin.connect();
    await admin.query(`create role keeper login password 'keeper'`);
    await admin.query('create database elsewhere owner keeper');
    await admin.end();
    const url = new URL(superuserUrl(home));
    url.pathname = '/elsewhere';
    const at = async (databaseUrl: string, ...words: readonly string[]): Promise<Ran> => {
      vi.stubEnv('YUANHENG_HOME', elsewhere);
      vi.stubEnv('DATABASE_URL', databaseUrl);
      return await run(...words);
    };
    expect(await at(url.href, 'db', 'prepare')).toMatchObject({ code: 0 });
    [url.username, url.password] = ['keeper', 'keeper'];
    expect(await at(url.href, 'restore', file)).toMatchObject({ code: 0, err: '' });
    expect(await at(url.href, 'facts', 'verify')).toMatchObject({ code: 0 });
    expect(await at(url.href, 'audit', 'verify', '--against', oldHead)).toMatchObject({ code: 0 });
    expect(await at(url.href, 'db', 'distribute', '--check')).toMatchObject({ code: 0 });
    const copy = join(dir, 'copy.backup');
    const again = await at(url.href, 'backup', copy, '--json');
    const [first, second] = [await yuanheng(home, 'backup', file, '--json'), again].map(
      ({ out }) => (JSON.parse(out) as { rows: Record<string, number> }).rows,
    );
    const figures = (rows: Record<string, number> = {}) =>
      Object.entries(rows).filter(([name]) => !name.startsWith('app.audit_'));
    expect(figures(second)).toEqual(figures(first));
  });

  test('passes its drill, which leaves nothing behind', async () => {
    const ran = await yuanheng(other, 'restore', file, '--drill', '--json');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(ran.out)).toMatchObject({
      good: true,
      zones: [
        { zone: 'putuo', intact: true, equal: true },
        { zone: 'zz-neighbour', intact: true, equal: true },
      ],
    });
    expect(existsSync(other)).toBe(false);
  });
});

describe('what is no whole backup', () => {
  const lines = () => gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  const spoilt = (name: string, content: Buffer): string => {
    writeFileSync(join(dir, name), content);
    return join(dir, name);
  };
  const packed = (text: readonly string[]) => gzipSync(text.join('\n'));
  /** Changed, with a last line that fits. */
  const honest = (text: readonly string[]) => {
    const body = text.slice(0, -2).map((line) => `${line}\n`);
    const sha256 = createHash('sha256').update(body.join('')).digest('hex');
    const last = (text.at(-2) ?? '').replace(/"sha256":"\w+"/, `"sha256":"${sha256}"`);
    return gzipSync(`${body.join('')}${last}\n`);
  };

  test.each([
    ['a file cut off in the middle', () => readFileSync(file).subarray(0, 20_000), 'is not complete'],
    ['one without its last line', () => packed(lines().slice(0, -2)), 'is not complete'],
    [
      'one with a changed figure',
      () =>
        packed(
          lines().map((line, i) => (i === 40 ? line.replace(/\d/, (d) => String(9 - Number(d))) : line)),
        ),
      'is damaged',
    ],
    ['one with a row less', () => packed(lines().filter((_, i) => i !== 40)), 'is damaged'],
    ['a text', () => Buffer.from('not packed'), 'is damaged'],
    ['a packed text', () => gzipSync('{"format":"another"}\n'), 'is no backup of Yuanheng'],
    [
      'a backup of a program with a migration that we do not have',
      () =>
        honest(
          lines().map((line, i) => (i === 0 ? line.replace('"0001_kernel.sql"', '"9999_later.sql"') : line)),
        ),
      'does not have its migration 9999_later.sql',
    ],
    [
      'a backup whose file would leave the data folder',
      () => honest(lines().map((line) => line.replace('"file":"example.key"', '"file":"../outside.key"'))),
      'is damaged',
    ],
  ])('%s is refused before anything is made', async (name, content, sentence) => {
    const ran = await yuanheng(other, 'restore', spoilt(`${name}.backup`, content()));
    expect(ran).toMatchObject({ code: 3, out: '', err: expect.stringContaining(sentence) });
    expect(existsSync(join(other, 'database.json'))).toBe(false);
  });

  test('a file that is not there and a place that cannot be written are said in one sentence', async () => {
    expect(await yuanheng(other, 'restore', join(dir, 'none'))).toMatchObject({
      code: 3,
      err: expect.stringContaining('There is no file'),
    });
    expect(await yuanheng(home, 'backup', dir)).toMatchObject({
      code: 3,
      err: expect.stringContaining('it is a folder'),
    });
    expect(await yuanheng(home, 'backup')).toMatchObject({ code: 2 });
  });
});

test('a disk with too little space is refused before a database is made', async () => {
  vi.stubEnv('YUANHENG_MIN_FREE_MB', '999999999');
  expect(await yuanheng(other, 'restore', file)).toMatchObject({
    code: 3,
    err: expect.stringContaining('Not enough disk space'),
  });
});

test('the schema can be spread over several machines, and one that cannot is said rule by rule', async () => {
  const good = await yuanheng(home, 'db', 'distribute', '--check', '--json');
  expect(JSON.parse(good.out)).toEqual({ distributable: true, faults: [] });
  const client = new pg.Client(superuserUrl(home));
  await client.connect();
  await client.query('create unique index unit_name_key on app.unit (name_zh, id)');
  const bad = await yuanheng(home, 'db', 'distribute', '--check', '--json');
  await client.query('drop index app.unit_name_key');
  await client.end();
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.out)).toEqual({
    distributable: false,
    faults: [{ at: 'app.unit app.unit_name_key', rule: 'has zone_id in every unique key' }],
  });
  expect(await yuanheng(home, 'db', 'distribute')).toMatchObject({ code: 2 });
});
