import { type Park, type SchemeFile, leavesOf, scoringOf } from '@yuanheng/park';
import { SEED } from './fate.ts';
import { Random } from './random.ts';

/** How well an invented carrier does in a year, 0–1: the share of full points that its values lie around. */
export interface Standing {
  readonly code: string;
  readonly ownership: string;
  readonly level: number;
}

export interface CarrierValue {
  readonly unitCode: string;
  readonly valueId: string;
  readonly value: string;
}

/** Values of every indicator that is entered, each between the ends of its scale; those of experts apart. */
export function valuesOf(
  park: Park,
  { code, ownership, level }: Standing,
  year: string,
): { readonly books: readonly CarrierValue[]; readonly experts: readonly CarrierValue[] } {
  const scheme = park.schemes.find((one) => one.ownership === ownership);
  if (!scheme) return { books: [], experts: [] };
  const random = new Random(
    SEED + Number(year) * 1_000 + ([...code].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7) % 100_000),
  );
  const entered = leavesOf(scheme).flatMap((leaf) => {
    const indicator = park.indicators.find(({ id }) => id === leaf.indicator);
    const [measure] = Object.values(indicator?.measures ?? {});
    if (!indicator || !measure || !('entered' in measure)) return [];
    const share = Math.min(1, Math.max(0, level + random.between(-0.22, 0.22)));
    const value = valueAt(leaf, share).toFixed(indicator.decimals);
    return [{ unitCode: code, valueId: measure.entered, value, group: groupOf(scheme, leaf.id) }];
  });
  const isExpert = ({ group }: { group: string }) => group === scheme.groups.at(-1)?.id;
  const bare = ({ group: _group, ...value }: (typeof entered)[number]): CarrierValue => value;
  return {
    books: entered.filter((value) => !isExpert(value)).map(bare),
    experts: entered.filter(isExpert).map(bare),
  };
}

const groupOf = ({ groups }: SchemeFile, leaf: string): string =>
  groups.find(({ indicators = [] }) => indicators.some(({ id }) => id === leaf))?.id ?? '';

/** The value that earns a share of full points. */
function valueAt(leaf: Parameters<typeof scoringOf>[0], share: number): number {
  const { method, ...params } = scoringOf(leaf);
  const {
    worst = 0,
    best = 100,
    to = 100,
    at = [],
  } = params as {
    worst?: number;
    best?: number;
    to?: number;
    at?: readonly (readonly [number, number])[];
  };
  if (method === 'goalposts') return worst + (best - worst) * share;
  if (method === 'bands') return at.findLast(([, points]) => points <= share + 0.1)?.[0] ?? 0;
  return to * share;
}
