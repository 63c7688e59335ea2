import { Socket } from 'node:net';
import { Validator } from '@seriousme/openapi-schema-validator';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLog } from '../kernel/http/log.ts';
import { openPool } from '../kernel/db/pool.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { freshDatabase } from '../kernel/testing/cluster.ts';
import { type Answered, OPERATIONS, TestServer } from './testing/http.ts';
import { TODAY, type TwoZones, makeTwoZones } from './testing/two-zones.ts';

let pool: pg.Pool;
let zones: TwoZones;
let server: TestServer;
let office: string;
let enterprise: string;
const lines: string[] = [];

beforeAll(async () => {
  const urls = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  pool = openPool(urls.app);
  zones = await makeTwoZones(pool);
  const log = openLog('info', { write: (line: string) => void lines.push(line) });
  server = await TestServer.start(pool, { now: () => TODAY, log });
  const { people } = zones;
  office = await server.signIn(people.office.login, people.office.password);
  enterprise = await server.signIn(people.enterprise.login, people.enterprise.password);
}, 120_000);

afterAll(async () => {
  await server.stop();
  await pool.end();
});

const codeOf = ({ body }: Answered) => (body as { code: string }).code;
const isProblem = (answer: Answered) => answer.headers['content-type'] === 'application/problem+json';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('problems', () => {
  test('every failure is application/problem+json with code, status and both sentences', async () => {
    const id = uuidv7();
    const failures: readonly (readonly [code: string, answer: Answered])[] = [
      ['UNAUTHENTICATED', await server.call('plan.read', {})],
      ['FORBIDDEN', await server.call('audit.list', {}, { cookie: office })],
      ['NOT_FOUND', await server.call('statistics.getSubmission', { submissionId: id }, { cookie: office })],
      ['INVALID_INPUT', await server.call('statistics.openPeriod', { formId: 1 }, { cookie: office })],
      ['INVALID_INPUT', await server.send('/api/identity/sign-in', { method: 'POST', body: '{"login":' })],
      ['NOT_FOUND', await server.send('/api/there/is/no/such/path')],
      ['NOT_FOUND', await server.send('/api')],
      ['NOT_FOUND', await server.send('/api/%E0%A4%A')],
      ['NOT_FOUND', await server.send('//')],
      ['SIGN_IN_REFUSED', await server.call('identity.signIn', { login: 'nobody', password: 'x' })],
      [
        'REQUEST_ID_MISSING',
        await server.send('/api/identity/sign-out', { method: 'POST', body: '{}', cookie: office }),
      ],
    ];
    for (const [code, answer] of failures) {
      expect([codeOf(answer), answer.headers['content-type']]).toEqual([code, 'application/problem+json']);
      expect(answer.body).toMatchObject({ status: answer.status, type: `urn:yuanheng:problem:${code}` });
      const { title, titleEn } = answer.body as { title: string; titleEn: string };
      expect(title).toMatch(/[一-龥].*[。；]?$/);
      expect(titleEn.length).toBeGreaterThan(10);
    }
  });

  test('what the server did not foresee says only its number, and the log line has the same one', async () => {
    const log = openLog('info', { write: (line: string) => void lines.push(line) });
    // a session cannot be looked up in this database, because its tables are missing
    const urls = new URL((pool.options as { connectionString: string }).connectionString);
    urls.pathname = '/postgres';
    const empty = openPool(urls.href);
    const strange = await TestServer.start(empty, { now: () => TODAY, log });
    const answer = await strange.call('plan.read', {}, { cookie: 'yh_session=x' });
    await strange.stop();
    await empty.end();
    expect([answer.status, codeOf(answer), isProblem(answer)]).toEqual([500, 'INTERNAL', true]);
    const traceId = answer.headers['x-request-id'] as string;
    expect((answer.body as { data: unknown }).data).toEqual({ traceId });
    expect(lines.filter((line) => line.includes(traceId)).join('')).toContain('unforeseen');
    expect(answer.text).not.toMatch(/auth|relation|schema/);
  });

  test('a database that is away is 503 and says to try again', async () => {
    const away = openPool('postgres://nobody:x@127.0.0.1:1/nothing');
    const strange = await TestServer.start(away, { now: () => TODAY });
    const answer = await strange.call('plan.read', {}, { cookie: 'yh_session=x' });
    const health = await strange.send('/api/health');
    await strange.stop();
    await away.end();
    expect([answer.status, codeOf(answer)]).toEqual([503, 'DATABASE_AWAY']);
    expect(health.status).toBe(503);
  });
});

describe('request ids', () => {
  test('every answer has its own, failed or not, and one log line names it', async () => {
    const answers = [
      await server.send('/api/health'),
      await server.send('/api/openapi.json'),
      await server.send('/not-an-api-path'),
      await server.send('/api/nothing'),
      await server.call('plan.read', {}, { cookie: office }),
      await server.call('plan.read', {}),
    ];
    const ids = answers.map(({ headers }) => headers['x-request-id'] as string);
    for (const id of ids) expect(id).toMatch(UUID);
    expect(new Set(ids).size).toBe(ids.length);
    await new Promise((done) => setTimeout(done, 20));
    const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const line = logged.find(({ requestId }) => requestId === ids[4]);
    expect(line).toMatchObject({ method: 'GET', path: '/api/plan', status: 200 });
  });

  test('no log line holds a password or a cookie', () => {
    const everything = lines.join('');
    expect(lines.length).toBeGreaterThan(5);
    expect(everything).not.toContain(zones.people.office.password);
    expect(everything).not.toContain(office.split('=')[1]);
  });
});

describe('what was read before', () => {
  test('is 304 without a body while it has not changed', async () => {
    const first = await server.call('plan.read', {}, { cookie: office });
    const { etag } = first.headers;
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const again = await server.call(
      'plan.read',
      {},
      { cookie: office, headers: { 'if-none-match': String(etag) } },
    );
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
    const weak = await server.call(
      'plan.read',
      {},
      { cookie: office, headers: { 'if-none-match': `"x", W/${etag}` } },
    );
    expect(weak.status).toBe(304);
  });

  test('is answered anew to another reader, whatever they have', async () => {
    const mine = await server.call('identity.me', {}, { cookie: office });
    const headers = { 'if-none-match': String(mine.headers.etag) };
    const theirs = await server.call('identity.me', {}, { cookie: enterprise, headers });
    expect(theirs.status).toBe(200);
    expect(theirs.headers.etag).not.toBe(mine.headers.etag);
    expect(theirs.headers.vary).toBe('cookie');
    const nobody = await server.call('identity.me', {}, { headers });
    expect(nobody.status).toBe(401);
  });

  test('has an ETag, and no answer that says no-store has one', async () => {
    const openapi = await server.send('/api/openapi.json');
    const read = await server.call('statistics.listPeriods', {}, { cookie: office });
    const health = await server.send('/api/health');
    const write = await server.call('identity.switchRole', { assignmentId: uuidv7() }, { cookie: office });
    expect([openapi, read, health, write].map(({ headers }) => headers.etag !== undefined)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    for (const { headers } of [health, write]) expect(headers['cache-control']).toBe('no-store');
  });

  test('HEAD answers what GET does, without the body', async () => {
    for (const path of ['/api/plan', '/api/openapi.json', '/api/health']) {
      const get = await server.send(path, { cookie: office });
      const head = await server.send(path, { method: 'HEAD', cookie: office });
      expect([head.status, head.text]).toEqual([200, '']);
      expect(head.headers.etag).toBe(get.headers.etag);
      expect(head.headers['content-type']).toBe(get.headers['content-type']);
    }
    expect((await server.send('/api/nothing', { method: 'HEAD' })).status).toBe(404);
  });
});

describe('bodies', () => {
  const MEGABYTE = 1_000_000;
  const path = '/api/statistics/submissions/review';

  test('a body of just 1 MB is read, one byte more is refused with 413', async () => {
    const padded = (bytes: number) => `{"submissionIds":[],"x":"${'x'.repeat(bytes - 27)}"}`;
    const most = await server.send(path, { method: 'POST', body: padded(MEGABYTE), cookie: office });
    expect([padded(MEGABYTE).length, most.status, codeOf(most)]).toEqual([MEGABYTE, 400, 'INVALID_INPUT']);
    const more = await server.send(path, { method: 'POST', body: padded(MEGABYTE + 1), cookie: office });
    expect([more.status, codeOf(more), isProblem(more)]).toEqual([413, 'BODY_TOO_LARGE', true]);
  });

  test('a body that declares 40 MB is refused before its first byte', async () => {
    const answer = await rawly(server.port, [
      `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 40000000\r\n\r\n`,
    ]);
    expect(answer.text).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer.text).toContain('BODY_TOO_LARGE');
    expect(answer.sent).toBe(0);
  });

  test('a body without a length is refused at the limit, not at its end', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const head = `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`;
    const answer = await rawly(server.port, [head, ...Array.from({ length: 600 }, () => chunk)]);
    expect(answer.text).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer.sent).toBeLessThan(500);
  });

  test('the longest list that the contract takes fits', async () => {
    const submissionIds = Array.from({ length: 2_000 }, () => uuidv7());
    const answer = await server.call('statistics.accept', { submissionIds }, { cookie: office });
    expect([answer.status, codeOf(answer)]).toEqual([404, 'NOT_FOUND']);
  });
});

describe('text that cannot be stored', () => {
  const draft = (answers: object) => ({
    submissionId: zones.things.own.submissionId,
    version: 1,
    answers,
    explanations: {},
  });
  const pointers = ({ body }: Answered) =>
    (body as { data: { errors: { pointer: string }[] } }).data.errors.map(({ pointer }) => pointer);

  test.each([
    ['a NUL', '1\u0000'],
    ['half a surrogate pair', '\ud800'],
  ])('%s is 400 with the place in the input', async (_what, bad) => {
    const value = await server.call('statistics.saveDraft', draft({ revenue_ytd: bad }), {
      cookie: enterprise,
    });
    expect([value.status, codeOf(value), pointers(value)]).toEqual([
      400,
      'INVALID_INPUT',
      ['/answers/revenue_ytd'],
    ]);
    const key = await server.call('statistics.saveDraft', draft({ [bad]: '1' }), { cookie: enterprise });
    expect([key.status, pointers(key)]).toEqual([400, ['/answers']]);
    const login = await server.call('identity.signIn', { login: bad, password: 'x' });
    expect([login.status, pointers(login)]).toEqual([400, ['/login']]);
  });

  test('in the address too', async () => {
    const path = '/api/indicators/values?periods[0]=2026&unit=a%00b';
    const answer = await server.send(path, { cookie: office });
    expect([answer.status, pointers(answer)]).toEqual([400, ['/unit']]);
  });

  test('a whole pair of surrogates is a character like any other', async () => {
    const answer = await server.call(
      'indicators.values',
      { periods: ['2026'], unit: '𠮷' },
      { cookie: office },
    );
    expect([answer.status, codeOf(answer)]).toEqual([404, 'NOT_FOUND']);
  });
});

describe('a page of another site', () => {
  test('may not frame ours, and ours load from this server only', async () => {
    const { headers } = await server.send('/api/health');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  test.each(['null', 'not an origin', 'http://', 'https://elsewhere.example', 'http://127.0.0.1:1'])(
    'cannot write from origin %j',
    async (origin) => {
      const answer = await server.call(
        'identity.switchRole',
        { assignmentId: uuidv7() },
        { cookie: office, headers: { origin } },
      );
      expect([answer.status, codeOf(answer)]).toEqual([403, 'FOREIGN_ORIGIN']);
    },
  );

  test('is known by what the browser says of it', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await server.call('identity.signIn', { login: 'x', password: 'x' }, { headers });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'FOREIGN_ORIGIN']);
  });

  test('our own page may', async () => {
    const headers = { origin: `http://127.0.0.1:${server.port}` };
    const answer = await server.call(
      'identity.switchRole',
      { assignmentId: uuidv7() },
      { cookie: office, headers },
    );
    expect(codeOf(answer)).toBe('NO_SUCH_ASSIGNMENT');
  });
});

describe('the OpenAPI document', () => {
  interface Document {
    readonly openapi: string;
    readonly paths: Readonly<Record<string, Readonly<Record<string, { responses: object }>>>>;
  }
  const read = async () => (await server.send('/api/openapi.json')).body as Document;

  test('is valid OpenAPI 3.1', async () => {
    const document = await read();
    expect(document.openapi).toMatch(/^3\.1\./);
    const result = await new Validator().validate({ ...document });
    expect(result).toMatchObject({ valid: true });
  });

  test('has every operation of the contract, and every route of it answers', async () => {
    const { paths } = await read();
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() })),
    );
    const named = (route: { method: string; path: string }) => `${route.method} ${route.path}`;
    expect(routes.map(named).toSorted()).toEqual(
      [...OPERATIONS.values()].map(({ route }) => named(route)).toSorted(),
    );
    for (const { method, path } of routes) {
      const answer = await server.send(`/api${path.replaceAll(/\{\w+\}/g, uuidv7())}`, {
        method,
        cookie: office,
        headers: { 'idempotency-key': uuidv7() },
        ...(method === 'GET' ? {} : { body: '{}' }),
      });
      const what = (answer.body as { data?: { what?: string } }).data?.what;
      expect([path, what === 'route', answer.status >= 500]).toEqual([path, false, false]);
    }
    office = await server.signIn(zones.people.office.login, zones.people.office.password);
  });

  test('failures are described as application/problem+json', async () => {
    const { paths } = await read();
    const failures = Object.values(paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ responses }) =>
        Object.entries(responses as Record<string, { content?: object }>).filter(
          ([status]) => Number(status) >= 400,
        ),
      ),
    );
    expect(failures.length).toBeGreaterThan(50);
    for (const [, { content = {} }] of failures)
      expect(Object.keys(content)).toEqual(['application/problem+json']);
  });
});

/** Sends pieces one by one until the server answers; says how many it had sent. */
function rawly(
  port: number,
  [head = '', ...pieces]: readonly string[],
): Promise<{ text: string; sent: number }> {
  return new Promise((done, fail) => {
    let text = '';
    let sent = 0;
    const socket = new Socket();
    const settle = () => (text === '' ? fail(new Error('no answer')) : done({ text, sent }));
    socket.on('data', (data) => (text += data.toString()));
    // a server that does not read on closes the connection, which may break a write
    socket.on('error', settle);
    socket.on('close', settle);
    const next = () => {
      const piece = pieces[sent];
      if (text !== '' || piece === undefined || socket.destroyed) return;
      sent += 1;
      socket.write(piece, () => setImmediate(next));
    };
    socket.connect(port, '127.0.0.1', () => socket.write(head, () => setImmediate(next)));
  });
}
