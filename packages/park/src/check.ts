import { ListProfile } from '@yuanheng/engine/department-list';
import { checkForm } from './check-form.ts';
import { checkIndicator } from './check-indicator.ts';
import { checkSchemes, oneSchemePerKind, readSchemes } from './check-schemes.ts';
import { checkQuote, checkTasks } from './check-task.ts';
import { sameUnit } from './check-unit.ts';
import { EVERYTHING, type Known, type Names } from './known.ts';
import { type CodeList, industryCodes } from './packs.ts';
import { type Mistake, type OpenItem, type ParkFiles, type Read, readYaml } from './read.ts';
import { type Path, Reporter } from './report.ts';
import {
  CarriersFile,
  DemoFile,
  FormFile,
  IndicatorsFile,
  IndustriesFile,
  type Park,
  ParkFile,
  PlanFile,
  TargetsFile,
  TasksFile,
  UnitsFile,
} from './schema.ts';

export interface ParkCheck {
  /** The park, when nothing is wrong with it. */
  readonly park: Park | undefined;
  readonly mistakes: readonly Mistake[];
  readonly open: readonly OpenItem[];
}

/** Says everything that is wrong with a park folder, and everything that still needs somebody's word. */
export function checkPark(files: ParkFiles, codes: CodeList = industryCodes()): ParkCheck {
  const mistakes: Mistake[] = [];
  const read = readAll(files, mistakes);
  const known = knownOf(read, files, { codes, mistakes });
  checkReferences(read, known, mistakes);
  const reporter = ({ file, locate }: FileRead) => new Reporter(file, locate, mistakes);
  for (const form of read.forms) if (form.value) checkForm(reporter(form), form.value, known);
  for (const file of read.indicators)
    file.value?.indicators.forEach((indicator, i) => checkIndicator(reporter(file), { indicator, i }, known));
  checkSchemes(read.schemes, { known, files, mistakes });
  return { park: mistakes.length === 0 ? wholeOf(read, files) : undefined, mistakes, open: openOf(read) };
}

type FileRead = { readonly file: string } & Pick<Read<unknown>, 'locate'>;
type Files = ReturnType<typeof readAll>;

function readAll(files: ParkFiles, mistakes: Mistake[]) {
  const one = <S extends Parameters<typeof readYaml>[2]>(file: string, schema: S) => ({
    file,
    ...readYaml({ files, mistakes }, file, schema),
  });
  const inFolder = <S extends Parameters<typeof readYaml>[2]>(folder: string, schema: S) =>
    [...files.keys()]
      .filter((path) => path.startsWith(`${folder}/`) && /(?<!\.golden)\.yaml$/.test(path))
      .map((file) => one(file, schema));
  return {
    park: one('park.yaml', ParkFile),
    plan: one('plan.yaml', PlanFile),
    targets: one('targets.yaml', TargetsFile),
    tasks: files.has('tasks.yaml') ? one('tasks.yaml', TasksFile) : undefined,
    units: one('units.yaml', UnitsFile),
    carriers: one('carriers.yaml', CarriersFile),
    industries: one('industries.yaml', IndustriesFile),
    forms: inFolder('forms', FormFile),
    indicators: inFolder('indicators', IndicatorsFile),
    schemes: readSchemes({ files, mistakes }),
    lists: inFolder('imports', ListProfile),
    demo: files.has('demo.yaml') ? one('demo.yaml', DemoFile) : undefined,
  };
}

function knownOf(
  read: Files,
  files: ParkFiles,
  { codes, mistakes }: { codes: CodeList; mistakes: Mistake[] },
): Known {
  const ids = (items: readonly { readonly id: string }[] | undefined): Names =>
    items ? new Set(items.map(({ id }) => id)) : EVERYTHING;
  const unread = read.indicators.some(({ value }) => value === undefined);
  return {
    clauses: read.plan.value ? new Set(read.plan.value.outline.map(({ clause }) => clause)) : EVERYTHING,
    units: ids(read.units.value?.units),
    subParks: ids(read.units.value?.units.filter(({ kind }) => kind === 'sub-park')),
    industries: ids(read.industries.value?.industries),
    industryCodes: codes,
    indicators: unread ? EVERYTHING : ids(read.indicators.flatMap(({ value }) => value?.indicators ?? [])),
    unitOf: new Map(
      read.indicators.flatMap(
        ({ value }) => value?.indicators.map(({ id, unit }) => [id, unit] as const) ?? [],
      ),
    ),
    definitions: new Map(
      read.indicators.flatMap(({ value }) => value?.indicators.map((one) => [one.id, one] as const) ?? []),
    ),
    forms: new Map(read.forms.flatMap(({ value }) => (value ? [[value.id, value] as const] : []))),
    allForms: read.forms.every(({ value }) => value !== undefined),
    lines: planLines(read, files, mistakes),
  };
}

function planLines({ plan }: Files, files: ParkFiles, mistakes: Mistake[]): readonly string[] | null {
  if (!plan.value) return null;
  const text = files.get(plan.value.text);
  if (text === undefined)
    new Reporter(plan.file, plan.locate, mistakes).say(['text'], 'MISSING_FILE', {
      reason: `没有方案正文 ${plan.value.text} / the plan's text ${plan.value.text} is missing`,
      fix: '补上该文件或改正文件名 / add it or correct its name',
    });
  return text?.split('\n') ?? null;
}

function checkReferences(read: Files, known: Known, mistakes: Mistake[]): void {
  const at = ({ file, locate }: FileRead) => new Reporter(file, locate, mistakes);
  const { park, plan, targets, units, carriers, industries } = read;
  if (park.value && plan.value && park.value.plan !== plan.value.id)
    at(park).unknown(['plan'], 'plan', park.value.plan);
  at(targets).ids(targets.value?.targets ?? [], ['targets']);
  at(units).ids(units.value?.units ?? [], ['units']);
  at(carriers).ids(carriers.value?.register ?? [], ['register']);
  checkVersions(read, mistakes);
  targets.value?.targets.forEach((target, i) => checkTarget(at(targets), { target, i }, known));
  if (read.tasks) checkTasks(at(read.tasks), read.tasks.value?.tasks ?? [], known);
  units.value?.units.forEach(({ clause }, i) => {
    if (!known.clauses.has(clause)) at(units).unknown(['units', i, 'clause'], 'clause', clause);
  });
  carriers.value?.register.forEach(({ sub_park }, i) => {
    if (sub_park !== undefined && !known.subParks.has(sub_park))
      at(carriers).unknown(['register', i, 'sub_park'], 'sub-park', sub_park);
  });
  industries.value?.industries.forEach((industry, i) =>
    checkIndustry(at(industries), { industry, i }, known),
  );
  if (read.demo?.value) checkDemo(at(read.demo), read.demo.value, known);
}

function checkDemo(report: Reporter, { proportions }: DemoFile, known: Known): void {
  report.ids(proportions, ['proportions']);
  proportions.forEach((proportion, i) => {
    for (const key of ['indicator', 'share'] as const) {
      const id = proportion[key];
      if (id !== undefined && !known.indicators.has(id))
        report.unknown(['proportions', i, key], 'indicator', id);
    }
  });
}

/** What has versions stands once per version, in whichever file. */
function checkVersions({ industries, indicators, forms, schemes, lists }: Files, mistakes: Mistake[]): void {
  const seen = new Set<string>();
  const once = (file: FileRead, path: Path, key: string) => {
    if (seen.has(key))
      new Reporter(file.file, file.locate, mistakes).twice(path, key.split(' ').slice(1).join(' '));
    seen.add(key);
  };
  const version = ({ id, version: number }: { id: string; version: number }) =>
    number === 1 ? id : `${id} 第 ${number} 版`;
  industries.value?.industries.forEach((one, i) =>
    once(industries, ['industries', i, 'id'], `industry ${version(one)}`),
  );
  for (const file of indicators)
    file.value?.indicators.forEach((one, i) =>
      once(file, ['indicators', i, 'id'], `indicator ${version(one)}`),
    );
  for (const file of forms) if (file.value) once(file, ['id'], `form ${version(file.value)}`);
  for (const file of lists) {
    if (!file.value) continue;
    once(file, ['id'], `list ${version(file.value)}`);
    new Reporter(file.file, file.locate, mistakes).ids(file.value.columns, ['columns']);
  }
  for (const file of schemes.complete) if (file.value) once(file, ['id'], `scheme ${version(file.value)}`);
  oneSchemePerKind(schemes.complete, mistakes);
}

function checkIndustry(
  report: Reporter,
  { industry, i }: { industry: Park['industries'][number]; i: number },
  known: Known,
): void {
  if (!known.clauses.has(industry.clause))
    report.unknown(['industries', i, 'clause'], 'clause', industry.clause);
  industry.codes.forEach(({ code }, c) => {
    if (!known.industryCodes.has(code))
      report.unknown(['industries', i, 'codes', c, 'code'], 'industry code', code);
  });
}

function checkTarget(
  report: Reporter,
  { target, i }: { target: Park['targets'][number]; i: number },
  known: Known,
): void {
  if (!known.clauses.has(target.clause)) report.unknown(['targets', i, 'clause'], 'clause', target.clause);
  if (target.indicator !== undefined && !known.indicators.has(target.indicator))
    report.unknown(['targets', i, 'indicator'], 'indicator', target.indicator);
  if (target.indicator !== undefined)
    sameUnit(report, ['targets', i, 'unit'], {
      id: target.id,
      unit: target.unit,
      of: target.indicator,
      known,
    });
  checkQuote(report, ['targets', i, 'quote'], { ...target, lines: known.lines });
}

function wholeOf(read: Files, files: ParkFiles): Park | undefined {
  const { park, plan, targets, units, carriers, industries } = read;
  if (!park.value || !plan.value || !targets.value) return undefined;
  if (!units.value || !carriers.value || !industries.value) return undefined;
  return {
    park: park.value,
    plan: { ...plan.value, content: files.get(plan.value.text) ?? '' },
    targets: targets.value.targets,
    tasks: read.tasks?.value?.tasks ?? [],
    units: units.value.units,
    register: carriers.value.register,
    industries: industries.value.industries,
    forms: read.forms.flatMap(({ value }) => value ?? []),
    indicators: read.indicators.flatMap(({ value }) => value?.indicators ?? []),
    schemes: read.schemes.complete.flatMap(({ value }) => value ?? []),
    lists: read.lists.flatMap(({ value }) => value ?? []),
    demo: read.demo?.value ?? null,
  };
}

/** Everything marked needs_review, and every source that is awaited, wherever it stands in a file. */
function openOf({
  park,
  targets,
  tasks,
  units,
  carriers,
  industries,
  forms,
  indicators,
  schemes,
  lists,
  demo,
}: Files): OpenItem[] {
  const all = [
    park,
    targets,
    units,
    carriers,
    industries,
    ...forms,
    ...indicators,
    ...schemes.open,
    ...lists,
  ];
  return [...all, ...[tasks, demo].flatMap((read) => read ?? [])].flatMap((read) => openItems(read));
}

function openItems({ file, value, locate }: FileRead & { readonly value: unknown }): OpenItem[] {
  const found: OpenItem[] = [];
  const visit = (node: unknown, path: Path): void => {
    if (node === null || typeof node !== 'object') return;
    for (const [key, inner] of Object.entries(node)) {
      const step = Array.isArray(node) ? Number(key) : key;
      if ((key === 'needs_review' || key === 'awaits') && inner)
        found.push({ file, line: locate([...path, key]).line, ...(inner as { what: string; who: string }) });
      else visit(inner, [...path, step]);
    }
  };
  visit(value, []);
  return found;
}
