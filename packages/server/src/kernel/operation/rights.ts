import type { Role } from '@yuanheng/contract';
import { type Actor, isWithin } from '../actor.ts';
import { ProgrammerError } from '../fault.ts';
import { problem } from '../problem.ts';

/**
 * How far a role reaches with one operation. `own`: rows of its own enterprise; `place`: rows below its place;
 * `zone`: everything in the zone. A role that is not named reaches nothing.
 */
export type Reach = 'own' | 'place' | 'zone';
export type Rights = Partial<Record<Role, Reach>>;

/** What an operation is about; `rows` when row-level security alone picks the rows of a list. */
export type Target = { readonly scopePath: string; readonly ownerId: string | null } | 'rows' | 'zone';

/** Decides one request; default is no. */
export class Decision {
  readonly #operation: string;
  readonly #rights: Rights;
  readonly #actor: Actor;
  #asked = false;

  constructor(operation: string, rights: Rights, actor: Actor) {
    this.#operation = operation;
    this.#rights = rights;
    this.#actor = actor;
    if (this.#reach() === undefined) throw this.#no();
  }

  /** Throws FORBIDDEN unless the actor's role reaches the target. */
  may(target: Target): void {
    this.#asked = true;
    if (!this.#reaches(target)) throw this.#no();
  }

  /** An operation whose rights depend on the target and that never asked would rest on one lock only. */
  assertAsked(): void {
    if (!this.#asked) throw new ProgrammerError(`${this.#operation} never asked ctx.may`);
  }

  #reach(): Reach | undefined {
    return this.#rights[this.#actor.role];
  }

  #reaches(target: Target): boolean {
    const reach = this.#reach();
    if (reach === undefined) return false;
    if (target === 'rows' || reach === 'zone') return true;
    if (target === 'zone') return false;
    if (reach === 'place') return isWithin(this.#actor.placePath, target.scopePath);
    return target.ownerId !== null && target.ownerId === this.#actor.ownId;
  }

  #no() {
    return problem('FORBIDDEN', { operation: this.#operation, role: this.#actor.role });
  }
}
