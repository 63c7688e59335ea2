import { z } from 'zod';
import {
  type Ast,
  Decimal,
  FormulaError,
  check,
  decimal,
  evaluate,
  numberIn,
  parse,
} from '../formula/index.ts';

/** A way to bring a raw value onto the common scale 0–100. Ids are stored in rounds: never renamed, never reused. */
export interface NormaliseMethod<P> {
  readonly id: string;
  readonly params: z.ZodType<P>;
  /** One value per unit; what was null stays null. */
  readonly run: (values: readonly (number | null)[], params: P) => (number | null)[];
  readonly describe: (params: P) => { zh: string; en: string };
}

/** What a way to put scores together may ask of its node beside scores and weights. */
export interface Aggregated {
  readonly children: readonly string[];
  readonly formula?: string | undefined;
}

/** A way to put the scores of a node's children together. */
export interface AggregateMethod {
  readonly id: string;
  /** Scores and weights of the children that are there, in their order; at least one. */
  readonly run: (scores: readonly number[], weights: readonly number[], node: Aggregated) => number | null;
  /** A missing child makes the whole one that cannot be told; otherwise its weight goes to its siblings. */
  readonly needsAll: boolean;
  /** Why the node cannot be computed this way; null when it can. Asked when a scheme is saved. */
  readonly refuses: (node: Aggregated) => string | null;
  /** Whether the parts add up to the whole, so that contributions exist. */
  readonly additive: boolean;
  readonly describe: { zh: string; en: string };
}

const Goalposts = z
  .strictObject({
    worst: z.number(),
    best: z.number(),
    scale: z.enum(['linear', 'logarithm']).default('linear'),
    clamp: z.boolean().default(true),
  })
  .refine(({ worst, best }) => worst !== best, { message: 'worst and best must differ', path: ['best'] })
  .refine(({ worst, best, scale }) => scale === 'linear' || (worst > 0 && best > 0), {
    message: 'goalposts on a logarithm are greater than 0',
    path: ['worst'],
  });
type Goalposts = z.infer<typeof Goalposts>;

/**
 * Linear between fixed goalposts and clamped unless told otherwise: `worst` is 0, `best` is 100, `worst > best` means less is better; on the
 * logarithm the values must be positive, otherwise the score cannot be told.
 *
 * @source OECD & JRC (2008), Handbook on Constructing Composite Indicators, step 5; UNDP, Human Development Report, Technical note 1
 */
const goalposts: NormaliseMethod<Goalposts> = {
  id: 'goalposts',
  params: Goalposts,
  run: (values, { worst, best, scale, clamp }) => {
    const at = (value: number) => (scale === 'logarithm' ? Math.log(value) : value);
    return values.map((value) => {
      if (value === null || (scale === 'logarithm' && value <= 0)) return null;
      const share = (at(value) - at(worst)) / (at(best) - at(worst));
      return (clamp ? Math.min(1, Math.max(0, share)) : share) * 100;
    });
  },
  describe: ({ worst, best, scale, clamp }) => ({
    zh: `目标区间 ${worst} → ${best}${scale === 'logarithm' ? '（取对数）' : ''}${clamp ? '，区间外按端点计' : ''}`,
    en: `goalposts ${worst} → ${best}${scale === 'logarithm' ? ' on the logarithm' : ''}${clamp ? ', clamped' : ''}`,
  }),
};

const AsIs = z.strictObject({ best: z.number().positive().default(100) });
type AsIs = z.infer<typeof AsIs>;

/** A value that is a score already; `best` is what it calls 100, such as 1 for an index from 0 to 1. */
const asIs: NormaliseMethod<AsIs> = {
  id: 'as-is',
  params: AsIs,
  run: (values, { best }) =>
    values.map((value) => (value === null || best === 100 ? value : (value / best) * 100)),
  describe: ({ best }) => ({
    zh: best === 100 ? '原值即得分' : `原值即得分，满分 ${best}`,
    en: best === 100 ? 'the value is the score' : `the value is the score, ${best} is full`,
  }),
};

const MinMax = z.strictObject({ direction: z.enum(['up', 'down']).default('up') });
type MinMax = z.infer<typeof MinMax>;

/**
 * Linear between the lowest and the highest value of the units compared; where all are equal, nobody can be told from
 * anybody and there is no score.
 *
 * @source OECD & JRC (2008), step 5
 */
const minMax: NormaliseMethod<MinMax> = {
  id: 'min-max',
  params: MinMax,
  run: (values, { direction }) => {
    const there = values.filter((value) => value !== null);
    const low = there.reduce((a, b) => Math.min(a, b), Infinity);
    const high = there.reduce((a, b) => Math.max(a, b), -Infinity);
    return values.map((value) => {
      if (value === null || low === high) return null;
      return ((direction === 'up' ? value - low : high - value) / (high - low)) * 100;
    });
  },
  describe: ({ direction }) => ({
    zh: `按参评单位的最小值与最大值线性换算${direction === 'down' ? '，越小越好' : ''}`,
    en: `linear between the lowest and the highest unit${direction === 'down' ? ', less is better' : ''}`,
  }),
};

/** A threshold and the share of full points, 0–1, of who reaches it. */
const Band = z.tuple([z.number(), z.number().min(0).max(1)]);
const Bands = z.strictObject({
  at: z
    .array(Band)
    .min(1)
    .refine((at) => at.every(([from], i) => i === 0 || from > (at[i - 1]?.[0] ?? 0)), {
      message: 'thresholds rise from one band to the next',
    }),
});
type Bands = z.infer<typeof Bands>;

/** 分档计分: the share of the highest threshold reached; below the first one nothing. */
const bands: NormaliseMethod<Bands> = {
  id: 'bands',
  params: Bands,
  run: (values, { at }) =>
    values.map((value) => (value === null ? null : (at.findLast(([from]) => value >= from)?.[1] ?? 0) * 100)),
  describe: ({ at }) => ({
    zh: `分档：${at.map(([from, share]) => `${from} 起得 ${share * 100}%`).join('，')}`,
    en: `bands: ${at.map(([from, share]) => `from ${from} ${share * 100} %`).join(', ')}`,
  }),
};

const RatioTo = z.strictObject({ to: z.number().positive(), cap: z.number().positive().default(1) });
type RatioTo = z.infer<typeof RatioTo>;

/** 目标完成率封顶: the value over its goal, at most `cap` times full; below 0 nothing. */
const ratioTo: NormaliseMethod<RatioTo> = {
  id: 'ratio-to',
  params: RatioTo,
  run: (values, { to, cap }) =>
    values.map((value) => (value === null ? null : Math.min(Math.max(value / to, 0), cap) * 100)),
  describe: ({ to, cap }) => ({
    zh: `实际值与目标 ${to} 之比，最高计 ${cap * 100}%`,
    en: `the value over the goal ${to}, at most ${cap * 100} %`,
  }),
};

export const NORMALISE = {
  goalposts,
  'as-is': asIs,
  'min-max': minMax,
  bands,
  'ratio-to': ratioTo,
} as const;

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** A mean is defined for whichever children are there. */
const ofAnyChildren = { needsAll: false, refuses: () => null } as const;

/** Weighted arithmetic mean. @source OECD & JRC (2008), step 6 */
const arithmetic: AggregateMethod = {
  id: 'arithmetic',
  additive: true,
  ...ofAnyChildren,
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
  ...ofAnyChildren,
  run: (scores, weights) => {
    if (scores.some((score) => score < 0)) return null;
    if (scores.includes(0)) return 0;
    return Math.exp(sum(scores.map((score, i) => Math.log(score) * (weights[i] ?? 0))) / sum(weights));
  },
  describe: { zh: '加权几何平均', en: 'weighted geometric mean' },
};

/** Weighted harmonic mean: a score of 0 makes the whole 0; with a negative one it cannot be told. */
const harmonic: AggregateMethod = {
  id: 'harmonic',
  additive: false,
  ...ofAnyChildren,
  run: (scores, weights) => {
    if (scores.some((score) => score < 0)) return null;
    if (scores.includes(0)) return 0;
    return sum(weights) / sum(scores.map((score, i) => (weights[i] ?? 0) / score));
  },
  describe: { zh: '加权调和平均', en: 'weighted harmonic mean' },
};

/** The first child divided by the second, in percent of 1: for indices of parity. */
const ratio: AggregateMethod = {
  id: 'ratio',
  additive: false,
  needsAll: true,
  refuses: ({ children }) => (children.length === 2 ? null : 'a ratio has two children'),
  run: ([first, second]) =>
    first === undefined || second === undefined || second === 0 ? null : (first / second) * 100,
  describe: { zh: '两项之比', en: 'ratio of two' },
};

/** Whatever a formula makes of the children's scores, by their ids. */
const formula: AggregateMethod = {
  id: 'formula',
  additive: false,
  needsAll: true,
  refuses: ({ children, formula: source = '' }) => {
    try {
      const type = check(parse(source), Object.fromEntries(children.map((id) => [id, numberIn('')])));
      return type.kind === 'number' || type.kind === 'any'
        ? null
        : `the formula is a ${type.kind}, no number`;
    } catch (error) {
      if (error instanceof FormulaError) return `formula, character ${error.at.from + 1}: ${error.message}`;
      throw error;
    }
  },
  run: (scores, _weights, { children, formula: source = '' }) =>
    computed(parse(source), Object.fromEntries(children.map((id, i) => [id, scores[i] ?? null]))),
  describe: { zh: '按公式合成', en: 'by formula' },
};

/** The number that a formula makes of numbers; null when it cannot be told. */
export function computed(ast: Ast, numbers: Readonly<Record<string, number | null>>): number | null {
  const inputs = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, value === null ? null : decimal(value)]),
  );
  const value = evaluate(ast, inputs);
  return value instanceof Decimal ? value.toNumber() : null;
}

export const AGGREGATE = { arithmetic, geometric, harmonic, ratio, formula } as const;
