import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type pg from 'pg';
import type { Role } from '@yuanheng/contract';
import type { Actor } from '../actor.ts';
import { SIGN_IN_LIMITS } from '../parameters.ts';

export const COOKIE = 'yh_session';

/** A signed-in person in their active role assignment. */
export interface Session {
  readonly idHash: Buffer;
  readonly personId: string;
  readonly actor: Actor;
  readonly demoDay: string | null;
  /** What is due before it may do anything: the second factor's code, or a second factor to begin with. */
  readonly stage: 'full' | 'code' | 'enrol';
}

export const hashOf = (sessionId: string): Buffer => createHash('sha256').update(sessionId).digest();

interface WhoRow {
  person_id: string;
  display_name: string;
  zone_id: string;
  member_id: string;
  assignment_id: string;
  role: Role;
  place_path: string;
  own_id: string | null;
  demo_day: string | null;
  behalf_name: string | null;
  stage: Session['stage'];
}

/** Who the cookie is, or null: unknown, signed out, idle too long, disabled, or the role assignment has ended. */
export async function findSession(
  pool: pg.Pool,
  request: IncomingMessage,
  realNow: Date,
): Promise<Session | null> {
  const id = cookieOf(request);
  return id === null ? null : await sessionOf(pool, hashOf(id), realNow);
}

/** The session of a cookie's hash. */
export async function sessionOf(
  client: Pick<pg.ClientBase, 'query'>,
  idHash: Buffer,
  realNow: Date,
): Promise<Session | null> {
  const { rows } = await client.query<WhoRow>({
    name: 'who',
    text: 'select * from auth.who($1, $2, make_interval(mins => $3), make_interval(mins => $4))',
    values: [idHash, realNow, SIGN_IN_LIMITS.idleMinutes, SIGN_IN_LIMITS.idleMinutesAdmin],
  });
  const row = rows[0];
  if (row === undefined) return null;
  const actor: Actor = {
    zoneId: row.zone_id,
    memberId: row.member_id,
    assignmentId: row.assignment_id,
    name: row.display_name,
    role: row.role,
    placePath: row.place_path,
    ownId: row.own_id,
    ...(row.behalf_name === null ? {} : { onBehalfOf: row.behalf_name }),
  };
  return { idHash, personId: row.person_id, actor, demoDay: row.demo_day, stage: row.stage };
}

function cookieOf(request: IncomingMessage): string | null {
  for (const part of request.headers.cookie?.split(';') ?? []) {
    const [name, value] = part.trim().split('=');
    if (name === COOKIE && value) return value;
  }
  return null;
}
