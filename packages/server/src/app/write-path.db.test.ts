import { afterAll, beforeAll, expect, test } from 'vitest';
import { SmallZone } from '../demo/small-zone.ts';
import { withActor } from '../kernel/db/with-actor.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { type WriteContext, writeOperation } from '../kernel/operation/operation.ts';

let zone: SmallZone;
beforeAll(async () => {
  zone = await SmallZone.fresh([{ name: '甲', carrier: 'c-1' }]);
});
afterAll(() => zone.pool.end());

const DAY = '2026-03-02';

/** Writes one row, and does with the write path what the test says. */
const note = (and: (ctx: WriteContext, subjectId: string) => void | Promise<void>) =>
  writeOperation({
    name: 'test.note',
    rights: { office: 'zone' },
    run: async (ctx, { name }: { readonly name: string }) => {
      const id = uuidv7(ctx.now);
      await ctx.db
        .insertInto('member')
        .values({
          zone_id: ctx.actor.zoneId,
          id,
          display_name: name,
          valid: `[${ctx.today},)`,
          request_id: ctx.requestId,
        })
        .execute();
      await and(ctx, id);
      return { id };
    },
  });

const audited = note((ctx, subjectId) => {
  ctx.may('zone');
  ctx.audit.add({ subjectKind: 'member', subjectId, scopePath: '/', detail: {} });
});

/** How many members, audit entries and answers a name or a request has left behind. */
function traces(name: string, requestId: string) {
  return withActor(zone.pool, zone.as('office'), async ({ db }) => {
    const count = async (table: 'member' | 'audit_entry' | 'request', where: [string, string]) => {
      const { n } = await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<string>().as('n'))
        .where('zone_id', '=', zone.as('office').zoneId)
        .where(db.dynamic.ref(where[0]), '=', where[1])
        .executeTakeFirstOrThrow();
      return Number(n);
    };
    return {
      members: await count('member', ['display_name', name]),
      entries: await count('audit_entry', ['request_id', requestId]),
      requests: await count('request', ['request_id', requestId]),
    };
  });
}

const NOTHING = { members: 0, entries: 0, requests: 0 };

test('invariant 8 · one write path: a write leaves its row, its audit entry and its answer in one transaction', async () => {
  const requestId = uuidv7();
  await zone.do('office', DAY, audited, { name: 'whole' }, requestId);
  expect(await traces('whole', requestId)).toEqual({ members: 1, entries: 1, requests: 1 });
});

test('invariant 8 · one write path: a write without an audit entry is not committed', async () => {
  const requestId = uuidv7();
  const silent = note((ctx) => ctx.may('zone'));
  await expect(zone.do('office', DAY, silent, { name: 'silent' }, requestId)).rejects.toThrow(
    'test.note wrote no audit entry',
  );
  expect(await traces('silent', requestId)).toEqual(NOTHING);
});

test('invariant 8 · one write path: a write that never asked for its right is not committed', async () => {
  const requestId = uuidv7();
  const bold = note((ctx, subjectId) =>
    ctx.audit.add({ subjectKind: 'member', subjectId, scopePath: '/', detail: {} }),
  );
  await expect(zone.do('office', DAY, bold, { name: 'bold' }, requestId)).rejects.toThrow(
    'test.note never asked ctx.may',
  );
  expect(await traces('bold', requestId)).toEqual(NOTHING);
});

test('a write that fails after it wrote leaves nothing', async () => {
  const requestId = uuidv7();
  const failing = note((ctx, subjectId) => {
    ctx.may('zone');
    ctx.audit.add({ subjectKind: 'member', subjectId, scopePath: '/', detail: {} });
    throw new RangeError('too late');
  });
  await expect(zone.do('office', DAY, failing, { name: 'failing' }, requestId)).rejects.toThrow('too late');
  expect(await traces('failing', requestId)).toEqual(NOTHING);
});

test('a role that is not named is refused before anything is written', async () => {
  const requestId = uuidv7();
  await expect(zone.do('taopu', DAY, audited, { name: 'refused' }, requestId)).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await traces('refused', requestId)).toEqual(NOTHING);
});

test('a request id that was answered gets the first answer again, to the same person and question only', async () => {
  const requestId = uuidv7();
  const first = await zone.do('office', DAY, audited, { name: 'once' }, requestId);
  expect(await zone.do('office', DAY, audited, { name: 'once' }, requestId)).toEqual(first);
  expect(await traces('once', requestId)).toEqual({ members: 1, entries: 1, requests: 1 });
  const reused = { code: 'REQUEST_ID_REUSED' };
  await expect(zone.do('office', DAY, audited, { name: 'other' }, requestId)).rejects.toMatchObject(reused);
  await expect(zone.do('colleague', DAY, audited, { name: 'once' }, requestId)).rejects.toMatchObject(reused);
});

test('ten requests of one id at the same time write once and get one answer', async () => {
  const requestId = uuidv7();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => zone.do('office', DAY, audited, { name: 'ten' }, requestId)),
  );
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await traces('ten', requestId)).toEqual({ members: 1, entries: 1, requests: 1 });
});
