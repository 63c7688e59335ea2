import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SmallZone } from '../../demo/small-zone.ts';
import { registerEnterprises } from '../organisation/index.ts';
import { getImport } from './list-import.read.ts';
import {
  checkImport,
  confirmImport,
  decideRow,
  previewImport,
  putAwayImport,
} from './list-import.service.ts';
import { getEnterprise } from './page.read.ts';

const MESSY = new URL('../../../../../../shared/data/messy/', import.meta.url);
const TODAY = '2025-05-08';

let zone: SmallZone;
const codes = {
  a: '91310107MAX24KPF72',
  b: '913101074243668743',
  branch: '91310107MARXB4U676',
  c: '913101074500163681',
};
let ids: Readonly<Record<keyof typeof codes, string>>;

const enterprise = (uscc: string, name: string, shortName: string, formerNames: string[] = []) => ({
  uscc,
  name,
  shortName,
  formerNames: formerNames.map((former) => ({ name: former, until: null })),
  industryCode: '6513',
  registeredOn: '2015-01-01',
  carrier: 'c-1',
  from: '2023-01-01',
});

beforeAll(async () => {
  zone = await SmallZone.fresh([{ name: '甲', carrier: 'c-1' }]);
  const { ids: made } = await zone.do('office', '2023-02-01', registerEnterprises, {
    enterprises: [
      enterprise(codes.a, '星垣信息技术(上海)有限公司', '星垣信息'),
      enterprise(codes.b, '上海安闲生物医药有限公司', '安闲', ['上海瑞岚电子有限公司']),
      enterprise(codes.c, '融曜信息技术(上海)有限公司', '融曜'),
      enterprise(codes.branch, '融曜信息技术(上海)有限公司普陀分公司', '融曜普陀'),
    ],
  });
  const [a = '', b = '', c = '', branch = ''] = made;
  ids = { a, b, c, branch };
});
afterAll(() => zone.pool.end());

const sent = (profileId: string, text: string, fileName = `${profileId}.csv`) => ({
  profileId,
  fileName,
  contentBase64: Buffer.from(text).toString('base64'),
});

const TAX = (...rows: string[]) =>
  ['2025年一季度税收表', '单位：千元', '纳税人名称,纳税人识别号,营业收入,入库税收', ...rows].join('\n');

const check = (text: string, profile = 'tax-quarter') =>
  zone.read('office', TODAY, checkImport, sent(profile, text));
const preview = (text: string, fileName?: string) =>
  zone.do('office', TODAY, previewImport, sent('tax-quarter', text, fileName));

const valuesOf = async (id: string) => {
  const { departments } = await zone.read('office', TODAY, getEnterprise, { enterpriseId: id });
  return (departments ?? []).map(({ period, column, value }) => `${period} ${column.zh} ${value ?? '空'}`);
};

test('a preview imports nothing; confirmed, accepted rows are values in 元 with their file and row', async () => {
  const list = await preview(
    TAX(`星垣信息技术（上海）有限公司,913101O7MAX24KPF72,"1,200.5",/`, '融曜信息技术,,5,1'),
  );
  expect(list).toMatchObject({
    period: '2025Q1',
    unit: '千元',
    status: 'previewed',
    counts: { accepted: 1, queued: 1 },
  });
  expect(await valuesOf(ids.a)).toEqual([]);
  const confirmed = await zone.do('office', TODAY, confirmImport, { importId: list.id });
  expect(confirmed).toMatchObject({ status: 'confirmed', open: 1 });
  expect(await valuesOf(ids.a)).toEqual(['2025Q1 营业收入 1200500', '2025Q1 入库税收 空']);
});

test('the same file counts once, and a later one of the period supersedes it', async () => {
  const text = TAX(`上海安闲生物医药有限公司,${codes.b},10,1`);
  const first = await preview(text);
  const twin = await preview(text, 'copy.csv');
  await zone.do('office', TODAY, confirmImport, { importId: first.id });
  await expect(zone.do('office', TODAY, confirmImport, { importId: twin.id })).rejects.toThrow(
    'LIST_IMPORTED_BEFORE',
  );
  await expect(preview(text)).rejects.toThrow('LIST_IMPORTED_BEFORE');
  await expect(zone.do('office', TODAY, putAwayImport, { importId: first.id })).rejects.toThrow(
    'LIST_CLOSED',
  );
  const corrected = await preview(TAX(`上海安闲生物医药有限公司,${codes.b},12,`));
  await zone.do('office', '2025-05-09', confirmImport, { importId: corrected.id });
  expect(await valuesOf(ids.b)).toEqual(['2025Q1 营业收入 12000', '2025Q1 入库税收 空']);
});

test('a queued row is decided once, by a person with a reason', async () => {
  const list = await preview(TAX('融曜,,7,2', '星垣信息,,8,3'));
  const decide = (row: number, enterpriseId?: string) =>
    zone.do('office', TODAY, decideRow, { importId: list.id, row, enterpriseId, reason: '电话核实' });
  await expect(decide(4, ids.c)).rejects.toThrow('LIST_NOT_CONFIRMED');
  await zone.do('office', TODAY, confirmImport, { importId: list.id });
  expect(await decide(4, ids.c)).toMatchObject({
    enterprise: { id: ids.c },
    decision: { decision: 'taken' },
  });
  expect(await decide(5)).toMatchObject({ decision: { decision: 'left-out', reason: '电话核实' } });
  await expect(decide(4, ids.a)).rejects.toThrow('ROW_DECIDED');
  expect(await valuesOf(ids.c)).toEqual(['2025Q1 营业收入 7000', '2025Q1 入库税收 2000']);
  const { list: after } = await zone.read('office', TODAY, getImport, {
    importId: list.id,
    limit: 9,
    offset: 0,
  });
  expect(after.open).toBe(0);
});

test('a code is never repaired into one that the register does not have', async () => {
  const { rows } = await check(
    TAX('无此企业有限公司,913101O74500163682,1,1', '无此企业有限公司,91350100M000100Y43,1,1'),
  );
  expect(rows.slice(3).map(({ status, reason }) => [status, reason])).toEqual([
    ['rejected', 'not_in_registry'],
    ['rejected', 'not_in_registry'],
  ]);
});

test('a code that the register has decides, also where its check character is wrong there too', async () => {
  const demo = '91TEST0000001OOVSZ';
  const { rows } = await check(TAX(`甲有限公司,${demo},1,1`, `上海安闲生物医药有限公司,${demo},1,1`));
  expect(rows.slice(3).map(({ status, match, reason }) => [status, match?.by, reason])).toEqual([
    ['queued', 'uscc', 'duplicate_conflict'],
    ['queued', 'uscc', 'uscc_name_conflict'],
  ]);
});

test('a letter for a digit in a code is corrected, with a warning, when the register has the corrected code', async () => {
  const { rows } = await check(TAX('星垣信息技术（上海）有限公司,913101O7MAX24KPF72,1,1'));
  expect(rows[3]).toMatchObject({
    status: 'accepted',
    match: { id: ids.a, by: 'uscc_corrected' },
    warnings: ['uscc_O_for_0'],
  });
});

test('the name of a head office beside the code of its branch is left to a person', async () => {
  const { rows } = await check(TAX(`融曜信息技术(上海)有限公司,${codes.branch},1,1`));
  expect(rows[3]).toMatchObject({
    status: 'queued',
    reason: 'uscc_name_conflict',
    match: { id: ids.branch },
    warnings: [`name_is_headquarters_of_branch ${ids.c}`],
  });
});

test('a registered change dates names and attributes, and a rename is found under both names', async () => {
  const text = [
    '企业名称（现用名）,原名称,统一社会信用代码,成立日期,变更日期,注册资本(万)',
    `上海安闲生物医药有限公司,上海瑞岚电子有限公司,${codes.b},2015年5月2日,2025年1月,1000`,
    `星垣科技(上海)有限公司,星垣信息技术(上海)有限公司,${codes.a},2011.7.18,2025-02-03,300`,
    `融曜信息技术(上海)有限公司,,${codes.c},20050210,2025-02-30,5`,
  ].join('\n');
  const list = await zone.do('office', TODAY, previewImport, sent('market-changes', text));
  expect(list.counts).toEqual({ accepted: 2, queued: 0, rejected: 1, ignored: 1 });
  await zone.do('office', TODAY, confirmImport, { importId: list.id });
  const b = await zone.read('office', TODAY, getEnterprise, { enterpriseId: ids.b });
  expect(b.names.filter(({ kind }) => kind === 'registered')).toMatchObject([
    { name: '上海安闲生物医药有限公司', from: '2025-01-01', until: null },
    { name: '上海瑞岚电子有限公司', from: null, until: '2025-01-01' },
  ]);
  expect(b.attributes.map(({ attribute, value, fromSaid }) => [attribute, value, fromSaid])).toEqual([
    ['capital_yuan', '10000000', '2025-01'],
    ['established', '2015-05-02', '2025-01'],
  ]);
  const a = await zone.read('office', TODAY, getEnterprise, { enterpriseId: ids.a });
  expect(a.name).toBe('星垣科技(上海)有限公司');
  expect(a.names.filter(({ kind }) => kind === 'registered').map(({ name, until }) => [name, until])).toEqual(
    [
      ['星垣科技(上海)有限公司', null],
      ['星垣信息技术(上海)有限公司', '2025-02-03'],
    ],
  );
});

test('what departments say is read by the office, and by nobody of a sub-park or the enterprise itself', async () => {
  const seen = await zone.read('taopu', TODAY, getEnterprise, { enterpriseId: ids.b });
  expect([seen.departments, seen.openRows]).toEqual([null, null]);
  await expect(zone.read('taopu', TODAY, checkImport, sent('tax-quarter', TAX()))).rejects.toThrow(
    'FORBIDDEN',
  );
  await expect(zone.read('甲', TODAY, getEnterprise, { enterpriseId: ids.b })).rejects.toThrow('NOT_FOUND');
});

test.each([
  ['姓名,电话\n张三,1', 'no_heading'],
  ['2025年一季度\n纳税人名称,纳税人识别号,营业收入,入库税收\n甲有限公司,,1,1', 'no_unit'],
  ['单位：元\n纳税人名称,纳税人识别号,营业收入,入库税收\n甲有限公司,,1,1', 'no_period'],
  ['2025年一季度\n单位：元\n纳税人名称,纳税人识别号,营业收入\n"甲"有限公司,,1', 'broken_text'],
])('a file that is no such list is refused with what it lacks: %#', async (text, reason) => {
  await expect(check(text)).rejects.toMatchObject({ code: 'LIST_UNREADABLE', data: { reason } });
});

interface ExpectedRow {
  readonly row: number;
  readonly status: string;
  readonly reason?: string;
  readonly match?: { id?: string; by: string; candidates?: string[] } | null;
  readonly uscc?: string | null;
  readonly period?: string;
  readonly values?: Readonly<Record<string, unknown>> | null;
  readonly warnings?: readonly string[];
  readonly former_name?: string | null;
  readonly column?: string;
  readonly total_disagrees?: boolean;
}
interface Registered {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
  readonly former_names: readonly string[];
  readonly short: string;
}

describe.skipIf(!existsSync(MESSY))('three files as departments send them (../shared/data/messy)', () => {
  const read = (name: string) => JSON.parse(readFileSync(new URL(name, MESSY), 'utf8')) as never;
  const files = existsSync(MESSY)
    ? (read('expected.json') as { files: { file: string; rows: ExpectedRow[] }[] }).files
    : [];
  const PROFILES = ['tax-quarter', 'statistics-month', 'market-changes'];
  let own: SmallZone;
  const idOf = new Map<string, string>();

  beforeAll(async () => {
    own = await SmallZone.fresh([{ name: '甲', carrier: 'c-1' }]);
    const { enterprises } = read('registry.json') as { enterprises: Registered[] };
    const { ids: made } = await own.do('office', '2023-02-01', registerEnterprises, {
      enterprises: enterprises.map((one) => enterprise(one.uscc, one.name, one.short, [...one.former_names])),
    });
    enterprises.forEach(({ id }, i) => idOf.set(id, made[i] ?? ''));
  });
  afterAll(() => own.pool.end());

  /** Ours in the words of the expectation. */
  const known = (text: string) => [...idOf].reduce((said, [id, made]) => said.replaceAll(made, id), text);
  const numeric = (value: string | null) =>
    value !== null && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;

  test.each(files.map(({ file }, i) => [file, PROFILES[i] ?? '', i] as const))(
    '%s row by row',
    async (file, profileId, i) => {
      const contentBase64 = readFileSync(new URL(file, MESSY)).toString('base64');
      const { rows } = await own.read('office', TODAY, checkImport, {
        profileId,
        fileName: file,
        contentBase64,
      });
      const expected = files[i]?.rows ?? [];
      const differing = expected.flatMap<unknown>((wanted) => {
        const row = rows.find((one) => one.row === wanted.row);
        const got = JSON.parse(known(JSON.stringify(row ?? null))) as typeof row;
        if (!got) return [{ row: wanted.row, wanted: 'a row', got: null }];
        const says: Record<string, unknown> = {
          status: got.status,
          reason: got.reason,
          match: got.match,
          uscc: got.uscc,
          period: got.period,
          former_name: got.formerName,
          warnings: got.warnings,
          total_disagrees: got.totals.some(({ agrees }) => !agrees),
          column: got.faults
            .map((fault) => [fault.column, fault.heading])
            .flat()
            .find((name) => name === wanted.column),
          values:
            got.values === null
              ? null
              : {
                  ...Object.fromEntries(
                    Object.entries(got.values).map(([id, value]) => [id, numeric(value)]),
                  ),
                  ...Object.fromEntries(
                    Object.entries(got.foreign).map(([id, value]) => [
                      id,
                      { ...value, amount: Number(value.amount) },
                    ]),
                  ),
                },
        };
        return Object.entries(wanted)
          .filter(([key]) => key in says && !(key === 'warnings' && isLabelOfDigits(wanted)))
          .filter(([key, value]) => !equal(says[key], value))
          .map(([key, value]) => ({ row: wanted.row, key, wanted: value, got: says[key] }));
      });
      expect(differing).toEqual([]);
      expect(rows.length).toBeGreaterThanOrEqual(expected.length);
    },
  );
});

/** One row is said to have a code in lower case whose characters are all digits: there is nothing to see. */
const isLabelOfDigits = ({ uscc, warnings = [] }: ExpectedRow): boolean =>
  /^\d+$/.test(uscc ?? '') && warnings.includes('uscc_lower_case');

const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)]),
      )
    : value;
const equal = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
