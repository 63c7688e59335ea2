import { type EvaluationResult, NORMALISE, evaluateScheme } from '@yuanheng/engine/evaluation';
import { mayBeReadFor } from '@yuanheng/engine/statistics';
import { sameUnit } from './check-unit.ts';
import type { Known } from './known.ts';
import { type Mistake, type ParkFiles, readYaml } from './read.ts';
import { type Path, Reporter } from './report.ts';
import {
  GoldenFile,
  type LibraryFile,
  type LibraryIndicator,
  type MemberFile,
  type SchemeFile,
  type SchemeGroup,
  type SchemeLeaf,
} from './scheme-schema.ts';
import { leavesOf, schemeOf, scoringOf } from './scheme.ts';

export function checkScheme(
  report: Reporter,
  scheme: SchemeFile,
  at: { known: Known; files: ParkFiles; mistakes: Mistake[] },
): void {
  const before = at.mistakes.length;
  const placed = scheme.groups.flatMap((group, g) => partsOf(group, ['groups', g]));
  const leaves = placed.flatMap(({ leaf, path }) => (leaf ? [{ leaf, path }] : []));
  checkTotal(
    report,
    ['groups'],
    leaves.map(({ leaf }) => leaf.weight),
  );
  report.idsAt([
    { id: scheme.id, path: ['id'] },
    ...placed.map(({ id, path }) => ({ id, path: [...path, 'id'] })),
  ]);
  for (const leaf of leaves) checkLeaf(report, leaf, at.known);
  if (before === at.mistakes.length) checkGolden(scheme, at.files, at.mistakes);
}

function checkTotal(report: Reporter, path: Path, weights: readonly number[]): void {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (Math.abs(total - 100) <= 1e-9) return;
  report.say(path, 'WEIGHTS', {
    reason: `权重合计 ${total}，应为 100 / the weights add up to ${total}, not 100`,
    fix: '调整权重 / change the weights',
  });
}

/** The indicators that several schemes share, each looked at once, where it stands. */
export function checkLibrary(report: Reporter, library: LibraryFile, known: Known): void {
  const { groups } = library;
  const placed = groups.flatMap(({ indicators }, g) =>
    indicators.map((leaf, i) => ({ leaf, path: ['groups', g, 'indicators', i] as Path })),
  );
  report.idsAt([
    ...groups.map(({ id }, g) => ({ id, path: ['groups', g, 'id'] })),
    ...placed.map(({ leaf, path }) => ({ id: leaf.id, path: [...path, 'id'] })),
  ]);
  for (const leaf of placed) checkLeaf(report, leaf, known);
  for (const key of ['bonus', 'penalties', 'vetoes'] as const)
    library[key].forEach(({ indicator }, i) => {
      if (indicator !== undefined && !known.indicators.has(indicator))
        report.unknown([key, i, 'indicator'], 'indicator', indicator);
    });
  checkStatusRule(report, library);
}

/** What follows from grades speaks of grades and of a veto that are there. */
function checkStatusRule(
  report: Reporter,
  { carrier_status: status, grades = [], vetoes }: LibraryFile,
): void {
  if (!status) return;
  for (const key of ['fail_grade', 'no_submission_counts_as', 'inclusion_grade'] as const)
    if (!grades.some(({ id }) => id === status[key]))
      report.unknown(['carrier_status', key], 'grade', status[key]);
  if (!vetoes.some(({ id }) => id === status.no_submission))
    report.unknown(['carrier_status', 'no_submission'], 'veto', status.no_submission);
}

/** A scheme of a library: its weights and its own ways to score. */
export function checkMember(report: Reporter, member: MemberFile, library: LibraryFile): void {
  const { weights, score } = member;
  checkTotal(report, ['weights'], Object.values(weights));
  const leaves = new Map(
    library.groups.flatMap(({ indicators }) => indicators.map((leaf) => [leaf.id, leaf])),
  );
  for (const key of ['weights', 'score'] as const)
    for (const id of Object.keys(member[key]))
      if (!leaves.has(id)) report.unknown([key, id], 'indicator', id);
  for (const [id, own] of Object.entries(score)) {
    const leaf = leaves.get(id);
    if (leaf) checkScore(report, ['score', id], { ...leaf, goalposts: undefined, score: own });
  }
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

function checkLeaf(
  report: Reporter,
  { leaf, path }: { leaf: LibraryIndicator; path: Path },
  known: Known,
): void {
  if (!known.indicators.has(leaf.indicator))
    report.unknown([...path, 'indicator'], 'indicator', leaf.indicator);
  checkPurpose(report, { leaf, path }, known);
  sameUnit(report, [...path, 'unit'], { id: leaf.id, unit: leaf.unit, of: leaf.indicator, known });
  checkScore(report, [...path, leaf.goalposts ? 'goalposts' : 'score'], leaf);
}

/** What a method cannot run with, and goalposts that do not fit the direction. */
function checkScore(report: Reporter, path: Path, leaf: LibraryIndicator): void {
  const wrong = (reason: string, fix: string) => report.say(path, 'GOALPOSTS', { reason, fix });
  const { method, ...params } = scoringOf(leaf);
  const { worst, best, scale } = params as NonNullable<LibraryIndicator['goalposts']>;
  if (method !== 'goalposts') {
    const [issue] = NORMALISE[method].params.safeParse(params).error?.issues ?? [];
    if (issue)
      wrong(
        `${leaf.id} 的计分方法 ${method} 不能这样用：${issue.message} / ${leaf.id} cannot be scored by ${method}: ${issue.message}`,
        '见 docs/scheme.md / see docs/scheme.md',
      );
  } else if (worst === best)
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
  { leaf, path }: { leaf: LibraryIndicator; path: Path },
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
