import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SmallZone } from '../../demo/small-zone.ts';
import { moveEnterprise, registerEnterprises } from '../organisation/index.ts';
import { getCarrier, listCarriers } from './carrier.read.ts';
import { getEnterprise } from './page.read.ts';
import { listEnterprises } from './registry.read.ts';

const TODAY = '2025-05-08';
let zone: SmallZone;

const enterprise = (
  uscc: string,
  name: string,
  shortName: string,
  carrier: string,
  formerNames: string[] = [],
) => ({
  uscc,
  name,
  shortName,
  formerNames: formerNames.map((former) => ({ name: former, until: '2020-03-01' })),
  industryCode: carrier === 'c-3' ? '2720' : '6513',
  registeredOn: '2015-01-01',
  carrier,
  from: '2023-01-01',
});

beforeAll(async () => {
  zone = await SmallZone.fresh([{ name: '甲', carrier: 'c-1' }]);
  await zone.do('office', '2023-02-01', registerEnterprises, {
    enterprises: [
      enterprise('91310107MAX24KPF72', '星垣信息技术(上海)有限公司', '星垣信息', 'c-1'),
      enterprise('913101074243668743', '上海安闲生物医药有限公司', '安闲生物', 'c-2', [
        '上海瑞岚电子有限公司',
      ]),
      enterprise('913101074500163681', '融曜信息技术(上海)有限公司', '融曜信息', 'c-3'),
    ],
  });
});
afterAll(() => zone.pool.end());

const search = async (text: string, who = 'office') => {
  const { rows } = await zone.read(who, TODAY, listEnterprises, { search: text, limit: 50 });
  return rows.map(({ shortName }) => shortName);
};

describe('an enterprise is found', () => {
  test.each([
    ['by its name', '上海安闲生物医药有限公司', ['安闲生物']],
    ['by a part of it', '生物医药', ['安闲生物']],
    ['by full-width brackets', '星垣信息技术（上海）', ['星垣信息']],
    ['by a former name', '瑞岚', ['安闲生物']],
    ['by initials', 'axsw', ['安闲生物']],
    ['by initials from the middle', 'xxjs', ['融曜信息', '星垣信息']],
    ['by pinyin', 'anxian', ['安闲生物']],
    ['by its code', '91310107MAX24KPF72', ['星垣信息']],
    ['by the end of its code, in small letters', '4kpf72', ['星垣信息']],
    ['by what stands in the middle of it', '0163681', ['融曜信息']],
    ['with all others that share the words', '信息技术', ['融曜信息', '星垣信息']],
  ])('%s', async (_how, text, expected) => {
    expect(await search(text)).toEqual(expected);
  });

  test('under a former name, which is said', async () => {
    const { rows } = await zone.read('office', TODAY, listEnterprises, { search: '瑞岚电子', limit: 5 });
    expect(rows.map(({ foundBy }) => foundBy)).toEqual(['上海瑞岚电子有限公司']);
  });

  test('by its code as its beginning, with all others of the place', async () => {
    expect(await search('91310107')).toHaveLength(3);
  });
});

test('a name that fits nobody brings similar ones, and says so; one character brings nothing', async () => {
  const wrong = await zone.read('office', TODAY, listEnterprises, {
    search: '星恒信息技术(上海)有限公司',
    limit: 5,
  });
  expect([wrong.isSimilar, wrong.rows.map(({ shortName }) => shortName)]).toEqual([true, ['星垣信息']]);
  expect(await search('安')).toEqual([]);
  expect(await search('有限公司')).toEqual([]);
  expect(await search('%_')).toEqual([]);
});

test('a sub-park finds its own, by name, pinyin and code', async () => {
  expect(await search('信息技术', 'taopu')).toEqual(['星垣信息']);
  expect(await search('rongyao', 'taopu')).toEqual([]);
  expect(await search('913101074500163681', 'taopu')).toEqual([]);
  expect(await search('融曜信急', 'taopu')).toEqual([]);
});

test('pages follow one another in the order of pinyin, each enterprise once, with how many there are', async () => {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await zone.read('office', TODAY, listEnterprises, { limit: 1, after });
    expect([page.total, page.isMore]).toEqual([4, false]);
    seen.push(...page.rows.map(({ shortName }) => shortName));
    after = page.next ?? undefined;
  } while (after !== undefined);
  expect(seen).toEqual(['安闲生物', '甲', '融曜信息', '星垣信息']);
});

test('filters by sub-park, carrier, industry and residence say how many fit', async () => {
  const total = async (filter: object) =>
    (await zone.read('office', TODAY, listEnterprises, { limit: 9, ...filter })).total;
  expect(await total({ subPark: 'sp-taopu' })).toBe(3);
  expect(await total({ carrier: 'c-2' })).toBe(1);
  expect(await total({ industry: '27' })).toBe(1);
  expect(await total({ industry: '65', search: '信息' })).toBe(1);
  expect(await total({ residence: 'now' })).toBe(4);
  expect(await total({ residence: 'left' })).toBe(0);
});

test('after a move the new sub-park finds it by its names, and its page tells both places', async () => {
  const before = await zone.read('office', TODAY, listEnterprises, { search: '安闲', limit: 1 });
  const enterpriseId = before.rows[0]?.id ?? '';
  await zone.do('office', '2025-06-01', moveEnterprise, { enterpriseId, carrier: 'c-3', from: '2025-06-01' });
  const later = (who: string, text: string) =>
    zone.read(who, '2025-06-02', listEnterprises, { search: text, limit: 5 }).then(({ rows }) => rows.length);
  expect([
    await later('zhenru', 'anxian'),
    await later('taopu', 'anxian'),
    await later('zhenru', '瑞岚'),
  ]).toEqual([1, 0, 1]);
  const page = await zone.read('zhenru', '2025-06-02', getEnterprise, { enterpriseId });
  expect(page.carrier?.code).toBe('c-3');
  expect(page.names.map(({ name, from, until }) => [name, from, until])).toEqual([
    ['上海安闲生物医药有限公司', '2020-03-01', null],
    ['上海瑞岚电子有限公司', null, '2020-03-01'],
    ['安闲生物', '2015-01-01', null],
  ]);
});

test('a carrier tells who sits there, who came and who left; another sub-park does not see it', async () => {
  const carriers = await zone.read('office', '2025-06-02', listCarriers, undefined);
  expect(carriers.rows.map(({ code, residents }) => [code, residents])).toEqual([
    ['c-1', 2],
    ['c-2', 0],
    ['c-3', 2],
  ]);
  const carrierId = carriers.rows.find(({ code }) => code === 'c-3')?.id ?? '';
  const carrier = await zone.read('zhenru', '2025-06-02', getCarrier, { carrierId });
  expect(carrier.movements[0]).toEqual({ period: '2025Q2', came: 1, left: 0, residents: 2 });
  await expect(zone.read('taopu', '2025-06-02', getCarrier, { carrierId })).rejects.toThrow('NOT_FOUND');
});

test('figures of an enterprise stand by year with the report that they come from', async () => {
  const { answers } = await import('../../demo/small-zone.ts');
  const another = await SmallZone.fresh([{ name: '乙', carrier: 'c-1' }]);
  await another.quarter('2024Q4', { 乙: answers(10_000) });
  await another.quarter('2025Q1', { 乙: answers(3_000) });
  const page = await another.read('乙', TODAY, getEnterprise, { enterpriseId: another.enterpriseId('乙') });
  const [form] = page.figures;
  expect(form?.columns.map(({ period, stage }) => [period, stage])).toEqual([
    ['2024Q4', 'accepted'],
    ['2025Q1', 'accepted'],
  ]);
  expect(form?.rows.find(({ field }) => field === 'revenue_ytd')?.values).toEqual(['10000', '3000']);
  expect(page.reports.map(({ period, status }) => [period, status])).toEqual([
    ['2025Q1', 'accepted'],
    ['2024Q4', 'accepted'],
  ]);
  await another.pool.end();
});
