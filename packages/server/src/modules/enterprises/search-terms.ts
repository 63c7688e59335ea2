import { sameName } from '@yuanheng/engine/names';
import { codeGrams, initialGrams, nameGrams } from '../organisation/index.ts';

/** What the words of a search may mean. */
export interface SearchTerms {
  /** As typed. */
  readonly text: string;
  /** As names are compared. */
  readonly key: string;
  /** Each set: an enterprise has all its pieces. */
  readonly gramSets: readonly (readonly string[])[];
  /** A credit code, whole; null: it is none. */
  readonly code: string | null;
  /** What a credit code may begin with. */
  readonly codeBegin: string | null;
  /** Pinyin or initials. */
  readonly letters: string | null;
}

/** Reads the words of a search; null where they mean nothing that can be looked for, such as one character. */
export function termsOf(text: string): SearchTerms | null {
  const key = sameName(text);
  const bare = key.replaceAll(/[^a-z0-9]/gu, '');
  const isLatin = bare.length === key.length && bare.length >= 2;
  const code = bare.toUpperCase();
  const names = nameGrams(key);
  const initials = isLatin && /^[a-z]+$/u.test(bare) ? initialGrams(bare) : [];
  const fragments = isLatin && code.length >= 3 ? codeGrams(code) : [];
  const gramSets = [names, initials, fragments].filter((grams) => grams.length > 0);
  const letters = isLatin && /[a-z]/u.test(bare) ? bare : null;
  const codeBegin = isLatin && /^\d[0-9A-Z]*$/u.test(code) && code.length >= 3 ? code : null;
  if (gramSets.length === 0 && letters === null && codeBegin === null) return null;
  return { text: text.trim(), key, gramSets, code: code.length === 18 ? code : null, codeBegin, letters };
}
