import { type EvaluationResult, evaluateScheme } from '@yuanheng/engine/evaluation';
import type { Known } from './known.ts';
import { type Mistake, type ParkFiles, readYaml } from './read.ts';
import { type Path, Reporter } from './report.ts';
import { GoldenFile, type SchemeFile } from './schema.ts';
import { schemeOf } from './scheme.ts';

type Leaf = SchemeFile['groups'][number]['indicators'][number];

export function checkScheme(
  report: Reporter,
  scheme: SchemeFile,
  at: { known: Known; files: ParkFiles; mistakes: Mistake[] },
): void {
  const before = at.mistakes.length;
  const leaves = scheme.groups.flatMap((group, g) =>
    group.indicators.map((leaf, i) => ({ leaf, path: ['groups', g, 'indicators', i] as Path })),
  );
  const total = leaves.reduce((sum, { leaf }) => sum + leaf.weight, 0);
  if (Math.abs(total - 100) > 1e-9)
    report.say(
      ['groups'],
      'WEIGHTS',
      `权重合计 ${total}，应为 100 / the weights add up to ${total}, not 100`,
      '调整权重 / change the weights',
    );
  report.idsAt([
    ...scheme.groups.map(({ id }, g) => ({ id, path: ['groups', g, 'id'] })),
    ...leaves.map(({ leaf, path }) => ({ id: leaf.id, path: [...path, 'id'] })),
  ]);
  for (const { leaf, path } of leaves) checkLeaf(report, leaf, path, at.known);
  if (before === at.mistakes.length) checkGolden(scheme, at.files, at.mistakes);
}

function checkLeaf(report: Reporter, leaf: Leaf, path: Path, known: Known): void {
  if (!known.indicators.has(leaf.indicator))
    report.unknown([...path, 'indicator'], 'indicator', leaf.indicator);
  const { worst, best } = leaf.goalposts;
  if (worst === best)
    report.say(
      [...path, 'goalposts'],
      'GOALPOSTS',
      `${leaf.id} 目标区间的两端都是 ${best} / both goalposts of ${leaf.id} are ${best}`,
      '两端须不同 / they must differ',
    );
  else if (worst < best !== (leaf.direction === 'up'))
    report.say(
      [...path, 'goalposts'],
      'GOALPOSTS',
      `${leaf.id} 的方向为 ${leaf.direction}，目标区间却从 ${worst} 到 ${best} / ${leaf.id} points ${leaf.direction}, its goalposts go from ${worst} to ${best}`,
      '改方向或对调两端 / change the direction or swap the goalposts',
    );
}

const rowsOf = (csv: string) =>
  csv
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','));

/** Columns of a golden case's values before the units: id, weight, worst, best. */
const GIVEN_COLUMNS = 4;

/** Computes the scheme's golden case: the totals must be those of the file. */
function checkGolden(scheme: SchemeFile, files: ParkFiles, mistakes: Mistake[]): void {
  const file = `schemes/${scheme.id}.golden.yaml`;
  if (!files.has(file)) return;
  const { value, locate } = readYaml(files, file, GoldenFile, mistakes);
  if (!value) return;
  const report = new Reporter(file, locate, mistakes);
  const [head = [], ...rows] = rowsOf(value.values);
  const units = head.slice(GIVEN_COLUMNS);
  const given = new Map(rows.map(([id = '', ...cells]) => [id, cells.slice(GIVEN_COLUMNS - 1).map(Number)]));
  const columns = Object.fromEntries(
    scheme.groups
      .flatMap(({ indicators }) => indicators)
      .map(({ id, indicator }) => [indicator, given.get(id) ?? units.map(() => null)]),
  );
  const result = evaluateScheme(schemeOf(scheme), { units, columns });
  for (const [id = '', ...expected] of rowsOf(value.totals).slice(1))
    compareTotals(
      report,
      { id: id === 'total' ? scheme.id : id, expected, tolerance: value.tolerance },
      result,
    );
}

function compareTotals(
  report: Reporter,
  { id, expected, tolerance }: { id: string; expected: readonly string[]; tolerance: number },
  { nodes, units }: EvaluationResult,
): void {
  const own = nodes.find((node) => node.id === id)?.contributions ?? [];
  const off = expected.findIndex(
    (text, unit) => !(Math.abs((own[unit] ?? Number.NaN) - Number(text)) <= tolerance),
  );
  if (off < 0) return;
  const got = own[off]?.toFixed(4) ?? '—';
  report.say(
    ['totals'],
    'GOLDEN',
    `${id} 的 ${units[off]} 算得 ${got}，算例为 ${expected[off]} / ${id} of ${units[off]} comes out as ${got}, the golden case says ${expected[off]}`,
    '核对方案与算例 / compare the scheme with its golden case',
  );
}
