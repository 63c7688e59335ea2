import { checkUscc } from '../identity-codes/index.ts';
import type { Cell } from './cells.ts';

/**
 * A credit code as it stands in a cell. `valid`: its check character is right; `repairable`: only so after letters that
 * are mistaken for digits were replaced, to be taken only when the register knows the repaired one.
 */
export type CodeRead =
  | { readonly kind: 'missing' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'valid'; readonly code: string; readonly notes: readonly string[] }
  | {
      readonly kind: 'repairable';
      readonly code: string;
      readonly repaired: string;
      readonly notes: readonly string[];
      readonly repairs: readonly string[];
    }
  | { readonly kind: 'invalid'; readonly code: string; readonly notes: readonly string[] };

/** Letters that codes do not have, and the digits that they are mistaken for. */
const MISTAKEN: readonly (readonly [string, string])[] = [
  ['O', '0'],
  ['I', '1'],
  ['Z', '2'],
  ['S', '5'],
];
const MISSING = /^(?:|-+|—+|\/|无|暂无|N\/A)$/iu;

export function codeOf(cell: Cell): CodeRead {
  const typed = cell === null ? '' : String(cell);
  // more digits than a number keeps: the last ones are gone, whether it was shown so or not
  if (typeof cell === 'number' && Math.abs(cell) >= 1e15) return { kind: 'lost' };
  const wide = typed.normalize('NFKC');
  const bare = wide.replaceAll(/^="?|["'‘’]|\p{Cf}/gu, '').replaceAll(/\s/gu, '');
  if (MISSING.test(bare)) return { kind: 'missing' };
  if (/^\d(?:\.\d+)?e\+?\d{1,2}$/iu.test(bare)) return { kind: 'lost' };
  const code = bare.toUpperCase();
  const notes = [
    ...(/[！-～]/u.test(typed) ? ['uscc_full_width'] : []),
    ...(/\s/u.test(wide) ? ['spaces'] : []),
    ...(bare === code ? [] : ['uscc_lower_case']),
  ];
  if (checkUscc(code).valid) return { kind: 'valid', code, notes };
  const wrong = MISTAKEN.filter(([letter]) => code.includes(letter));
  const repaired = wrong.reduce((text, [letter, digit]) => text.replaceAll(letter, digit), code);
  if (wrong.length > 0 && checkUscc(repaired).valid) {
    const repairs = wrong.map(([letter, digit]) => `uscc_${letter}_for_${digit}`);
    return { kind: 'repairable', code, repaired, notes, repairs };
  }
  return { kind: 'invalid', code, notes };
}
