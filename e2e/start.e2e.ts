import { createServer } from 'node:net';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ThrowAwayCluster,
  throwAwayCluster,
} from '../packages/server/src/kernel/postgres/throw-away.ts';
import { ClusterOf } from './kill/database.ts';
import { removeHome, runStart, startHome } from './support/product.ts';

/** What stands in the way of a start is said in one sentence of each language, with exit code 3. */
describe('a start that cannot be', () => {
  let foreign: ThrowAwayCluster;
  const homes: string[] = [];
  const newHome = () => {
    const home = mkdtempSync(join(tmpdir(), 'yuanheng-start-'));
    homes.push(home);
    return home;
  };
  const databaseUrl = (change: (url: URL) => void) => {
    const url = new URL(foreign.adminUrl);
    url.pathname = '/start_test';
    change(url);
    return url.href;
  };
  /** Starts, expects that it ends by itself, and answers its two sentences. */
  const refused = async (env: Readonly<Record<string, string>>) => {
    const { code, out, err } = await runStart({ PORT: '0', YUANHENG_HOME: newHome(), ...env });
    expect([code, out]).toEqual([3, '']);
    const lines = err.trim().split('\n');
    const [zh = '', en = ''] = lines.slice(-2);
    expect(zh).toMatch(/[一-龥].*。$/);
    expect(en).toMatch(/^[A-Z][ -~]*\.$/);
    // nothing before them but the address
    expect(lines.slice(0, -2).filter((line) => !line.startsWith('网址'))).toEqual([]);
    return { zh, en };
  };

  beforeAll(async () => {
    foreign = await throwAwayCluster();
    const admin = new pg.Client({ connectionString: foreign.adminUrl });
    await admin.connect();
    await admin.query('create database start_test template template0');
    await admin.query(`create role nobody_much login password 'secret'`);
    await admin.end();
  });
  afterAll(async () => {
    await foreign?.stop();
    for (const home of homes) removeHome(home);
  });

  it('names the port that is taken', async () => {
    const holder = createServer();
    await new Promise<void>((done) => holder.listen(0, '127.0.0.1', done));
    const address = holder.address();
    const port = address && typeof address === 'object' ? address.port : 0;
    const { zh, en } = await refused({ PORT: String(port) });
    holder.close();
    expect(zh).toContain(`端口 ${port} 已被占用`);
    expect(en).toContain(`Port ${port} is taken`);
  });

  it('says that DATABASE_URL is no address', async () => {
    for (const url of ['my database', 'http://127.0.0.1/x']) {
      const { zh, en } = await refused({ DATABASE_URL: url });
      expect(zh).toContain('DATABASE_URL 不是一个数据库地址');
      expect(en).toContain('DATABASE_URL is no database address');
    }
  });

  it('says that nobody listens there, and never the password', async () => {
    const { zh, en } = await refused({ DATABASE_URL: 'postgres://me:geheim@127.0.0.1:1/park' });
    expect(zh).toContain('连不上数据库 127.0.0.1:1/park：没有程序在听');
    expect(en).toContain('nobody listens');
    expect(zh + en).not.toContain('geheim');
  });

  it('says that the password is wrong', async () => {
    const { en } = await refused({ DATABASE_URL: databaseUrl((url) => (url.password = 'wrong')) });
    expect(en).toContain('user name or password is wrong');
  });

  it('says that there is no such database', async () => {
    const { en } = await refused({ DATABASE_URL: databaseUrl((url) => (url.pathname = '/not_there')) });
    expect(en).toContain('there is no database of this name');
  });

  it('asks for the administrator when the role may not prepare the database', async () => {
    const { zh, en } = await refused({
      DATABASE_URL: databaseUrl((url) => {
        [url.username, url.password] = ['nobody_much', 'secret'];
      }),
    });
    expect(zh).toContain('数据库账号缺少准备权限');
    expect(en).toContain('yuanheng db prepare');
  });

  it('refuses a data folder that a newer program has migrated', async () => {
    const homeDir = newHome();
    const product = await startHome({ homeDir, port: 0, empty: true });
    const cluster = new ClusterOf(homeDir);
    await cluster.query(`insert into meta.migration (name, sha256) values ('9999_future.sql', 'x')`);
    await product.stop();
    const newer = await refused({ YUANHENG_HOME: homeDir });
    expect(newer.zh).toContain('数据库比程序新：它已执行本程序没有的迁移 9999_future.sql');
    expect(newer.en).toContain('newer than this program');
  });

  it('refuses a database whose migration file was changed since', async () => {
    const DATABASE_URL = databaseUrl(() => undefined);
    const homeDir = newHome();
    const product = await startHome({ homeDir, port: 0, empty: true, databaseUrl: DATABASE_URL });
    await product.stop();
    const client = new pg.Client({ connectionString: DATABASE_URL });
    await client.connect();
    await client.query(`update meta.migration set sha256 = 'x' where name = '0001_kernel.sql'`);
    await client.end();
    const { zh, en } = await refused({ YUANHENG_HOME: homeDir, DATABASE_URL });
    expect(zh).toContain('迁移 0001_kernel.sql 执行之后被改过');
    expect(en).toContain('Migration 0001_kernel.sql was changed after it had been applied');
  });

  it('refuses a second server on one data folder, and leaves the first one working', async () => {
    const homeDir = newHome();
    const product = await startHome({ homeDir, port: 0, empty: true });
    const pid = readFileSync(join(homeDir, 'server.lock'), 'utf8').split(' ')[0];
    const { zh, en } = await refused({ YUANHENG_HOME: homeDir });
    expect(zh).toContain(`正由另一个园衡服务（进程 ${pid}）使用`);
    expect(en).toContain(`in use by another Yuanheng server (process ${pid})`);
    expect((await fetch(`${product.url}/api/health`)).status).toBe(200);
    await product.stop();
  });
});

/** What a start begins is found by the next one, however the first one ended. */
describe('a start', () => {
  it('shows how far it is from the first moment, and after kill -9 in the middle the next one begins again', async () => {
    const homeDir = mkdtempSync(join(tmpdir(), 'yuanheng-start-'));
    const first = await startHome({ homeDir, port: 0, until: 'making' });
    const page = await fetch(`${first.url}/sign-in`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<div id="root">')]);
    const health = await fetch(`${first.url}/api/health`);
    expect([health.status, await health.json()]).toEqual([
      503,
      expect.objectContaining({ status: 'not-ready', reason: expect.stringContaining('demonstration') }),
    ]);
    const asked = await fetch(`${first.url}/api/identity/sign-in-page`);
    expect([asked.status, await asked.json()]).toEqual([503, expect.objectContaining({ code: 'STARTING' })]);
    await first.kill();
    const second = await startHome({ homeDir, port: first.port });
    const signIn = (await (await fetch(`${second.url}/api/identity/sign-in-page`)).json()) as {
      demo: { people: unknown[] };
    };
    expect(signIn.demo.people.length).toBeGreaterThan(5);
    await second.stop();
    const third = await startHome({ homeDir, port: first.port });
    const again = await fetch(`${third.url}/api/identity/sign-in-page`);
    expect(await again.json()).toEqual(signIn);
    await third.stop();
    removeHome(homeDir);
  });

  it('gives somebody else’s PostgreSQL three roles: one owns and migrates, one runs and owns nothing, one works jobs', async () => {
    const foreign = await throwAwayCluster();
    const homeDir = mkdtempSync(join(tmpdir(), 'yuanheng-start-'));
    const url = new URL(foreign.adminUrl);
    url.pathname = '/park';
    const admin = new pg.Client({ connectionString: foreign.adminUrl });
    await admin.connect();
    await admin.query('create database park template template0');
    await admin.end();
    const product = await startHome({ homeDir, port: 0, databaseUrl: url.href });
    expect((await fetch(`${product.url}/api/health`)).status).toBe(200);
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    const { rows } = await client.query(
      `select r.rolname as name, r.rolsuper as super, r.rolbypassrls as bypass, r.rolcreaterole as roles,
         (select count(*)::int from pg_class c where c.relowner = r.oid and c.relkind = 'r') as owned,
         has_table_privilege(r.oid, 'app.submission', 'insert') as writes,
         has_schema_privilege(r.oid, 'app', 'create') as alters
       from pg_roles r where r.rolname in ('yh_app_park', 'yh_jobs_park', 'yh_owner') order by 1`,
    );
    await client.end();
    await product.stop();
    await foreign.stop();
    removeHome(homeDir);
    const none = { super: false, bypass: false, roles: false, owned: 0, alters: false };
    expect(rows).toEqual([
      { name: 'yh_app_park', ...none, writes: true },
      { name: 'yh_jobs_park', ...none, writes: false },
      { ...none, name: 'yh_owner', owned: expect.any(Number), writes: true, alters: true },
    ]);
    expect((rows[2] as { owned: number }).owned).toBeGreaterThan(30);
  });
});
