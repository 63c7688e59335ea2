import { z } from 'zod';
import { type Decimal, decimal } from '../formula/index.ts';

const Points = z.strictObject({ id: z.string().min(1), points: z.number().positive() });

/**
 * How the points of a whole become a final score and a grade. Bonus and penalties count occurrences; a veto sets the
 * grade whatever the score; a grade with `atMostShare` goes to no more than that share of the units graded together.
 */
export const Grading = z
  .strictObject({
    decimals: z.int().min(0).max(10),
    bonusCap: z.number().nonnegative().nullable().default(null),
    bonus: z.array(Points).default([]),
    penalties: z.array(Points).default([]),
    vetoes: z.array(z.strictObject({ id: z.string().min(1), grade: z.string().min(1) })).default([]),
    /** The best one first; the last one takes whatever is left. */
    grades: z
      .array(
        z.strictObject({
          id: z.string().min(1),
          from: z.number(),
          atMostShare: z.number().positive().max(1).optional(),
        }),
      )
      .min(1),
  })
  .superRefine(({ grades, vetoes }, ctx) => {
    grades.forEach(({ id, from }, i) => {
      if (from >= (grades[i - 1]?.from ?? Infinity))
        ctx.addIssue({
          code: 'custom',
          path: ['grades', i],
          message: `${id} begins above the grade before it`,
        });
    });
    for (const { id, grade } of vetoes)
      if (!grades.some((other) => other.id === grade))
        ctx.addIssue({
          code: 'custom',
          path: ['vetoes'],
          message: `${id} leads to ${grade}, which is no grade`,
        });
  });
export type Grading = z.infer<typeof Grading>;

/** What is graded of one unit. */
export interface Graded {
  /** The whole's score as it is recorded; null: not rated. */
  readonly score: string | null;
  /** How often each bonus, penalty and veto occurred; what is not named did not occur. */
  readonly occurrences: Readonly<Record<string, number>>;
}

export interface Grade {
  /** The whole's score as decimal text, before bonus and penalty. */
  readonly points: string | null;
  /** What was earned, and what of it counts under the cap. */
  readonly bonusEarned: string;
  readonly bonus: string;
  readonly penalty: string;
  /** Rounded half up once, at the end; null: not rated. */
  readonly final: string | null;
  readonly vetoes: readonly string[];
  /** Null: not rated and not vetoed. */
  readonly grade: string | null;
  /** The grade that the score reaches, where the share of that grade was used up by better units. */
  readonly heldFrom: string | null;
  /** By the final score; ties share the better place; null: not rated or vetoed. */
  readonly rank: number | null;
}

const ZERO = decimal(0);

/** Grades units together: the share of the best grade and the ranks are among them. */
export function gradeUnits(grading: Grading, units: readonly Graded[]): Grade[] {
  const finals = units.map((unit) => finalOf(grading, unit));
  const ranked = finals.map(({ final, vetoes }) => (vetoes.length === 0 ? final : null));
  return finals.map((own) => ({
    ...own,
    ...gradeOf(grading, own, { all: ranked, units: units.length }),
    rank: own.final === null || own.vetoes.length > 0 ? null : 1 + better(ranked, own.final),
  }));
}

function finalOf({ bonus, bonusCap, penalties, vetoes, decimals }: Grading, { score, occurrences }: Graded) {
  const sum = (rules: readonly { id: string; points: number }[]) =>
    rules.reduce(
      (all, { id, points }) => all.plus(decimal(points).times(decimal(occurrences[id] ?? 0))),
      ZERO,
    );
  const earned = sum(bonus);
  const counted = bonusCap === null ? earned : smaller(earned, decimal(bonusCap));
  const penalty = sum(penalties);
  const final = score === null ? null : decimal(score).plus(counted).minus(penalty).round(decimals);
  return {
    points: score,
    bonusEarned: earned.toString(),
    bonus: counted.toString(),
    penalty: penalty.toString(),
    final: final?.toString() ?? null,
    vetoes: vetoes.flatMap(({ id }) => ((occurrences[id] ?? 0) > 0 ? [id] : [])),
  };
}

const smaller = (a: Decimal, b: Decimal): Decimal => (a.compare(b) <= 0 ? a : b);

const better = (finals: readonly (string | null)[], own: string): number =>
  finals.filter((other) => other !== null && decimal(other).compare(decimal(own)) > 0).length;

/** The rounded final is compared with the bands; who shares the last place of a capped grade with too many shares the next one. */
function gradeOf(
  { grades, vetoes }: Grading,
  own: ReturnType<typeof finalOf>,
  { all, units }: { readonly all: readonly (string | null)[]; readonly units: number },
): Pick<Grade, 'grade' | 'heldFrom'> {
  const rated = all.filter((final) => final !== null);
  const veto = vetoes.filter(({ id }) => own.vetoes.includes(id)).map(({ grade }) => grade);
  if (veto.length > 0)
    return { grade: grades.findLast(({ id }) => veto.includes(id))?.id ?? null, heldFrom: null };
  const { final } = own;
  if (final === null) return { grade: null, heldFrom: null };
  const reached = grades.findIndex(
    ({ from }, i) => i === grades.length - 1 || decimal(final).compare(decimal(from)) >= 0,
  );
  const notWorse = rated.filter((other) => decimal(other).compare(decimal(final)) >= 0).length;
  const given = grades.findIndex(
    ({ atMostShare }, i) =>
      i >= reached && (atMostShare === undefined || notWorse <= placesOf(atMostShare, units)),
  );
  const grade = grades[given] ?? grades.at(-1);
  return { grade: grade?.id ?? null, heldFrom: given > reached ? (grades[reached]?.id ?? null) : null };
}

/** Whole places of a share of all units, rounded down: 30 % of 7 is 2. */
const placesOf = (share: number, units: number): number =>
  Number(decimal(share).times(decimal(units)).round(0, 'floor').toString());
