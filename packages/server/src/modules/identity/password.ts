import { hash, verify } from '@node-rs/argon2';
import { PASSWORD_RULES } from '../../kernel/parameters.ts';

/** Argon2id with the parameters of OWASP's first choice; about 6 ms. */
export const hashPassword = (password: string): Promise<string> =>
  hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

type Weakness = 'short' | 'kinds' | 'name' | 'repeats';

/** Why a password is refused, or null: it keeps the rules. */
export function weaknessOf(password: string, login: string): Weakness | null {
  const { leastLength, leastKinds, leastDifferent } = PASSWORD_RULES;
  const letters = [...password];
  if (letters.length < leastLength) return 'short';
  const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u];
  if (kinds.filter((kind) => kind.test(password)).length < leastKinds) return 'kinds';
  if (password.toLowerCase().includes(login.toLowerCase())) return 'name';
  return new Set(letters).size < leastDifferent ? 'repeats' : null;
}

/** Whether a password is one of those that were had before. */
export async function isOneOf(password: string, hashes: readonly string[]): Promise<boolean> {
  for (const before of hashes) if (await verify(before, password)) return true;
  return false;
}

/** What a person types to sign in is compared in this form. */
export const loginOf = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();
