/** Exact arithmetic with what a page prints, by other means than the product's: fractions of whole numbers. */
export interface Exact {
  readonly over: bigint;
  readonly under: bigint;
}

const of = (over: bigint, under: bigint): Exact =>
  under < 0n ? { over: -over, under: -under } : { over, under };

/** A printed number, with its separators; what is no number is an error and never a 0. */
export function exact(printed: string | null | undefined): Exact {
  const text = (printed ?? '').trim().replaceAll(',', '').replace('−', '-');
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) throw new Error(`"${printed}" is no number`);
  return of(BigInt(`${sign}${whole}${fraction}`), 10n ** BigInt(fraction.length));
}

export const minus = (a: Exact, b: Exact): Exact =>
  of(a.over * b.under - b.over * a.under, a.under * b.under);
export const plus = (a: Exact, b: Exact): Exact => minus(a, of(-b.over, b.under));
export const times = (a: Exact, b: Exact): Exact => of(a.over * b.over, a.under * b.under);
export const divided = (a: Exact, b: Exact): Exact => of(a.over * b.under, a.under * b.over);
export const sum = (all: readonly Exact[]): Exact => all.reduce(plus, exact('0'));
export const isLess = (a: Exact, b: Exact): boolean => minus(a, b).over < 0n;

/** How many places a printed number has. */
export const placesOf = (printed: string | null): number => printed?.trim().split('.')[1]?.length ?? 0;

/** Rounded half away from zero, without separators. */
export function rounded({ over, under }: Exact, places: number): string {
  const size = over < 0n ? -over : over;
  const kept = (size * 10n ** BigInt(places) * 2n + under) / (under * 2n);
  const digits = kept.toString().padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return over < 0n && kept > 0n ? `-${text}` : text;
}

/** The printed number without separators and with a plain minus. */
export const plain = (printed: string | null): string => rounded(exact(printed), placesOf(printed));
