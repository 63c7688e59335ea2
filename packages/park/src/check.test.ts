import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type ParkFiles, checkPark, readParkFolder } from './index.ts';

const PUTUO = readParkFolder(fileURLToPath(new URL('../../../parks/putuo', import.meta.url)));

test('the Putuo park has no mistake, and says what somebody must confirm', () => {
  const { park, mistakes, open } = checkPark(PUTUO);
  expect(mistakes).toEqual([]);
  expect(park?.targets).toHaveLength(14);
  expect(open.length).toBeGreaterThan(0);
  expect(open.every(({ line, what, who }) => line > 0 && what !== '' && who !== '')).toBe(true);
});

test('a value marked for confirmation is listed with its line and who must confirm it', () => {
  const { open } = checkPark(PUTUO);
  const line =
    1 + (PUTUO.get('units.yaml') ?? '').split('\n').findIndex((text) => text.includes('子园名称、范围'));
  expect(open).toContainEqual({
    file: 'units.yaml',
    line,
    what: '子园名称、范围与主导产业',
    who: '张江普陀园办公室',
  });
});

/** One thing broken in a file of the park, and all that the check says of it. */
interface Broken {
  readonly what: string;
  readonly file: string;
  /** The first occurrence of `was` becomes `is`. */
  readonly was: string;
  readonly is: string;
  /** The text at whose beginning the mistake is reported; empty: the beginning of the file. */
  readonly at: string;
  readonly code: string;
  readonly reason: string;
  readonly fix: string;
  /** The file that is reported, when it is another one. */
  readonly reported?: string;
}

const BROKEN: readonly Broken[] = [
  {
    what: 'a proportion of the demonstration with an unknown indicator',
    file: 'demo.yaml',
    was: 'share: software-share',
    is: 'share: no-such-share',
    at: 'no-such-share',
    code: 'UNKNOWN',
    reason: '没有指标 no-such-share / there is no indicator no-such-share',
    fix: '改为已有的指标，或先补上它 / use an existing one or add it first',
  },
  {
    what: 'a target id that is there twice',
    file: 'targets.yaml',
    was: 'id: T02',
    is: 'id: T01 # second',
    at: 'T01 # second',
    code: 'DUPLICATE',
    reason: '编号 T01 重复 / the id T01 is there twice',
    fix: '换一个编号 / choose another id',
  },
  {
    what: 'a carrier in an unknown sub-park',
    file: 'carriers.yaml',
    was: 'kind: "base"',
    is: 'kind: "base"\n    sub_park: sp-nowhere',
    at: 'sp-nowhere',
    code: 'UNKNOWN',
    reason: '没有子园 sp-nowhere / there is no sub-park sp-nowhere',
    fix: '改为已有的子园，或先补上它 / use an existing one or add it first',
  },
  {
    what: 'an industry code that GB/T 4754-2017 does not have',
    file: 'industries.yaml',
    was: 'code: "6520"',
    is: 'code: "6529"',
    at: '"6529"',
    code: 'UNKNOWN',
    reason: '没有行业代码 6529 / there is no industry code 6529',
    fix: '改为已有的行业代码，或先补上它 / use an existing one or add it first',
  },
  {
    what: 'a rule that names an unknown field',
    file: 'forms/ENT-Q.yaml',
    was: 'fields: [rd_staff_end, staff_end]',
    is: 'fields: [rd_staff_end, staff_total]',
    at: 'staff_total]',
    code: 'UNKNOWN',
    reason: '没有字段 staff_total / there is no field staff_total',
    fix: '改为已有的字段，或先补上它 / use an existing one or add it first',
  },
  {
    what: 'a rule whose expression names something that the form does not ask',
    file: 'forms/ENT-Q.yaml',
    was: '"季末研发人员 <= 季末从业人员"',
    is: '"季末研发人员 <= 季末员工"',
    at: '"季末研发人员 <= 季末员工"',
    code: 'FORMULA',
    reason: 'UNKNOWN_NAME 公式第 11 字 / character 11 of the formula: There is no "季末员工" here.',
    fix: '改正公式 / correct the formula',
  },
  {
    what: 'a rule that compares persons with money',
    file: 'forms/ENT-Q.yaml',
    was: '"季末研发人员 <= 季末从业人员"',
    is: '"季末研发人员 <= 本年累计营业收入"',
    at: '"季末研发人员 <= 本年累计营业收入"',
    code: 'FORMULA',
    reason:
      'UNIT 公式第 1 字 / character 1 of the formula: 人 and 10^3 元 do not go together. They measure different things.',
    fix: '改正公式 / correct the formula',
  },
  {
    what: 'a rule that is no condition',
    file: 'forms/ENT-Q.yaml',
    was: '"季末研发人员 <= 季末从业人员"',
    is: '"季末研发人员 + 季末从业人员"',
    at: '"季末研发人员 + 季末从业人员"',
    code: 'FORMULA',
    reason: '审核关系 S29 须是判断，它是 number / rule S29 must be a condition, it is a number',
    fix: '写成比较 / write a comparison',
  },
  {
    what: 'an indicator formula that cannot be read',
    file: 'indicators/targets.yaml',
    was: '"近四季研发费用 / 近四季营业收入"',
    is: '"近四季研发费用 / / 近四季营业收入"',
    at: '"近四季研发费用 / / 近四季营业收入"',
    code: 'FORMULA',
    reason:
      'SYNTAX 公式第 11 字 / character 11 of the formula: The expression cannot be read near "/ 近四季营业收入". Check brackets, quotes and operators.',
    fix: '改正公式 / correct the formula',
  },
  {
    what: 'an indicator whose unit is not that of its formula',
    file: 'indicators/targets.yaml',
    was: 'unit: "%"',
    is: 'unit: "家"',
    at: '"家"',
    code: 'FORMULA',
    reason: 'rd-intensity 的公式结果不能写成 家 / the result of rd-intensity cannot be written in 家',
    fix: '改单位或公式 / change the unit or the formula',
  },
  {
    what: 'an indicator over an industry that is not defined',
    file: 'indicators/targets.yaml',
    was: 'industries: [integrated-circuit, biomedicine,',
    is: 'industries: [integrated-circuit, biology,',
    at: 'biology',
    code: 'UNKNOWN',
    reason: '没有产业 biology / there is no industry biology',
    fix: '改为已有的产业，或先补上它 / use an existing one or add it first',
  },
  {
    what: 'a measure that does not say which field',
    file: 'indicators/targets.yaml',
    was: ' field: rd_ytd,',
    is: '',
    at: '{ form: ENT-Q, window',
    code: 'SHAPE',
    reason:
      '缺少 indicators.0.measures.近四季研发费用.field / indicators.0.measures.近四季研发费用.field is missing',
    fix: '补上 field / add field',
  },
  {
    what: 'a target without its clause',
    file: 'targets.yaml',
    was: '    clause: "一"\n',
    is: '',
    at: 'id: T01',
    code: 'SHAPE',
    reason: '缺少 targets.0.clause / targets.0.clause is missing',
    fix: '补上 clause / add clause',
  },
  {
    what: 'a target under a clause that the plan does not have',
    file: 'targets.yaml',
    was: 'clause: "一"',
    is: 'clause: "九(九)"',
    at: '"九(九)"',
    code: 'UNKNOWN',
    reason: '没有条款 九(九) / there is no clause 九(九)',
    fix: '改为已有的条款，或先补上它 / use an existing one or add it first',
  },
  {
    what: 'a target that does not quote the plan letter by letter',
    file: 'targets.yaml',
    was: '达到4%',
    is: '达到5%',
    at: '"研发经费支出占营收的比重达到5%"',
    code: 'QUOTE',
    reason: '正文第 10 行没有“研发经费支出占营收的比重达到5%” / line 10 of the text does not say so',
    fix: '引文须与正文逐字相同 / quote the text letter by letter',
  },
  {
    what: 'scheme weights that add up to 99',
    file: 'schemes/putuo-subpark.yaml',
    was: 'weight: 7',
    is: 'weight: 6',
    at: '- id: A\n',
    code: 'WEIGHTS',
    reason: '权重合计 99，应为 100 / the weights add up to 99, not 100',
    fix: '调整权重 / change the weights',
  },
  {
    what: 'a scheme that rates an indicator which is not defined',
    file: 'schemes/putuo-subpark.yaml',
    was: 'indicator: subpark-a1,',
    is: 'indicator: subpark-z9,',
    at: 'subpark-z9',
    code: 'UNKNOWN',
    reason: '没有指标 subpark-z9 / there is no indicator subpark-z9',
    fix: '改为已有的指标，或先补上它 / use an existing one or add it first',
  },
  {
    what: 'goalposts that are one and the same',
    file: 'schemes/putuo-subpark.yaml',
    was: '{ worst: 1, best: 6 }',
    is: '{ worst: 6, best: 6 }',
    at: '{ worst: 6, best: 6 }',
    code: 'GOALPOSTS',
    reason: 'A1 目标区间的两端都是 6 / both goalposts of A1 are 6',
    fix: '两端须不同 / they must differ',
  },
  {
    what: 'goalposts against the direction',
    file: 'schemes/putuo-subpark.yaml',
    was: '{ worst: 1, best: 6 }',
    is: '{ worst: 6, best: 1 }',
    at: '{ worst: 6, best: 1 }',
    code: 'GOALPOSTS',
    reason: 'A1 的方向为 up，目标区间却从 6 到 1 / A1 points up, its goalposts go from 6 to 1',
    fix: '改方向或对调两端 / change the direction or swap the goalposts',
  },
  {
    what: 'a golden case that does not come out',
    file: 'schemes/putuo-subpark.golden.yaml',
    was: 'total,34.3930',
    is: 'total,34.4930',
    at: '|\n  group,',
    code: 'GOLDEN',
    reason:
      'putuo-subpark 的 changshou 算得 34.3930，算例为 34.4930 / putuo-subpark of changshou comes out as 34.3930, the golden case says 34.4930',
    fix: '核对方案与算例 / compare the scheme with its golden case',
  },
  {
    what: 'a number field of an unknown kind',
    file: 'forms/ENT-Q.yaml',
    was: 'kind: running-total',
    is: 'kind: total',
    at: 'total, unit',
    code: 'SHAPE',
    reason: 'fields.0.kind 应为 / must be: choice | level | flow | running-total',
    fix: '按 docs/park.md 改正 / correct it as docs/park.md says',
  },
  {
    what: 'an entry with a name that does not exist',
    file: 'units.yaml',
    was: 'host: 区科委',
    is: 'hosted_by: 区科委',
    at: '区科委\n',
    code: 'SHAPE',
    reason: '没有 units.0.hosted_by 这一项 / there is no such entry as units.0.hosted_by',
    fix: '删去或改正名称 / remove it or correct its name',
  },
  {
    what: 'a day that does not exist',
    file: 'plan.yaml',
    was: 'issued: 2025-03-25',
    is: 'issued: 2025-02-30',
    at: '2025-02-30',
    code: 'SHAPE',
    reason: 'issued 应为 / must be: 2026-10-22',
    fix: '按 docs/park.md 改正 / correct it as docs/park.md says',
  },
  {
    what: 'a bracket that is not closed',
    file: 'park.yaml',
    was: 'name: { zh: 张江高新区普陀园, en: "Zhangjiang Hi-tech Zone, Putuo Park" }',
    is: 'name: { zh: 张江高新区普陀园, en: "Zhangjiang Hi-tech Zone, Putuo Park"',
    at: 'short:',
    code: 'YAML',
    reason:
      '读不懂 / cannot be read: Flow map in block collection must be sufficiently indented and end with a }',
    fix: '检查缩进、引号和括号 / check indentation, quotes and brackets',
  },
  {
    what: 'a park that names another plan',
    file: 'park.yaml',
    was: 'plan: putuo-2025-2026',
    is: 'plan: putuo-2027',
    at: 'putuo-2027',
    code: 'UNKNOWN',
    reason: '没有方案 putuo-2027 / there is no plan putuo-2027',
    fix: '改为已有的方案，或先补上它 / use an existing one or add it first',
  },
  {
    what: 'a plan whose text is not there',
    file: 'plan.yaml',
    was: 'text: plan.txt',
    is: 'text: plan-2027.txt',
    at: 'plan-2027.txt',
    code: 'MISSING_FILE',
    reason: "没有方案正文 plan-2027.txt / the plan's text plan-2027.txt is missing",
    fix: '补上该文件或改正文件名 / add it or correct its name',
  },
];

function broken({ file, was, is }: Broken): ParkFiles {
  const text = PUTUO.get(file) ?? '';
  expect(text, `${file} holds what is to be broken`).toContain(was);
  return new Map([...PUTUO, [file, text.replace(was, () => is)]]);
}

function placeOf(text: string, needle: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(needle)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

describe('a broken park', () => {
  test.each(BROKEN)('$what', (one) => {
    const files = broken(one);
    const { park, mistakes } = checkPark(files);
    const { file, code, reason, fix, at } = one;
    const text = files.get(file) ?? '';
    expect(text).toContain(at);
    expect(mistakes).toEqual([{ file, ...placeOf(text, at), code, reason, fix }]);
    expect(park).toBeUndefined();
  });

  test.each(['park.yaml', 'plan.yaml', 'targets.yaml', 'units.yaml', 'carriers.yaml', 'industries.yaml'])(
    'without %s says so once, not once for every reference to it',
    (file) => {
      const files = new Map([...PUTUO].filter(([path]) => path !== file));
      expect(checkPark(files).mistakes).toEqual([
        {
          file,
          line: 1,
          column: 1,
          code: 'MISSING_FILE',
          reason: `缺少文件 ${file} / the file is missing`,
          fix: '补上该文件 / add it',
        },
      ]);
    },
  );

  test('every mistake is found in one go', () => {
    const [first, second] = [
      'a target id that is there twice',
      'an industry code that GB/T 4754-2017 does not have',
    ];
    const files = BROKEN.filter(({ what }) => what === first || what === second).reduce(
      (all, one) => new Map([...all, [one.file, broken(one).get(one.file) ?? '']]),
      new Map(PUTUO),
    );
    expect(checkPark(files).mistakes.map(({ code }) => code)).toEqual(['DUPLICATE', 'UNKNOWN']);
  });
});
