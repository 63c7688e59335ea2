import { Socket } from 'node:net';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MOST } from '../kernel/files/zip-gate.ts';
import { openPool } from '../kernel/db/pool.ts';
import { freshDatabase } from '../kernel/testing/cluster.ts';
import { type Answered, TestServer } from './testing/http.ts';
import { TODAY, type TwoZones, makeTwoZones } from './testing/two-zones.ts';

let pool: pg.Pool;
let zones: TwoZones;
let server: TestServer;
let cookie: string;

beforeAll(async () => {
  const urls = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  pool = openPool(urls.app);
  zones = await makeTwoZones(pool);
  server = await TestServer.start(pool, { now: () => TODAY });
  const { enterprise } = zones.people;
  cookie = await server.signIn(enterprise.login, enterprise.password);
}, 120_000);

afterAll(async () => {
  await server.stop();
  await pool.end();
});

const codeOf = ({ body }: Answered) => (body as { code?: string } | null)?.code;
const reasonOf = ({ body }: Answered) => (body as { data?: { reason?: string } } | null)?.data?.reason;
const one = () => ({ submissionId: zones.things.own.submissionId });
const preview = (file: File, as: string | undefined = cookie) =>
  server.call('exchange.preview', { ...one(), file }, { cookie: as });
const PATH = '/api/exchange/workbooks/preview';

test('a workbook is saved under its Chinese name, and what comes back over HTTP is previewed', async () => {
  const got = await server.call('exchange.workbook', one(), { cookie });
  expect(got.status).toBe(200);
  expect(got.headers['content-disposition']).toMatch(/^attachment; filename/);
  expect(decodeURIComponent(String(got.headers['content-disposition']))).toContain('企业季报-甲-2026Q3.xlsx');
  expect(got.headers['cache-control']).toBe('no-store');
  const said = await preview(new File([new Uint8Array(got.bytes)], '季报.xlsx'));
  expect([said.status, said.body]).toMatchObject([
    200,
    { name: '季报.xlsx', reports: [{ outcome: 'same' }] },
  ]);
});

test('a file of one byte more than the limit is refused, wherever that is found out', async () => {
  const large = await preview(new File([new Uint8Array(MOST.bytes + 1)], 'x.xlsx'));
  expect([large.status, codeOf(large), reasonOf(large)]).toEqual([422, 'FILE_REFUSED', 'too-large']);
  const largest = await preview(new File([new Uint8Array(MOST.bytes)], 'x.xlsx'));
  expect(reasonOf(largest)).toBe('no-workbook');
});

test('what is no file, two files, or no form is refused', async () => {
  const form = (parts: string) => ({
    method: 'POST',
    cookie,
    body: `${parts}--b--\r\n`,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });
  const part = (head: string) => `--b\r\ncontent-disposition: form-data; ${head}\r\n\r\nx\r\n`;
  expect(reasonOf(await server.send(PATH, form(part('name="file"'))))).toBe('no-file');
  const file = part('name="file"; filename="a.xlsx"');
  expect(reasonOf(await server.send(PATH, form(file + file)))).toBe('too-many-files');
});

test('who is not signed in is refused before the file is read', async () => {
  const answer = await preview(new File(['x'], 'x.xlsx'), 'yh_session=nobody');
  expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
});

test('an upload that breaks off leaves nothing, and the server goes on', async () => {
  const socket = new Socket();
  await new Promise<void>((done) => socket.connect(server.port, '127.0.0.1', done));
  socket.write(
    `POST ${PATH} HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\ncontent-length: 9000000\r\ncontent-type: multipart/form-data; boundary=b\r\n\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n${'x'.repeat(100_000)}`,
  );
  await new Promise((done) => setTimeout(done, 50));
  socket.destroy();
  const said = await preview(new File(['x'], 'x.xlsx'));
  expect(reasonOf(said)).toBe('no-workbook');
});
