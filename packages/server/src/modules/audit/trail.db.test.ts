import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SmallZone, answers } from '../../demo/small-zone.ts';
import { installationOf } from '../organisation/index.ts';
import { entryDigest, sealHash } from '../../kernel/audit/canonical.ts';
import { sealAll } from '../../kernel/audit/sealer.ts';
import { connect } from '../../kernel/db/prepare.ts';
import { openPool } from '../../kernel/db/pool.ts';
import { performRead } from '../../kernel/operation/operation.ts';
import { freshDatabase } from '../../kernel/testing/cluster.ts';
import { enterValue } from '../indicators/index.ts';
import { exportTrail, findHeads, readHead, verifyTrail } from './index.ts';
import { contentOf, sealedContent } from './trail.views.ts';
import { dbOn } from '../../kernel/db/pool.ts';

const SCRIPT = fileURLToPath(new URL('../../../../../docs/verify-audit.mjs', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'yuanheng-trail-'));

let zone: SmallZone;
let jobs: pg.Pool;
let superuser: pg.Client;

beforeAll(async () => {
  const urls = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  [superuser, jobs] = [await connect(urls.owner), openPool(urls.jobs, { max: 2 })];
  zone = await SmallZone.make(openPool(urls.app), [
    { name: '甲', carrier: 'c-1' },
    { name: '乙 "A\\B"', carrier: 'c-3' },
  ]);
  await seal();
  await zone.quarter('2024Q4', { 甲: answers(1000), '乙 "A\\B"': answers(2000) });
  await seal();
  await enter('1');
  await seal();
  await superuser.query(
    `create schema kept; create table kept.audit_entry as table app.audit_entry; create table kept.audit_seal as table app.audit_seal`,
  );
});
afterEach(async () => {
  await superuser.query(
    `delete from app.audit_entry; insert into app.audit_entry table kept.audit_entry;
     delete from app.audit_seal; insert into app.audit_seal table kept.audit_seal`,
  );
});
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await Promise.all([zone.pool.end(), jobs.end(), superuser.end()]);
});

/** Seals everything; a transaction of another database that still runs delays it. */
async function seal(): Promise<void> {
  do {
    await sealAll(jobs);
    await sleep(20);
  } while ((await head()).unsealed > 0);
}

const enter = (value: string) =>
  zone.do('office', '2025-05-01', enterValue, {
    valueId: 'baseline-T01',
    unitCode: 'putuo',
    period: '2024Q4',
    value,
    document: '测试文件 “一”\t第 1 号 \u0001 €',
  });

const read = <I, O>(operation: Parameters<typeof performRead<I, O>>[1], input: I): Promise<O> => {
  const actor = installationOf(zone.as('system').zoneId);
  return performRead(
    { pool: zone.pool, actor, now: new Date('2025-06-01T10:00:00+08:00') },
    operation,
    input,
  );
};
const head = () => read(readHead, undefined);
const verify = (against?: string) => read(verifyTrail, { against });

/** What the script for outsiders says of the trail as it is now. */
async function outsider(...heads: readonly string[]): Promise<{ code: number | null; said: string }> {
  const file = join(dir, 'trail.jsonl');
  const lines = await read(exportTrail, undefined);
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, file, ...heads], {
    encoding: 'utf8',
  });
  return { code: status, said: `${stdout}${stderr}` };
}

test('a trail as it was written is intact, for us and for an outsider', async () => {
  const verified = await verify();
  expect(verified).toMatchObject({ intact: true, broken: null, unsealed: 0, unsealedEntries: [], seals: 3 });
  expect(verified.entries).toBeGreaterThan(10);
  const { code, said } = await outsider(verified.head?.hash ?? '');
  expect(said).toContain(`intact, 3 seals, ${verified.entries} of ${verified.entries} entries sealed`);
  expect(said).toContain(`head ${verified.head?.hash}`);
  expect(code).toBe(0);
});

/** An entry in the middle of the second seal. */
const ENTRY = `(select s.entry_ids[3] from app.audit_seal s where s.number = 2)`;

const DAMAGES: readonly { readonly what: string; readonly done: string; readonly found: RegExp }[] = [
  {
    what: 'a changed entry',
    done: `update app.audit_entry set detail = detail || '{"act": "accept"}' where id = ${ENTRY}`,
    found: /^seal 2: entry \S+( \(statistics\.\w+\))? was changed$/,
  },
  {
    what: 'an entry said to be somebody else’s',
    done: `update app.audit_entry set member_id = gen_random_uuid() where id = ${ENTRY}`,
    found: /^seal 2: entry \S+( \(statistics\.\w+\))? was changed$/,
  },
  {
    what: 'a removed entry',
    done: `delete from app.audit_entry where id = ${ENTRY}`,
    found: /^seal 2: entry \S+ is gone$/,
  },
  {
    what: 'an inserted entry',
    done: `insert into app.audit_entry select e.zone_id, gen_random_uuid(), e.xid, e.written_at, e.member_id, e.role,
        e.operation, e.request_id, e.subject_kind, e.subject_id, e.scope_path, e.owner_id, e.detail, e.digest
      from app.audit_entry e where e.id = ${ENTRY}`,
    found: /^entry \S+( \(statistics\.\w+\))? was put in after its time had been sealed$/,
  },
  {
    what: 'reordered entries',
    done: `update app.audit_seal s set entry_ids = (select array_agg(x.id order by x.n desc)
      from unnest(s.entry_ids) with ordinality as x (id, n)) where s.number = 2`,
    found: /^seal 2: its entries are not those that were sealed$/,
  },
  {
    what: 'an entry that is sealed twice',
    done: `update app.audit_seal s set entry_ids = s.entry_ids || s.entry_ids[1] where s.number = 2`,
    found: /^seal 2: entry \S+ was sealed before$/,
  },
  {
    what: 'a removed seal',
    done: 'delete from app.audit_seal where number = 2',
    found: /^seal 3: number 2 is missing$/,
  },
  {
    what: 'a renumbered tail',
    done: 'delete from app.audit_seal where number = 2; update app.audit_seal set number = 2 where number = 3',
    found: /^seal 2: does not follow the seal before$/,
  },
];

test.each(DAMAGES)('$what is found, by us and by an outsider', async ({ done, found }) => {
  await superuser.query(done);
  const verified = await verify();
  expect(verified.intact).toBe(false);
  expect(verified.broken).toMatch(found);
  const { code, said } = await outsider();
  expect(code).toBe(1);
  expect(
    said
      .split('\n')
      .find((line) => line.startsWith('BROKEN'))
      ?.slice(8),
  ).toMatch(found);
});

/** Changes an entry and everything that follows from it, as the owner of the database can. */
async function rewriteChain(): Promise<void> {
  const { zoneId } = zone.as('system');
  await superuser.query('set search_path = app, public');
  await superuser.query(`update audit_entry set detail = '{"act": "accept"}' where id = ${ENTRY}`);
  const entries = await sealedContent(dbOn(superuser), zoneId);
  const digests = new Map(entries.map((row) => [row.id, entryDigest(contentOf(zoneId, row))]));
  for (const [id, digest] of digests)
    await superuser.query('update audit_entry set digest = $2 where id = $1', [id, digest]);
  const { rows } = await superuser.query<{ number: string; ids: string[] }>(
    'select s.number, s.entry_ids::text[] as ids from audit_seal s order by s.number',
  );
  let previous = '0'.repeat(64);
  for (const { number, ids } of rows) {
    const hash = sealHash(
      previous,
      number,
      ids.map((id) => digests.get(id) ?? ''),
    );
    await superuser.query('update audit_seal set previous_hash = $2, hash = $3 where number = $1', [
      number,
      previous,
      hash,
    ]);
    previous = hash;
  }
}

test('a chain that was written anew is found against a head that was noted before, and not without', async () => {
  const noted = (await head()).head?.hash ?? '';
  expect((await verify(noted)).intact).toBe(true);
  await rewriteChain();
  expect(await verify()).toMatchObject({ intact: true });
  expect(await verify(noted)).toMatchObject({
    intact: false,
    broken: `the head ${noted} is not in the chain: its tail was cut or it was rewritten`,
  });
  expect(await read(findHeads, { heads: [noted] })).toEqual([]);
  expect((await outsider()).code).toBe(0);
  expect(await outsider(noted)).toMatchObject({ code: 1, said: expect.stringContaining(noted) });
});

test('a cut tail is found against a head that was noted before, and not without', async () => {
  const noted = (await head()).head?.hash ?? '';
  await superuser.query(
    `delete from app.audit_entry e using app.audit_seal s where s.number = 3 and e.id = any (s.entry_ids);
     delete from app.audit_seal where number = 3`,
  );
  const cut = await verify();
  expect(cut).toMatchObject({ intact: true, seals: 2 });
  expect((await verify(noted)).broken).toContain(noted);
  expect((await outsider(noted)).code).toBe(1);
  // the head of the shorter chain was the newest once and is still in the longer one
  expect((await verify(cut.head?.hash)).intact).toBe(true);
  expect(await read(findHeads, { heads: [noted, cut.head?.hash ?? ''] })).toEqual([cut.head?.hash]);
});

test('entries younger than the last seal are named', async () => {
  const before = await verify();
  await enter('2');
  const verified = await verify();
  expect(verified).toMatchObject({ intact: true, unsealed: 1, entries: before.entries + 1 });
  expect(verified.unsealedEntries).toEqual([
    { id: expect.any(String), at: '2025-05-01T02:00:00.000Z', operation: 'indicators.enterValue' },
  ]);
  expect((await outsider()).said).toContain(`${before.entries} of ${before.entries + 1} entries sealed`);
});

test('while others write and the sealer runs, a check never sees half of it', async () => {
  let writing = true;
  const writer = (async () => {
    for (let n = 1; n <= 40; n += 1) await enter(String(n));
    writing = false;
  })();
  const sealer = (async () => {
    while (writing) await sealAll(jobs);
  })();
  const broken = new Set<string | null>();
  while (writing) broken.add((await verify()).broken);
  await Promise.all([writer, sealer]);
  expect([...broken]).toEqual([null]);
});

test('who may not verify may neither export nor ask for heads', async () => {
  for (const operation of [verifyTrail, readHead, exportTrail, findHeads])
    for (const name of ['office', 'taopu', '甲'])
      await expect(
        zone.read(name, '2025-04-01', operation as typeof verifyTrail, {} as never),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
