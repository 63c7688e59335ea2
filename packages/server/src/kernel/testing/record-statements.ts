import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll } from 'vitest';

/**
 * With `YUANHENG_STATEMENTS` naming a folder, every text that the product sends to the database as one of its own roles
 * is written there, once per process, for `tools/statements`. What a test itself sends is not the product's.
 */
const folder = process.env.YUANHENG_STATEMENTS;

interface Sender {
  readonly connectionParameters?: { readonly user?: string };
}

const OWN_ROLE = /^yh_(app|jobs)_/;
const TEST = /\.test\.ts|\/testing\//;
const known = new Set<string>();
const found: string[] = [];

function textOf(asked: unknown): string | null {
  if (typeof asked === 'string') return asked;
  const { text } = (asked ?? {}) as { readonly text?: unknown };
  return typeof text === 'string' ? text : null;
}

/** The first caller that is ours: statements are sent in the same turn as they are asked for. */
function sentByTest(): boolean {
  const frames = (new Error('where from').stack ?? '').split('\n').slice(1);
  const caller = frames.find((line) => !/node_modules|node:|record-statements/.test(line));
  return caller !== undefined && TEST.test(caller);
}

if (folder !== undefined) {
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function recorded(this: pg.Client & Sender, ...args: unknown[]) {
    const text = textOf(args[0]);
    if (text !== null && !known.has(text) && OWN_ROLE.test(this.connectionParameters?.user ?? '')) {
      if (!sentByTest()) {
        known.add(text);
        found.push(text);
      }
    }
    return query.apply(this, args);
  } as pg.Client['query'];
  afterAll(() => {
    const lines = found.splice(0).map((text) => `${JSON.stringify(text)}\n`);
    if (lines.length > 0) appendFileSync(join(folder, `${process.pid}.jsonl`), lines.join(''));
  });
}
