import type pg from 'pg';

export interface FoundLink {
  readonly personId: string;
  readonly login: string;
  readonly name: string;
  readonly zoneId: string;
  readonly memberId: string;
  readonly expiresAt: Date;
  readonly isOpen: boolean;
}

/** Whose link it is; undefined: no link was ever made for this token. */
export async function findLink(pool: pg.Pool, tokenHash: Buffer, now: Date): Promise<FoundLink | undefined> {
  const { rows } = await pool.query<FoundLink>(
    `select l.person_id as "personId", l.login, l.display_name as name, l.zone_id as "zoneId", l.member_id as "memberId",
       l.expires_at as "expiresAt", l.is_open as "isOpen" from auth.read_link($1, $2) l`,
    [tokenHash, now],
  );
  return rows[0];
}

/** True for the one that used it. */
export async function spendLink(
  client: pg.ClientBase,
  { tokenHash, hash, now }: { readonly tokenHash: Buffer; readonly hash: string; readonly now: Date },
): Promise<boolean> {
  const { rows } = await client.query<{ used: boolean }>('select auth.use_link($1, $2, $3) as used', [
    tokenHash,
    hash,
    now,
  ]);
  return rows[0]?.used === true;
}

/** The latest passwords of a person as argon2id text, the present one first. */
export async function pastHashes(pool: pg.Pool, personId: string, most: number): Promise<string[]> {
  const { rows } = await pool.query<{ hash: string }>('select p.hash from auth.past_hashes($1, $2) p', [
    personId,
    most,
  ]);
  return rows.map(({ hash }) => hash);
}

export async function loginOfPerson(pool: pg.Pool, personId: string): Promise<string> {
  const { rows } = await pool.query<{ login: string }>('select auth.login_of($1) as login', [personId]);
  return rows[0]?.login ?? '';
}

export async function countNoFailure(pool: pg.Pool, personId: string): Promise<void> {
  await pool.query('select auth.right_password($1)', [personId]);
}
