import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type Ran,
  type TestServer,
  removeHome,
  run,
  secretsOf,
  startServer,
  superuserUrl,
} from './testing.ts';

const BIN = fileURLToPath(new URL('../bin/yuanheng.mjs', import.meta.url));
const SCRIPT = fileURLToPath(new URL('../../../docs/verify-audit.mjs', import.meta.url));
const HEX = /[0-9a-f]{64}/;

const dir = mkdtempSync(join(tmpdir(), 'yuanheng-cli-'));
const [home, emptyHome] = [join(dir, 'home'), join(dir, 'empty')];
const started: TestServer[] = [];
const postmasterFile = (): string => join(secretsOf(home).databaseDir, 'data', 'postmaster.pid');

async function start(homeDir: string, ...options: readonly string[]): Promise<TestServer> {
  const server = await startServer(homeDir, ...options);
  started.push(server);
  return server;
}

/** Runs a program as a process of its own and waits for its end. */
async function runs(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, DATABASE_URL: '', YUANHENG_HOME: home, ...env },
  });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (text) => (texts.out += String(text)));
  child.stderr.on('data', (text) => (texts.err += String(text)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...texts };
}

/** Runs a command in this process, on the home of the test or another one. */
async function yuanheng(words: string, homeDir: string = home): Promise<Ran> {
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('YUANHENG_HOME', homeDir);
  return await run(...words.split(' '));
}

/** What a command answered with --json. */
async function document(words: string, code: number): Promise<unknown> {
  const ran = await yuanheng(`${words} --json`);
  expect({ code: ran.code, err: ran.err }).toEqual({ code, err: '' });
  return JSON.parse(ran.out);
}

/** Does to the running database what no operation would. */
async function tamper(statement: string): Promise<void> {
  const client = new pg.Client(superuserUrl(home));
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

let server: TestServer;
let heads = '';

beforeAll(async () => {
  server = await start(home);
}, 180_000);
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  for (const one of started) await one.stop();
  removeHome(home);
  rmSync(dir, { recursive: true, force: true });
});

describe('while the server runs', () => {
  test('facts verify rebuilds every zone', async () => {
    expect(await document('facts verify', 0)).toMatchObject({
      equal: true,
      zones: [
        { zone: 'putuo', periods: 15, equal: true, differencesTotal: 0 },
        { zone: 'zz-neighbour', periods: 1, equal: true },
      ],
    });
  });

  test('the heads that audit head prints are in the chain that audit verify checks', async () => {
    const printed = await yuanheng('audit head');
    expect(printed.code).toBe(0);
    heads = printed.out;
    expect(heads).toMatch(new RegExp(`^putuo  ${HEX.source}.*\nzz-neighbour  ${HEX.source}`));
    const against = heads.match(new RegExp(HEX, 'g')) ?? [];
    expect(await document(`audit verify --against ${against.join()}`, 0)).toMatchObject({
      intact: true,
      against: [{ inChain: true }, { inChain: true }],
      zones: [
        { zone: 'putuo', broken: null },
        { zone: 'zz-neighbour', broken: null },
      ],
    });
  });

  test('a head of another chain is not found, and what is no head is wrong use', async () => {
    const lost = await yuanheng(`audit verify --against ${'0'.repeat(64)}`);
    expect(lost).toMatchObject({ code: 1, out: expect.stringContaining('is in no chain') });
    expect(await yuanheng('audit verify --against yesterday')).toMatchObject({ code: 2, out: '' });
  });

  test('an export is checked by the script for outsiders, and not any more when a line was changed', async () => {
    const file = join(dir, 'trail.jsonl');
    expect(await document(`audit export ${file}`, 0)).toMatchObject({
      file,
      zones: [{ zone: 'putuo' }, { zone: 'zz-neighbour' }],
    });
    expect(await runs([SCRIPT, file, ...(heads.match(new RegExp(HEX, 'g')) ?? [])])).toMatchObject({
      code: 0,
      err: '',
    });
    writeFileSync(file, readFileSync(file, 'utf8').replace('"office"', '"leader"'));
    expect(await runs([SCRIPT, file])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^BROKEN {2}seal \d+: entry \S+ was changed\n$/),
    });
    expect(await yuanheng(`audit export ${join(dir, 'no', 'where')}`)).toMatchObject({ code: 2, out: '' });
  });

  test('a closed round is recomputed digit for digit, and otherwise as of an earlier day', async () => {
    expect(await document('evaluate recompute --round 2025', 0)).toMatchObject({
      identical: true,
      rounds: [
        { zone: 'putuo', level: 'sub-park', period: '2025', differences: [] },
        { zone: 'putuo', level: 'carrier', period: '2025', differences: [] },
      ],
    });
    expect(await document('evaluate recompute --round 2024', 0)).toMatchObject({
      identical: true,
      rounds: [{ zone: 'putuo', level: 'carrier', period: '2024', differences: [] }],
    });
    const earlier = await yuanheng('evaluate recompute --round 2025 --as-of 2026-04-01');
    expect(earlier).toMatchObject({ code: 1, out: expect.stringContaining('differences') });
    expect(await yuanheng('evaluate recompute --round 2023')).toMatchObject({ code: 1, out: '' });
    for (const wrong of ['', ' --round soon', ' --round 2025 --as-of soon', ' --round 2025 --zone nowhere'])
      expect(await yuanheng(`evaluate recompute${wrong}`)).toMatchObject({ code: 2, out: '' });
  });

  test('the demonstration keeps its promises; totals of another size are not judged', async () => {
    expect(await document('demo check', 0)).toMatchObject({
      kept: true,
      broken: [],
      notJudged: ['proportions'],
      promises: [
        { id: 'proportions', kept: null, figures: [{ value: '12' }, {}, {}, {}, {}] },
        {
          id: 'rules',
          kept: true,
          figures: [{}, { value: '0', promised: '0' }, { value: '0' }, { value: '0' }],
        },
        { id: 'request-ids', kept: true },
        { id: 'facts', kept: true },
      ],
    });
  });

  test('the day is set, said to the next command, and what follows is told', async () => {
    expect(await document('demo set-day 2027-02-01', 0)).toMatchObject({
      day: '2027-02-01',
      holidaysKnown: false,
      zones: [
        { zone: 'putuo', from: '2026-10-22', to: '2027-02-01', notOpened: ['2026Q4'], overdue: ['2026Q3'] },
        { zone: 'zz-neighbour', notOpened: ['2026Q4'] },
      ],
    });
    const back = await yuanheng('demo set-day 2026-10-22');
    expect(back).toMatchObject({ code: 0, out: expect.stringContaining('2027-02-01 → 2026-10-22') });
    expect(await yuanheng('demo set-day 2026-10-01')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('cannot be before its last act'),
    });
    for (const wrong of ['', ' 2026-02-30', ' tomorrow', ' 2026-11-01 2026-11-02'])
      expect(await yuanheng(`demo set-day${wrong}`)).toMatchObject({ code: 2, out: '' });
  });
});

describe('planted damage', () => {
  test('a changed fact, a broken rule and a row without its request are named, each by its command', async () => {
    const one = (table: string) => `select t.ctid from app.${table} t limit 1`;
    await tamper(
      `update app.fact set v01 = v01 + 1 where ctid = (${one('fact')});
       update app.residence set request_id = gen_random_uuid() where ctid = (${one('residence')});
       update app.submission_revision r set answers = r.answers || '{"rd_staff_end": "999999"}'
       where r.ctid = (select r.ctid from app.submission_revision r join app.submission s
         on s.zone_id = r.zone_id and s.id = r.submission_id and s.revision = r.revision limit 1)`,
    );
    expect(await yuanheng('facts verify')).toMatchObject({
      code: 1,
      out: expect.stringContaining('rebuilt'),
    });
    const { code, out } = await yuanheng('demo check');
    expect(code).toBe(1);
    expect(out).toContain('BROKEN: rules, request-ids, facts');
    expect(out).toContain(' S29');
    expect(out).toContain('residence without an entry: 1');
    expect((await yuanheng('audit verify')).code).toBe(0);
  });

  test('a cut tail is found by the head that was noted', async () => {
    const noted = HEX.exec((await yuanheng('audit head --zone putuo')).out)?.[0];
    await tamper(
      `delete from app.audit_entry e using app.audit_seal s where s.zone_id = e.zone_id and s.hash = '${noted}' and e.id = any (s.entry_ids);
       delete from app.audit_seal where hash = '${noted}'`,
    );
    expect(await yuanheng('audit verify')).toMatchObject({ code: 0 });
    expect(await yuanheng(`audit verify --against ${noted}`)).toMatchObject({
      code: 1,
      out: expect.stringContaining(`The head ${noted} is in no chain`),
    });
  });
});

describe('without a server', () => {
  test('a command starts the database for itself and leaves it stopped', async () => {
    await server.stop();
    expect(existsSync(postmasterFile())).toBe(false);
    expect(await document('audit head', 0)).toMatchObject({
      zones: [{ zone: 'putuo' }, { zone: 'zz-neighbour' }],
    });
    expect(existsSync(postmasterFile())).toBe(false);
  });

  test('a folder without a database, and a database without a zone, are told in one sentence', async () => {
    const nothing = join(dir, 'nothing');
    for (const words of ['facts verify', 'audit verify', 'demo check', 'demo set-day 2026-10-23'])
      expect(await yuanheng(words, nothing)).toMatchObject({
        code: 3,
        out: '',
        err: expect.stringMatching(/^数据目录 .*\nThe data folder .* has no database yet\. .*$/),
      });
    expect(existsSync(nothing)).toBe(false);
    await (await start(emptyHome, '--empty')).stop();
    expect(await yuanheng('audit head', emptyHome)).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringContaining('The database holds no zone yet.'),
    });
  });

  test('db prepare needs to be told which database', async () => {
    const { code, out, err } = await yuanheng('db prepare');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('DATABASE_URL');
  });

  test('as a process a command ends with the exit code that scripts rely on, and --json prints one document', async () => {
    const nowhere = { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' };
    const head = await runs([BIN, 'audit', 'head', '--json']);
    expect(head).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(head.out)).toMatchObject({ zones: [{ zone: 'putuo' }, { zone: 'zz-neighbour' }] });
    const broken = await runs([BIN, 'facts', 'verify', '--json']);
    expect(broken).toMatchObject({ code: 1, err: '' });
    expect(JSON.parse(broken.out)).toMatchObject({ equal: false });
    expect(await runs([BIN, 'demo', 'set-day', 'tomorrow'])).toMatchObject({ code: 2, out: '' });
    expect(await runs([BIN, 'db', 'prepare'], nowhere)).toMatchObject({ code: 3, out: '' });
  });
});
