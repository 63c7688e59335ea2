import { z } from 'zod';

/** A way to bring a raw value onto the common scale 0–100. Ids are stored in rounds: never renamed, never reused. */
export interface NormaliseMethod<P> {
  readonly id: string;
  readonly params: z.ZodType<P>;
  /** One value per unit; what was null stays null. */
  readonly run: (values: readonly (number | null)[], params: P) => (number | null)[];
  readonly describe: (params: P) => { zh: string; en: string };
}

/** A way to put the scores of a node's children together. */
export interface AggregateMethod {
  readonly id: string;
  /** Scores and weights of the children that are there; at least one. */
  readonly run: (scores: readonly number[], weights: readonly number[]) => number | null;
  /** Whether the parts add up to the whole, so that contributions exist. */
  readonly additive: boolean;
  readonly describe: { zh: string; en: string };
}

const Goalposts = z
  .object({ worst: z.number(), best: z.number(), scale: z.enum(['linear', 'logarithm']).default('linear') })
  .refine(({ worst, best }) => worst !== best, { message: 'worst and best must differ', path: ['best'] })
  .refine(({ worst, best, scale }) => scale === 'linear' || (worst > 0 && best > 0), {
    message: 'goalposts on a logarithm are greater than 0',
    path: ['worst'],
  });
type Goalposts = z.infer<typeof Goalposts>;

/**
 * Linear between fixed goalposts and clamped: `worst` is 0, `best` is 100, `worst > best` means less is better; on the
 * logarithm the values must be positive, otherwise the score cannot be told.
 *
 * @source OECD & JRC (2008), Handbook on Constructing Composite Indicators, step 5; UNDP, Human Development Report, Technical note 1
 */
const goalposts: NormaliseMethod<Goalposts> = {
  id: 'goalposts',
  params: Goalposts,
  run: (values, { worst, best, scale }) => {
    const at = (value: number) => (scale === 'logarithm' ? Math.log(value) : value);
    return values.map((value) => {
      if (value === null || (scale === 'logarithm' && value <= 0)) return null;
      const share = (at(value) - at(worst)) / (at(best) - at(worst));
      return Math.min(1, Math.max(0, share)) * 100;
    });
  },
  describe: ({ worst, best, scale }) => ({
    zh: `目标区间 ${worst} → ${best}${scale === 'logarithm' ? '（取对数）' : ''}，区间外按端点计`,
    en: `goalposts ${worst} → ${best}${scale === 'logarithm' ? ' on the logarithm' : ''}, clamped`,
  }),
};

/** A value that is a score from 0 to 100 already. */
const asIs: NormaliseMethod<Record<string, never>> = {
  id: 'as-is',
  params: z.object({}).strict() as z.ZodType<Record<string, never>>,
  run: (values) => [...values],
  describe: () => ({ zh: '原值即得分', en: 'the value is the score' }),
};

export const NORMALISE = { goalposts, 'as-is': asIs } as const;

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Weighted arithmetic mean. @source OECD & JRC (2008), step 6 */
const arithmetic: AggregateMethod = {
  id: 'arithmetic',
  additive: true,
  run: (scores, weights) => sum(scores.map((score, i) => score * (weights[i] ?? 0))) / sum(weights),
  describe: { zh: '加权算术平均', en: 'weighted arithmetic mean' },
};

/**
 * Weighted geometric mean: a score of 0 makes the whole 0; a negative score has no geometric mean and cannot be told.
 *
 * @source OECD & JRC (2008), step 6
 */
const geometric: AggregateMethod = {
  id: 'geometric',
  additive: false,
  run: (scores, weights) => {
    if (scores.some((score) => score < 0)) return null;
    if (scores.includes(0)) return 0;
    return Math.exp(sum(scores.map((score, i) => Math.log(score) * (weights[i] ?? 0))) / sum(weights));
  },
  describe: { zh: '加权几何平均', en: 'weighted geometric mean' },
};

/** The first child divided by the second, in percent of 1: for indices of parity. */
const ratio: AggregateMethod = {
  id: 'ratio',
  additive: false,
  run: ([first, second]) =>
    first === undefined || second === undefined || second === 0 ? null : (first / second) * 100,
  describe: { zh: '两项之比', en: 'ratio of two' },
};

export const AGGREGATE = { arithmetic, geometric, ratio } as const;
