import type pg from 'pg';
import type { Actor } from '../kernel/actor.ts';
import { uuidv7 } from '../kernel/ids.ts';
import {
  type ReadOperation,
  type WriteOperation,
  performRead,
  performWrite,
} from '../kernel/operation/operation.ts';
import type { DemoEnterprise } from './invent.ts';

/** An enterprise of the demonstration with the person who reports for it. */
export type CastEnterprise = DemoEnterprise & { readonly id: string; readonly actor: Actor };

/** Who does something, and at which instant of the demonstration's past. */
export interface Doing {
  readonly actor: Actor;
  readonly now: Date;
}

/** The people of the demonstration; they do everything through the product's own operations. */
export class Cast {
  readonly #pool: pg.Pool;
  readonly #people = new Map<string, Actor>();
  enterprises: readonly CastEnterprise[] = [];

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  add(login: string, actor: Actor): void {
    this.#people.set(login, actor);
  }

  as(login: string): Actor {
    const actor = this.#people.get(login);
    if (!actor) throw new RangeError(`The demonstration has no ${login}.`);
    return actor;
  }

  officers(): Actor[] {
    return [...this.#people.values()].filter(({ role }) => role === 'sub-park');
  }

  do<I, O>(doing: Doing, operation: WriteOperation<I, O>, input: I): Promise<O> {
    return performWrite({ pool: this.#pool, ...doing, requestId: uuidv7() }, operation, input);
  }

  read<I, O>(doing: Doing, operation: ReadOperation<I, O>, input: I): Promise<O> {
    return performRead({ pool: this.#pool, ...doing }, operation, input);
  }
}
