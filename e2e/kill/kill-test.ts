import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { answers, explanations } from '../../packages/server/src/demo/small-zone.ts';
import { type Product, removeHome, startHome } from '../support/product.ts';
import { type Answer, type Asked, ask, inTurns, send, signIn } from './client.ts';
import { AUDITOR, type KillContent, OFFICER, makeContent } from './content.ts';
import { ClusterOf } from './database.ts';

export type Victim = 'server' | 'postmaster';

/** What one kill in the middle of concurrent submissions left. */
export interface Round {
  readonly victim: Victim;
  readonly sent: number;
  /** Acknowledged when the kill was done, and in the end. */
  readonly acknowledgedAtKill: number;
  readonly acknowledged: number;
  /** Committed, but the answer was lost: a repeat finds it. */
  readonly committedUnheard: number;
  /** Answers that are neither 200 nor DATABASE_AWAY nor a lost connection. */
  readonly strange: number;
  readonly readyMs: number;
  /** Acknowledged request ids without their row in app.request or without their audit entry. */
  readonly lost: number;
  /** Repeated acknowledged requests with another answer than the first time. */
  readonly answeredOtherwise: number;
  /** Of the rest, sent again under the same ids, those that did not succeed. */
  readonly notFinished: number;
  /** Requests that left another number of audit entries than one. */
  readonly notOnce: number;
  readonly auditBroken: string | null;
  readonly factDifferences: number;
}

export const isLossless = (round: Round): boolean =>
  round.strange + round.lost + round.answeredOtherwise + round.notFinished + round.notOnce === 0 &&
  round.auditBroken === null &&
  round.factDifferences === 0;

interface Verified {
  readonly head: { readonly hash: string } | null;
  readonly broken: string | null;
}

interface Reporter {
  readonly submissionId: string;
  readonly cookie: string;
}

/** The product on content of its own, killed again and again. */
export class KillTest {
  readonly #homeDir: string;
  readonly #content: KillContent;
  readonly #cluster: ClusterOf;
  #product: Product;
  #reporters: readonly Reporter[] = [];
  #officer = '';
  #auditor = '';
  #rounds = 0;

  private constructor(homeDir: string, content: KillContent, product: Product) {
    this.#homeDir = homeDir;
    this.#content = content;
    this.#cluster = new ClusterOf(homeDir);
    this.#product = product;
  }

  static async start(concurrent: number): Promise<KillTest> {
    const homeDir = mkdtempSync(join(tmpdir(), 'yuanheng-kill-'));
    const content = await makeContent(homeDir, concurrent);
    const test = new KillTest(homeDir, content, await startHome({ homeDir, port: 0 }));
    await test.#signIn();
    return test;
  }

  async stop(): Promise<void> {
    await this.#product.stop();
    removeHome(this.#homeDir);
  }

  /** Fires all submissions at once, kills when the given number of them is acknowledged, and looks at what is left. */
  async round(victim: Victim, killAfter: number): Promise<Round> {
    if (this.#rounds > 0) await this.#sendBack();
    const version = this.#rounds++;
    const head = (await this.#verify()).head?.hash;
    const requests = this.#reporters.map(({ submissionId, cookie }, i) => ({
      id: randomUUID(),
      cookie,
      path: `/statistics/submissions/${submissionId}/submit`,
      body: { version, answers: answers(10_000 + 20 * i + version), explanations },
    }));
    const { first, acknowledgedAtKill, readyMs } = await this.#fire(requests, { victim, killAfter });
    const heard = requests.filter((_, i) => first[i]?.status === 200);
    const rest = requests.filter((_, i) => first[i]?.status !== 200);
    const recorded = await this.#recorded(requests);
    const repeated = await inTurns(requests, (request) => this.#send(request));
    const again = new Map(requests.map(({ id }, i) => [id, repeated[i]]));
    const before = new Map(requests.map(({ id }, i) => [id, first[i]]));
    const entries = await this.#recorded(requests);
    return {
      victim,
      sent: requests.length,
      acknowledgedAtKill,
      acknowledged: heard.length,
      committedUnheard: rest.filter(({ id }) => recorded.get(id) === 1).length,
      strange: first.filter(isStrange).length,
      readyMs,
      lost: heard.filter(({ id }) => recorded.get(id) !== 1).length,
      answeredOtherwise: heard.filter(({ id }) => !isSame(before.get(id), again.get(id))).length,
      notFinished: rest.filter(({ id }) => again.get(id)?.status !== 200).length,
      notOnce: requests.filter(({ id }) => entries.get(id) !== 1).length,
      auditBroken: (await this.#verify(head)).broken,
      factDifferences: await this.#cluster.differences(this.#content),
    };
  }

  async #fire(requests: readonly Asked[], { victim, killAfter }: { victim: Victim; killAfter: number }) {
    let acknowledged = 0;
    let killed: { readonly acknowledged: number; readonly ready: Promise<number> } | undefined;
    const first = await Promise.all(
      requests.map(async (request) => {
        const answer = await this.#send(request);
        if (answer.status === 200) acknowledged += 1;
        if (acknowledged >= killAfter) killed ??= { acknowledged, ready: this.#kill(victim) };
        return answer;
      }),
    );
    if (killed === undefined) throw new Error(`Only ${acknowledged} were acknowledged; nothing was killed.`);
    return { first, acknowledgedAtKill: killed.acknowledged, readyMs: await killed.ready };
  }

  /** Kills without warning; answers after how many milliseconds everything is ready again. */
  async #kill(victim: Victim): Promise<number> {
    const began = performance.now();
    const postmaster = this.#cluster.postmaster()?.pid ?? 0;
    if (victim === 'server') {
      const { port } = this.#product;
      await this.#product.kill();
      this.#product = await startHome({ homeDir: this.#homeDir, port });
    } else process.kill(postmaster, 'SIGKILL');
    while (this.#cluster.postmaster()?.pid === postmaster || !(await this.#isReady())) {
      if (performance.now() - began > 60_000)
        throw new Error(`A minute after kill -9 of the ${victim} nothing is ready.`);
      await sleep(25);
    }
    return Math.round(performance.now() - began);
  }

  #isReady = async (): Promise<boolean> => (await this.#send({ path: '/health' })).status === 200;

  #send(asked: Asked): Promise<Answer> {
    return send(this.#product.port, asked);
  }

  /** How many audit entries each request has left, for those that app.request knows. */
  async #recorded(requests: readonly Asked[]): Promise<ReadonlyMap<string | undefined, number>> {
    const rows = await this.#cluster.query<{ id: string; entries: number }>(
      `select r.request_id as id, count(e.id)::int as entries from app.request r
       left join app.audit_entry e on e.zone_id = r.zone_id and e.request_id = r.request_id
       where r.request_id = any ($1::uuid[]) group by r.request_id`,
      [requests.map(({ id }) => id)],
    );
    return new Map(rows.map(({ id, entries }) => [id, entries]));
  }

  #verify(against?: string): Promise<Verified> {
    const query = against === undefined ? '' : `?against=${against}`;
    return ask(this.#product.port, { path: `/audit/verify${query}`, cookie: this.#auditor });
  }

  async #signIn(): Promise<void> {
    const { port } = this.#product;
    const { password, reports } = this.#content;
    this.#officer = await signIn(port, OFFICER, password);
    this.#auditor = await signIn(port, AUDITOR, password);
    this.#reporters = await inTurns(reports, async ({ login, submissionId }) => ({
      submissionId,
      cookie: await signIn(port, login, password),
    }));
  }

  async #sendBack(): Promise<void> {
    const remarks = [{ field: 'rd_ytd', text: '请核对后重新报送。' }];
    await inTurns(this.#reporters, ({ submissionId }) =>
      ask(this.#product.port, {
        path: `/statistics/submissions/${submissionId}/send-back`,
        cookie: this.#officer,
        body: { remarks },
      }),
    );
  }
}

function isStrange({ status, body }: Answer): boolean {
  if (status === 0 || status === 200) return false;
  return !/"code":"(DATABASE_AWAY|STARTING)"/.test(body);
}

const isSame = (one: Answer | undefined, other: Answer | undefined): boolean =>
  one?.status === other?.status &&
  isDeepStrictEqual(JSON.parse(one?.body ?? ''), JSON.parse(other?.body ?? ''));
