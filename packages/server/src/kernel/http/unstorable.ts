import { problem } from '../problem.ts';

/** A NUL character, or half of a pair of surrogates: PostgreSQL stores neither. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** Refuses text that the database cannot store, with the place in the input. */
export function refuseUnstorable(input: unknown): void {
  const pointer = findUnstorable(input, '');
  if (pointer === null) return;
  const message = 'holds a character that cannot be stored (U+0000 or half a surrogate pair)';
  throw problem('INVALID_INPUT', { errors: [{ pointer: pointer || '/', message }] });
}

function findUnstorable(value: unknown, at: string): string | null {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? at : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, part] of Object.entries(value)) {
    const found = UNSTORABLE.test(key) ? at : findUnstorable(part, `${at}/${key}`);
    if (found !== null) return found;
  }
  return null;
}
