import {
  BOOLEAN,
  type Environment,
  FormulaError,
  TEXT,
  check as checkFormula,
  numberIn,
  parse,
} from '@yuanheng/engine/formula';
import { evaluateScheme } from '@yuanheng/engine/evaluation';
import { type Locate, type Mistake, type OpenItem, type ParkFiles, type Read, readYaml } from './read.ts';
import {
  CarriersFile,
  DemoFile,
  type Form,
  FormFile,
  GoldenFile,
  type Indicator,
  IndicatorsFile,
  IndustriesFile,
  type Measure,
  type Park,
  ParkFile,
  PlanFile,
  type SchemeFile,
  SchemeFile as SchemeSchema,
  TargetsFile,
  UnitsFile,
} from './schema.ts';
import { schemeOf } from './scheme.ts';

export interface ParkCheck {
  /** The park, when nothing is wrong with it. */
  readonly park: Park | undefined;
  readonly mistakes: readonly Mistake[];
  readonly open: readonly OpenItem[];
}

/** Says everything that is wrong with a park folder, and everything that still needs somebody's word. */
export function checkPark(files: ParkFiles): ParkCheck {
  const mistakes: Mistake[] = [];
  const inFolder = (folder: string) =>
    [...files.keys()].filter((path) => path.startsWith(`${folder}/`) && !path.endsWith('.golden.yaml'));
  const one = <S extends Parameters<typeof readYaml>[2]>(file: string, schema: S) => ({
    file,
    ...readYaml(files, file, schema, mistakes),
  });
  const park = one('park.yaml', ParkFile);
  const plan = one('plan.yaml', PlanFile);
  const targets = one('targets.yaml', TargetsFile);
  const units = one('units.yaml', UnitsFile);
  const carriers = one('carriers.yaml', CarriersFile);
  const industries = one('industries.yaml', IndustriesFile);
  const forms = inFolder('forms').map((file) => one(file, FormFile));
  const indicators = inFolder('indicators').map((file) => one(file, IndicatorsFile));
  const schemes = inFolder('schemes').map((file) => one(file, SchemeSchema));
  const demo = files.has('demo.yaml') ? one('demo.yaml', DemoFile).value : undefined;
  const content = files.get(plan.value?.text ?? 'plan.txt') ?? '';

  const known: Known = {
    clauses: new Set(plan.value?.outline.map(({ clause }) => clause)),
    industries: new Set(industries.value?.industries.map(({ id }) => id)),
    indicators: new Set(indicators.flatMap(({ value }) => value?.indicators.map(({ id }) => id) ?? [])),
    forms: new Map(forms.flatMap(({ value }) => (value ? [[value.id, value] as const] : []))),
    lines: content.split('\n'),
  };
  const at = (read: { file: string; locate: Locate }) => new Reporter(read.file, read.locate, mistakes);
  checkIds(at(targets), targets.value?.targets ?? [], ['targets']);
  checkIds(at(units), units.value?.units ?? [], ['units']);
  checkIds(at(carriers), carriers.value?.register ?? [], ['register']);
  checkIds(at(industries), industries.value?.industries ?? [], ['industries']);
  targets.value?.targets.forEach((target, i) => checkTarget(at(targets), target, i, known));
  units.value?.units.forEach(
    (unit, i) =>
      known.clauses.has(unit.clause) || at(units).unknown(['units', i, 'clause'], '条款', unit.clause),
  );
  for (const form of forms) if (form.value) checkForm(at(form), form.value);
  for (const file of indicators) checkIds(at(file), file.value?.indicators ?? [], ['indicators']);
  for (const file of indicators)
    file.value?.indicators.forEach((indicator, i) => checkIndicator(at(file), indicator, i, known));
  for (const scheme of schemes)
    if (scheme.value) checkScheme(at(scheme), scheme.value, { known, files, mistakes });
  const open = [park, targets, units, carriers, industries, ...forms, ...indicators, ...schemes].flatMap(
    (read) => openItems(read),
  );

  const whole =
    mistakes.length === 0 &&
    park.value &&
    plan.value &&
    targets.value &&
    units.value &&
    carriers.value &&
    industries.value
      ? {
          park: park.value,
          plan: { ...plan.value, content },
          targets: targets.value.targets,
          units: units.value.units,
          register: carriers.value.register,
          industries: industries.value.industries,
          forms: forms.flatMap(({ value }) => value ?? []),
          indicators: indicators.flatMap(({ value }) => value?.indicators ?? []),
          schemes: schemes.flatMap(({ value }) => value ?? []),
          demo: demo ?? null,
        }
      : undefined;
  return { park: whole, mistakes, open };
}

interface Known {
  readonly clauses: ReadonlySet<string>;
  readonly industries: ReadonlySet<string>;
  readonly indicators: ReadonlySet<string>;
  readonly forms: ReadonlyMap<string, Form>;
  readonly lines: readonly string[];
}

type Path = readonly (string | number)[];

/** Reports mistakes of one file at the place of a value. */
class Reporter {
  readonly file: string;
  readonly #locate: Locate;
  readonly #mistakes: Mistake[];

  constructor(file: string, locate: Locate, mistakes: Mistake[]) {
    this.file = file;
    this.#locate = locate;
    this.#mistakes = mistakes;
  }

  say(path: Path, code: Mistake['code'], reason: string, fix: string): void {
    this.#mistakes.push({ file: this.file, ...this.#locate(path), code, reason, fix });
  }

  unknown(path: Path, what: string, id: string): void {
    this.say(
      path,
      'UNKNOWN',
      `没有${what} ${id} / unknown ${id}`,
      `改为已有的${what}，或先补上它 / use an existing one or add it`,
    );
  }
}

function checkIds(report: Reporter, items: readonly { readonly id: string }[], path: Path): void {
  items.forEach(({ id }, i) => {
    if (items.findIndex((other) => other.id === id) !== i)
      report.say(
        [...path, i, 'id'],
        'DUPLICATE',
        `编号 ${id} 重复 / ${id} is there twice`,
        '换一个编号 / choose another id',
      );
  });
}

function checkTarget(report: Reporter, target: Park['targets'][number], i: number, known: Known): void {
  if (!known.clauses.has(target.clause)) report.unknown(['targets', i, 'clause'], '条款', target.clause);
  if (target.indicator && !known.indicators.has(target.indicator))
    report.unknown(['targets', i, 'indicator'], '指标', target.indicator);
  const line = known.lines[target.line - 1] ?? '';
  if (!line.includes(target.quote)) {
    report.say(
      ['targets', i, 'quote'],
      'QUOTE',
      `正文第 ${target.line} 行没有“${target.quote}” / the text's line ${target.line} does not say so`,
      '引文须与正文逐字相同 / quote the text letter by letter',
    );
  }
}

/** The names that a form's rules may use, with their types. */
export function namesOf(form: Form): Environment {
  return Object.fromEntries(
    form.fields.flatMap((field) => {
      if (field.kind === 'choice') return [[field.name.zh, TEXT]];
      const type = numberIn(field.unit);
      return [
        [field.name.zh, type],
        [field.previous_name, type],
        [field.last_year_name, type],
      ];
    }),
  );
}

function checkForm(report: Reporter, form: Form): void {
  checkIds(report, form.fields, ['fields']);
  checkIds(report, form.rules, ['rules']);
  form.fields.forEach(({ section }, i) => {
    if (!form.sections.some(({ id }) => id === section))
      report.unknown(['fields', i, 'section'], '分节', section);
  });
  const names = namesOf(form);
  form.rules.forEach((rule, i) => {
    for (const field of rule.fields)
      if (!form.fields.some(({ id }) => id === field)) report.unknown(['rules', i, 'fields'], '字段', field);
    const type = typed(report, ['rules', i, 'expression'], rule.expression, names);
    if (type && type.kind !== BOOLEAN.kind)
      report.say(
        ['rules', i, 'expression'],
        'FORMULA',
        `审核关系须是判断，它是 ${type.kind} / a rule is a condition`,
        '写成比较 / write a comparison',
      );
  });
}

function typed(report: Reporter, path: Path, source: string, names: Environment) {
  try {
    return checkFormula(parse(source), names);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    report.say(
      path,
      'FORMULA',
      `${error.code} 第 ${error.at.from + 1} 字 / character ${error.at.from + 1}: ${error.message}`,
      '改正公式 / correct the formula',
    );
    return undefined;
  }
}

function measureType(measure: Measure, known: Known, refuse: (what: string, id: string) => void) {
  if ('entered' in measure) return numberIn(measure.unit);
  if ('submissions' in measure) return numberIn('家');
  for (const id of measure.industries ?? []) if (!known.industries.has(id)) refuse('产业', id);
  const form = known.forms.get(measure.form);
  const field = form?.fields.find(({ id }) => id === measure.field);
  if (!form) refuse('报表', measure.form);
  else if (!field || field.kind === 'choice') refuse('数字字段', `${measure.form}.${measure.field}`);
  return field && field.kind !== 'choice' ? numberIn(field.unit) : numberIn('');
}

function checkIndicator(report: Reporter, indicator: Indicator, i: number, known: Known): void {
  const names = Object.fromEntries(
    Object.entries(indicator.measures).map(([name, measure]) => [
      name,
      measureType(measure, known, (what, id) =>
        report.unknown(['indicators', i, 'measures', name], what, id),
      ),
    ]),
  );
  const type = typed(report, ['indicators', i, 'formula'], indicator.formula, names);
  if (!type || type.kind === 'any') return;
  const declared = numberIn(indicator.unit);
  const same =
    type.kind === 'number' &&
    declared.kind === 'number' &&
    JSON.stringify(type.unit.dimensions) === JSON.stringify(declared.unit.dimensions);
  if (!same)
    report.say(
      ['indicators', i, 'unit'],
      'FORMULA',
      `公式的结果不能写成 ${indicator.unit} / the formula's result is not in ${indicator.unit}`,
      '改单位或公式 / change the unit or the formula',
    );
}

function checkScheme(
  report: Reporter,
  scheme: SchemeFile,
  at: { known: Known; files: ParkFiles; mistakes: Mistake[] },
): void {
  const leaves = scheme.groups.flatMap((group, g) =>
    group.indicators.map((leaf, i) => ({ leaf, path: ['groups', g, 'indicators', i] })),
  );
  const total = leaves.reduce((sum, { leaf }) => sum + leaf.weight, 0);
  if (Math.abs(total - 100) > 1e-9)
    report.say(
      ['groups'],
      'WEIGHTS',
      `权重合计 ${total}，应为 100 / the weights add up to ${total}, not 100`,
      '调整权重 / change the weights',
    );
  checkIds(
    report,
    leaves.map(({ leaf }) => leaf),
    ['groups'],
  );
  for (const { leaf, path } of leaves) {
    if (!at.known.indicators.has(leaf.indicator))
      report.unknown([...path, 'indicator'], '指标', leaf.indicator);
    if (leaf.goalposts.worst === leaf.goalposts.best)
      report.say(
        [...path, 'goalposts'],
        'GOALPOSTS',
        `${leaf.id} 目标区间的两端相同 / both goalposts are ${leaf.goalposts.best}`,
        '两端须不同 / they must differ',
      );
  }
  checkGolden(scheme, at.files, {
    mistakes: at.mistakes,
    sound: leaves.every(({ leaf }) => leaf.goalposts.worst !== leaf.goalposts.best),
  });
}

const rowsOf = (csv: string) =>
  csv
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','));

/** Computes the scheme's golden case: the totals must be those of the file. */
function checkGolden(
  scheme: SchemeFile,
  files: ParkFiles,
  { mistakes, sound }: { mistakes: Mistake[]; sound: boolean },
): void {
  const file = `schemes/${scheme.id}.golden.yaml`;
  if (!files.has(file)) return;
  const { value, locate } = readYaml(files, file, GoldenFile, mistakes);
  if (!value || !sound) return;
  const [head = [], ...rows] = rowsOf(value.values);
  const units = head.slice(4);
  const columns = Object.fromEntries(
    scheme.groups
      .flatMap((group) => group.indicators)
      .map((leaf) => [
        leaf.indicator,
        rows
          .find(([id]) => id === leaf.id)
          ?.slice(4)
          .map(Number) ?? units.map(() => null),
      ]),
  );
  const result = evaluateScheme(schemeOf(scheme), { units, columns });
  for (const [id = '', ...expected] of rowsOf(value.totals).slice(1)) {
    const own =
      result.nodes.find((node) => node.id === (id === 'total' ? scheme.id : id))?.contributions ?? [];
    const off = expected.findIndex(
      (text, unit) => !(Math.abs((own[unit] ?? Number.NaN) - Number(text)) <= value.tolerance),
    );
    if (off >= 0)
      mistakes.push({
        file,
        ...locate(['totals']),
        code: 'GOLDEN',
        reason: `${id} 的 ${units[off]} 算得 ${own[off]}，算例为 ${expected[off]} / the golden case says ${expected[off]}`,
        fix: '核对方案或算例 / compare scheme and golden case',
      });
  }
}

/** Everything marked needs_review, wherever it stands in a file. */
function openItems({ file, value, locate }: { file: string } & Read<unknown>): OpenItem[] {
  const found: OpenItem[] = [];
  const visit = (node: unknown, path: Path): void => {
    if (node === null || typeof node !== 'object') return;
    for (const [key, inner] of Object.entries(node)) {
      const step = Array.isArray(node) ? Number(key) : key;
      if (key === 'needs_review' && inner)
        found.push({ file, line: locate([...path, key]).line, ...(inner as { what: string; who: string }) });
      else visit(inner, [...path, step]);
    }
  };
  visit(value, []);
  return found;
}
