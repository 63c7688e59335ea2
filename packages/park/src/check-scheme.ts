import { type EvaluationResult, evaluateScheme } from '@yuanheng/engine/evaluation';
import { mayBeReadFor } from '@yuanheng/engine/statistics';
import { sameUnit } from './check-unit.ts';
import type { Known } from './known.ts';
import { type Mistake, type ParkFiles, readYaml } from './read.ts';
import { type Path, Reporter } from './report.ts';
import { GoldenFile, type SchemeFile, type SchemeGroup, type SchemeLeaf } from './schema.ts';
import { leavesOf, schemeOf } from './scheme.ts';

export function checkScheme(
  report: Reporter,
  scheme: SchemeFile,
  at: { known: Known; files: ParkFiles; mistakes: Mistake[] },
): void {
  const before = at.mistakes.length;
  const placed = scheme.groups.flatMap((group, g) => partsOf(group, ['groups', g]));
  const leaves = placed.flatMap(({ leaf, path }) => (leaf ? [{ leaf, path }] : []));
  const total = leaves.reduce((sum, { leaf }) => sum + leaf.weight, 0);
  if (Math.abs(total - 100) > 1e-9)
    report.say(['groups'], 'WEIGHTS', {
      reason: `权重合计 ${total}，应为 100 / the weights add up to ${total}, not 100`,
      fix: '调整权重 / change the weights',
    });
  report.idsAt([
    { id: scheme.id, path: ['id'] },
    ...placed.map(({ id, path }) => ({ id, path: [...path, 'id'] })),
  ]);
  for (const leaf of leaves) checkLeaf(report, leaf, at.known);
  if (before === at.mistakes.length) checkGolden(scheme, at.files, at.mistakes);
}

interface Placed {
  readonly id: string;
  readonly path: Path;
  readonly leaf?: SchemeLeaf;
}

/** A group and everything below it, with where it stands in the file. */
function partsOf({ id, groups = [], indicators = [] }: SchemeGroup, path: Path): Placed[] {
  return [
    { id, path },
    ...groups.flatMap((group, g) => partsOf(group, [...path, 'groups', g])),
    ...indicators.map((leaf, i) => ({ id: leaf.id, path: [...path, 'indicators', i], leaf })),
  ];
}

function checkLeaf(report: Reporter, { leaf, path }: { leaf: SchemeLeaf; path: Path }, known: Known): void {
  if (!known.indicators.has(leaf.indicator))
    report.unknown([...path, 'indicator'], 'indicator', leaf.indicator);
  checkPurpose(report, { leaf, path }, known);
  sameUnit(report, [...path, 'unit'], { id: leaf.id, unit: leaf.unit, of: leaf.indicator, known });
  const { worst, best, scale } = leaf.goalposts;
  const wrong = (reason: string, fix: string) =>
    report.say([...path, 'goalposts'], 'GOALPOSTS', { reason: reason, fix: fix });
  if (worst === best)
    wrong(
      `${leaf.id} 目标区间的两端都是 ${best} / both goalposts of ${leaf.id} are ${best}`,
      '两端须不同 / they must differ',
    );
  else if (scale === 'logarithm' && Math.min(worst, best) <= 0)
    wrong(
      `${leaf.id} 按对数换算，两端须大于 0 / ${leaf.id} is on the logarithm, its goalposts must be above 0`,
      '改两端或改为 linear / change them or use linear',
    );
  else if (worst < best !== (leaf.direction === 'up'))
    wrong(
      `${leaf.id} 的方向为 ${leaf.direction}，目标区间却从 ${worst} 到 ${best} / ${leaf.id} points ${leaf.direction}, its goalposts go from ${worst} to ${best}`,
      '改方向或对调两端 / change the direction or swap the goalposts',
    );
}

/** Purpose binds use: what is collected as official statistics judges nobody. */
function checkPurpose(
  report: Reporter,
  { leaf, path }: { leaf: SchemeLeaf; path: Path },
  known: Known,
): void {
  const measures = Object.values(known.definitions.get(leaf.indicator)?.measures ?? {});
  const forms = measures.flatMap((measure) =>
    'field' in measure ? (known.forms.get(measure.form) ?? []) : [],
  );
  const form = forms.find(({ legal_nature: { zh } }) => !mayBeReadFor(zh, 'evaluation'));
  if (form)
    report.say([...path, 'indicator'], 'PURPOSE', {
      reason: `${leaf.indicator} 读取${form.legal_nature.zh}报表 ${form.id}，不得用于评价 / ${leaf.indicator} reads the form ${form.id}, official statistics that no evaluation may use`,
      fix: '改用行政管理或自愿填报的报表 / use an administrative or voluntary form',
    });
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
  const { value, locate } = readYaml({ files, mistakes }, file, GoldenFile);
  if (!value || (value.version ?? scheme.version) !== scheme.version) return;
  const report = new Reporter(file, locate, mistakes);
  const [head = [], ...rows] = rowsOf(value.values);
  const units = head.slice(GIVEN_COLUMNS);
  const given = new Map(rows.map(([id = '', ...cells]) => [id, cells.slice(GIVEN_COLUMNS - 1).map(Number)]));
  const columns = Object.fromEntries(
    leavesOf(scheme).map(({ id, indicator }) => [indicator, given.get(id) ?? units.map(() => null)]),
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
  // where parts do not add up to the whole, the golden case gives scores
  const node = nodes.find((candidate) => candidate.id === id);
  const own = node?.scores.map((score, unit) => node.contributions[unit] ?? score) ?? [];
  const off = expected.findIndex(
    (text, unit) => !(Math.abs((own[unit] ?? Number.NaN) - Number(text)) <= tolerance),
  );
  if (off < 0) return;
  const got = own[off]?.toFixed(4) ?? '—';
  report.say(['totals'], 'GOLDEN', {
    reason: `${id} 的 ${units[off]} 算得 ${got}，算例为 ${expected[off]} / ${id} of ${units[off]} comes out as ${got}, the golden case says ${expected[off]}`,
    fix: '核对方案与算例 / compare the scheme with its golden case',
  });
}
