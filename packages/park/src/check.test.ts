import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { BROKEN, type Broken } from './broken-parks.fixture.ts';
import { BROKEN_FORMS } from './broken-forms.fixture.ts';
import { BROKEN_SCHEMES } from './broken-schemes.fixture.ts';
import { type ParkFiles, checkPark, leavesOf, readParkFolder, schemeOf } from './index.ts';

const PUTUO = readParkFolder(fileURLToPath(new URL('../../../parks/putuo', import.meta.url)));

test('the Putuo park has no mistake, and says what somebody must confirm', () => {
  const { park, mistakes, open } = checkPark(PUTUO);
  expect(mistakes).toEqual([]);
  expect(park?.targets).toHaveLength(14);
  expect(open.length).toBeGreaterThan(0);
  expect(open.every(({ line, what, who }) => line > 0 && what !== '' && who !== '')).toBe(true);
});

test('invariant 12 · needs review is shown: a value marked for confirmation is listed with its line and who must confirm it', () => {
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

function broken({ file, was, is }: Broken): ParkFiles {
  const text = PUTUO.get(file) ?? '';
  expect(text, `${file} holds what is to be broken`).toContain(was);
  return new Map([...PUTUO, [file, text.replace(was, () => is)]]);
}

function placeOf(text: string, needle: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(needle)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

describe('invariant 9 · refused when saved: a broken park', () => {
  test.each([...BROKEN, ...BROKEN_FORMS, ...BROKEN_SCHEMES])('$what', (one) => {
    const files = broken(one);
    const { park, mistakes } = checkPark(files);
    const { file, code, reason, fix, at, also = [] } = one;
    const text = files.get(file) ?? '';
    expect(text).toContain(at);
    expect(mistakes).toContainEqual({ file, ...placeOf(text, at), code, reason, fix });
    expect(mistakes.map((mistake) => mistake.code).toSorted()).toEqual([code, ...also].toSorted());
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

test('a second version of a scheme is a scheme of its own, a second scheme for the sub-parks is refused', () => {
  const text = PUTUO.get('schemes/putuo-subpark.yaml') ?? '';
  const beside = (written: string) => checkPark(new Map([...PUTUO, ['schemes/zz.yaml', written]]));
  const second = text.replace('version: 1', 'version: 2').replace('2025-04-01', '2027-01-01');
  expect(beside(second).mistakes).toEqual([]);
  expect(beside(text).mistakes.map(({ file, code }) => [file, code])).toEqual([
    ['schemes/zz.yaml', 'DUPLICATE'],
  ]);
  expect(beside(text.replace('id: putuo-subpark', 'id: other')).mistakes).toMatchObject([
    { file: 'schemes/zz.yaml', code: 'DUPLICATE', reason: expect.stringContaining('putuo-subpark') },
  ]);
});

test('the schemes of a library share its indicators, weigh 100 each, and score otherwise only where they say so', () => {
  const schemes = checkPark(PUTUO).park?.schemes.filter(({ level }) => level === 'carrier') ?? [];
  expect(schemes.map(({ id }) => id)).toEqual([
    'putuo-carrier-collective',
    'putuo-carrier-private',
    'putuo-carrier-state',
    'putuo-carrier-university',
  ]);
  const byScheme = schemes.map((scheme) => new Map(leavesOf(scheme).map((leaf) => [leaf.id, leaf])));
  expect(byScheme.map((leaves) => [...leaves.values()].reduce((sum, { weight }) => sum + weight, 0))).toEqual(
    [100, 100, 100, 100],
  );
  expect(byScheme.map(({ size }) => size)).toEqual([32, 30, 32, 31]);
  expect(byScheme.map((leaves) => leaves.get('K404')?.score)).toEqual(
    [4, 4, 4, 12].map((best) => ({ method: 'goalposts', worst: 0, best })),
  );
  const without = (id: string) => byScheme.map((leaves) => !leaves.has(id));
  expect(without('K205')).toEqual([false, true, false, true]);
  expect(without('K405')).toEqual([true, true, true, false]);
});

test('groups of a scheme may hold groups; a group weighs what the indicators below it weigh', () => {
  const scheme = checkPark(PUTUO).park?.schemes.find(({ id }) => id === 'putuo-subpark');
  if (!scheme) throw new RangeError('parks/putuo has no scheme.');
  const [first, ...rest] = scheme.groups;
  if (!first) throw new RangeError('The scheme has no group.');
  const upper = { id: 'U', name: first.name, aggregate: 'geometric' as const, groups: rest };
  const nested = { ...scheme, groups: [first, upper] };
  expect(leavesOf(nested).map(({ id }) => id)).toEqual(leavesOf(scheme).map(({ id }) => id));
  const nodes = schemeOf(nested).nodes;
  expect(nodes.find(({ id }) => id === 'U')).toMatchObject({
    weight: 80,
    aggregate: 'geometric',
    children: ['B', 'C', 'D', 'E', 'F'],
  });
  expect(nodes[0]).toMatchObject({ children: ['A', 'U'], aggregate: 'arithmetic' });
});

test('invariant 11 · purpose binds use: a scheme that reads official statistics is refused at each leaf that does', () => {
  const file = 'forms/ENT-Q.yaml';
  const form = (PUTUO.get(file) ?? '').replace('zh: 行政管理', 'zh: 统计调查');
  const { park, mistakes } = checkPark(new Map([...PUTUO, [file, form]]));
  expect(park).toBeUndefined();
  const scheme = PUTUO.get('schemes/putuo-subpark.yaml') ?? '';
  const readers = ['a1', 'b1', 'b2', 'b3', 'b4', 'b5'].map((leaf) => `subpark-${leaf}`);
  const ofSubParks = mistakes.filter((one) => one.file === 'schemes/putuo-subpark.yaml');
  const library = 'schemes/putuo-carrier.library.yaml';
  expect(mistakes.filter((one) => one.file === library)).toMatchObject([
    { code: 'PURPOSE', reason: expect.stringContaining('carrier-k401') },
  ]);
  expect(mistakes).toHaveLength(ofSubParks.length + 1);
  expect(ofSubParks).toEqual(
    readers.map((indicator) => ({
      file: 'schemes/putuo-subpark.yaml',
      ...placeOf(scheme, `${indicator},`),
      code: 'PURPOSE',
      reason: `${indicator} 读取统计调查报表 ENT-Q，不得用于评价 / ${indicator} reads the form ENT-Q, official statistics that no evaluation may use`,
      fix: '改用行政管理或自愿填报的报表 / use an administrative or voluntary form',
    })),
  );
});
