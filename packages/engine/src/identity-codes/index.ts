/** Whether a code is valid, or where and why not. */
export type CodeCheck =
  | { readonly valid: true }
  | { readonly valid: false; readonly reason: string; readonly position?: number };

/** The 31 characters of GB 32100-2015: digits and capitals without I, O, S, V, Z. */
const USCC_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The 18th character of a unified social credit code (GB 32100-2015): 31 − Σ value·3^i mod 31, taken mod 31. */
export function usccCheckCharacter(first17: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of first17) {
    sum += USCC_CHARACTERS.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_CHARACTERS[(31 - (sum % 31)) % 31] ?? '';
}

/** Checks a unified social credit code, 统一社会信用代码. */
export function checkUscc(code: string): CodeCheck {
  if (code.length !== 18)
    return { valid: false, reason: `18 characters are needed, there are ${code.length}` };
  const wrong = [...code].findIndex((character) => !USCC_CHARACTERS.includes(character));
  if (wrong >= 0)
    return { valid: false, reason: `"${code[wrong]}" does not occur in such a code`, position: wrong + 1 };
  const expected = usccCheckCharacter(code.slice(0, 17));
  return code[17] === expected
    ? { valid: true }
    : { valid: false, reason: `the check character must be ${expected}`, position: 18 };
}

/** Checks a code against its published table (GB/T 4754-2017 or GB/T 2260). */
export function checkListed(code: string, table: ReadonlySet<string>, name: string): CodeCheck {
  return table.has(code) ? { valid: true } : { valid: false, reason: `${code} is not in ${name}` };
}
