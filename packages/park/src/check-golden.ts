import { evaluateScheme, gradeUnits, recordScore } from '@yuanheng/engine/evaluation';
import { decimal } from '@yuanheng/engine/formula';
import type { z } from 'zod';
import { Reporter } from './report.ts';
import type { GoldenCasesFile, SchemeFile } from './scheme-schema.ts';
import { leavesOf, schemeOf } from './scheme.ts';

type Cases = z.infer<typeof GoldenCasesFile>;
type Case = Cases['cases'][number];

/** Computes the golden cases of a library's schemes: every point, the total, the final score and the grade. */
export function checkGoldenCases(
  report: Reporter,
  { cases }: Cases,
  schemes: ReadonlyMap<string, SchemeFile>,
): void {
  report.ids(cases, ['cases']);
  cases.forEach((one, i) => {
    const scheme = schemes.get(one.scheme);
    if (!scheme) return report.unknown(['cases', i, 'scheme'], 'scheme', one.scheme);
    for (const off of differences(scheme, one))
      report.say(['cases', i, ...off.path], 'GOLDEN', {
        reason: `算例 ${one.id} 的 ${off.of} 算得 ${off.got}，算例为 ${off.expected} / ${off.of} of the case ${one.id} comes out as ${off.got}, the case says ${off.expected}`,
        fix: '核对方案与算例 / compare the scheme with its golden case',
      });
  });
}

interface Difference {
  readonly path: readonly string[];
  readonly of: string;
  readonly got: string;
  readonly expected: string;
}

function differences(file: SchemeFile, { values, facts, occurrences, points, expect }: Case): Difference[] {
  const scheme = schemeOf(file);
  const decimals = scheme.grading?.decimals ?? 2;
  const shown = (score: number | string | null | undefined) =>
    score == null ? '—' : padded(decimal(score).round(decimals).toString(), decimals);
  const { nodes } = evaluateScheme(scheme, tableOf(file, values, facts));
  const [grade] = scheme.grading
    ? gradeUnits(scheme.grading, [{ score: recordedOf(nodes[0]?.scores[0]), occurrences }])
    : [];
  const leaf = (id: string) => nodes.find((node) => node.id === id)?.contributions[0];
  return [
    ...Object.entries(points).map(([id, expected]) => ({
      path: ['points', id],
      of: id,
      got: shown(leaf(id)),
      expected,
    })),
    { path: ['expect', 'points'], of: 'points', got: shown(grade?.points), expected: expect.points },
    { path: ['expect', 'final'], of: 'final', got: shown(grade?.final), expected: expect.final },
    { path: ['expect', 'grade'], of: 'grade', got: grade?.grade ?? '—', expected: expect.grade },
  ].filter(({ got, expected }) => got !== expected);
}

const recordedOf = (score: number | null | undefined): string | null =>
  score == null ? null : recordScore(score);

function tableOf(file: SchemeFile, values: Case['values'], facts: Case['facts']) {
  const columns: Record<string, (number | null)[]> = {};
  for (const { id, indicator } of leavesOf(file)) columns[indicator] = [values[id] ?? null];
  for (const [fact, holds] of Object.entries(facts)) columns[fact] = [holds];
  return { units: ['case'], columns } satisfies Parameters<typeof evaluateScheme>[1];
}

/** Decimal text with exactly so many places. */
function padded(text: string, places: number): string {
  const [whole = '0', fraction = ''] = text.split('.');
  return places === 0 ? whole : `${whole}.${fraction.padEnd(places, '0')}`;
}
