import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SmallZone, answers, explanations } from '../../demo/small-zone.ts';
import { openPool } from '../../kernel/db/pool.ts';
import { freshDatabase } from '../../kernel/testing/cluster.ts';
import { checkCover, readCover, sendBack, submit } from './index.ts';

const SIGNED = { 单位负责人: '高远', 统计负责人: '林岚', 填表人: '许嘉' };

let zone: SmallZone;
let owner: pg.Client;
let submissionId: string;

beforeEach(async () => {
  const urls = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  zone = await SmallZone.make(openPool(urls.app), [
    { name: '甲', carrier: 'c-1' },
    { name: '丙', carrier: 'c-3' },
  ]);
  owner = new pg.Client(urls.owner);
  await owner.connect();
  submissionId = (await zone.reports(await zone.open('2025Q1'))).get('甲') ?? '';
});
afterEach(async () => {
  await owner.end();
  await zone.pool.end();
});

const send = (version: number, day: string, revenue: number) =>
  zone.do('甲', day, submit, {
    submissionId,
    version,
    answers: answers(revenue),
    explanations,
    signatories: SIGNED,
  });
const paper = async (revision?: number, who = '甲') => {
  const { paper: found } = await zone.read(who, '2025-04-20', readCover, { submissionId, revision });
  if (!found) throw new Error('nothing was submitted');
  return found;
};
const check = (code: string, who = 'office') => zone.read(who, '2025-04-20', checkCover, { code });

test('the hash on the cover sheet is the SHA-256 of the eleven lines that docs/cover.md describes', async () => {
  await send(0, '2025-04-03', 1000);
  const said = await paper();
  const json = (value: Readonly<Record<string, unknown>>) =>
    `{${Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${JSON.stringify(value[key])}`)
      .join(',')}}`;
  const lines = [
    'yuanheng-cover-1',
    'putuo',
    `ENT-Q ${said.formVersion}`,
    '2025Q1',
    said.respondent.code,
    '甲有限公司',
    '1',
    '2025-04-03T02:00:00.000Z',
    json(answers(1000)),
    json(explanations),
    json(SIGNED),
  ];
  expect(said.digest).toBe(createHash('sha256').update(lines.join('\n'), 'utf8').digest('hex'));
  expect(said).toMatchObject({ revision: 1, latestRevision: 1, by: '甲', signatories: SIGNED });
});

test('the example of docs/cover.md is right', () => {
  const page = readFileSync(new URL('../../../../../docs/cover.md', import.meta.url), 'utf8');
  const [, text = '', digest] =
    /```\n(yuanheng-cover-1\n[\s\S]*?)\n```[\s\S]*?`([0-9a-f]{64})`/.exec(page) ?? [];
  expect(createHash('sha256').update(text, 'utf8').digest('hex')).toBe(digest);
});

test('a paper equals the record, scanned or typed; a corrected report says that a later revision exists', async () => {
  await send(0, '2025-04-03', 1000);
  const first = await paper();
  expect(await check(first.code)).toMatchObject({ outcome: 'equal', recorded: { submissionId } });
  expect(await check(first.typedCode.toLowerCase())).toMatchObject({ outcome: 'equal' });
  await zone.do('taopu', '2025-04-04', sendBack, {
    submissionId,
    remarks: [{ field: 'rd_ytd', text: '请补凭证' }],
  });
  await send(1, '2025-04-05', 1200);
  expect(await check(first.code)).toMatchObject({ outcome: 'later', recorded: { latestRevision: 2 } });
  expect(await check((await paper()).code)).toMatchObject({ outcome: 'equal' });
  expect(await paper(1)).toMatchObject({ digest: first.digest });
});

test('a figure that was changed in the database, past every operation, shows as altered', async () => {
  await send(0, '2025-04-03', 1000);
  const { code } = await paper();
  await owner.query('begin');
  await owner.query(`select app.app_enter('${zone.as('office').zoneId}', '/', '0', null)`);
  const changed = await owner.query(
    `update app.submission_revision set answers = answers || '{"revenue_ytd":"9000"}'`,
  );
  await owner.query('commit');
  expect(changed.rowCount).toBe(1);
  expect(await check(code)).toMatchObject({ outcome: 'altered' });
});

test('a paper of a report that is not there, of another zone or of somebody else’s is unknown; other text is refused', async () => {
  await send(0, '2025-04-03', 1000);
  const { code } = await paper();
  const unknown = { outcome: 'unknown', recorded: null };
  expect(await check(code.replace('PUTUO', 'YANGPU'))).toMatchObject(unknown);
  expect(await check(code.replace('2025Q1', '2024Q1'))).toMatchObject(unknown);
  expect(await check(code.replace(/ 1 /, ' 2 '))).toMatchObject(unknown);
  expect(await check(code, 'zhenru')).toMatchObject(unknown);
  expect(await check(code, '丙')).toMatchObject(unknown);
  expect(await check(code, '甲')).toMatchObject({ outcome: 'equal' });
  await expect(check('请看附件')).rejects.toMatchObject({ code: 'NOT_A_COVER_CODE' });
});

test('who signed last is known for the next report; nothing that was not submitted has a cover', async () => {
  expect(await zone.read('甲', '2025-04-03', readCover, { submissionId })).toEqual({
    paper: null,
    lastSignatories: null,
  });
  await send(0, '2025-04-03', 1000);
  const next = (await zone.reports(await zone.open('2025Q2'))).get('甲') ?? '';
  expect(await zone.read('甲', '2025-07-03', readCover, { submissionId: next })).toEqual({
    paper: null,
    lastSignatories: SIGNED,
  });
  await expect(zone.read('丙', '2025-07-03', readCover, { submissionId: next })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});
