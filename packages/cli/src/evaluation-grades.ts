import { type Grade, type Scheme, type Table, gradeUnits, recordScore } from '@yuanheng/engine/evaluation';
import { decimal } from '@yuanheng/engine/formula';
import { occurrencesOf } from './evaluation-table.ts';
import { CheckFailed } from './output.ts';

/** The grade of each unit of a table, with how its final score comes about; empty where the scheme gives no grades. */
export function gradesOf(
  { grading }: Pick<Scheme, 'grading'>,
  { units, columns }: Table,
  scores: readonly (number | null)[],
): object[] {
  if (grading === undefined) return [];
  const rules = occurrencesOf(grading);
  const graded = gradeUnits(
    grading,
    units.map((id, unit) => ({
      score: scores[unit] == null ? null : recordScore(scores[unit]),
      occurrences: Object.fromEntries(
        rules.map((rule) => [rule, occurrence(columns[rule]?.[unit] ?? 0, { id, rule })]),
      ),
    })),
  );
  return graded.map((grade) => documentOf(grade, grading.decimals));
}

function occurrence(times: number, { id, rule }: { id: string; rule: string }): number {
  if (Number.isInteger(times) && times >= 0) return times;
  throw new CheckFailed(
    `${id} 的 ${rule} 是 ${times}，应为发生次数（0、1、2……）。`,
    `${rule} of ${id} is ${times}; it says how often it occurred: 0, 1, 2 and so on.`,
  );
}

const documentOf = (grade: Grade, decimals: number) => ({
  points: number(grade.points === null ? null : decimal(grade.points).round(decimals).toString()),
  bonus: Number(grade.bonus),
  bonusEarned: Number(grade.bonusEarned),
  penalty: Number(grade.penalty),
  vetoes: grade.vetoes,
  final: number(grade.final),
  grade: grade.grade,
  heldFrom: grade.heldFrom,
  rank: grade.rank,
});

const number = (text: string | null): number | null => (text === null ? null : Number(text));
