import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type KnownName, NameIndex, headOfficeIn, placeFreeName, sameName } from './index.ts';

const current = (id: string, name: string): KnownName => ({ id, name, kind: 'current' });
const register = new NameIndex([
  current('1', '砺行新材料(上海)有限公司'),
  current('2', '上海远图新材料有限公司'),
  current('3', '上海远图新材料有限公司普陀分公司'),
  current('4', '深圳市云山智能股份有限公司'),
  current('5', '上海苇航工业自动化有限公司'),
  { id: '5', name: '上海澄野贸易有限公司', kind: 'former' },
  { id: '5', name: '苇航', kind: 'short' },
  current('6', '北京衡岳电子有限公司'),
  current('7', '上海衡岳电子有限公司'),
  current('8', '融曜信息技术(上海)有限公司'),
]);
const decided = (name: string) => {
  const { decision, candidates } = register.decide(name);
  return [decision, ...candidates.map(({ id, why }) => `${id} ${why}`)];
};

test.each([
  [' 砺行新材料（上海）有限　公司 ', ['match', '1 same']],
  ['砺行新材料〔上海〕有限公司', ['match', '1 same']],
  ['上海远图新材料有限公司普陀分公司', ['match', '3 same']],
])('spaces, width and kinds of brackets make no other name: %s', (name, expected) => {
  expect(decided(name)).toEqual(expected);
});

test.each([
  ['深圳云山智能股份有限公司', 'suggest', '4 place-mark'],
  ['上海市远图新材料有限公司', 'suggest', '2 place-mark'],
  ['苇航', 'suggest', '5 short-name'],
  ['上海澄野贸易有限公司', 'suggest', '5 former-name'],
  ['远图新材料(上海)有限公司', 'suggest', '2 legal-form'],
  ['砺行新材料', 'suggest', '1 legal-form'],
  ['上海远图新材料有限公司财务部', 'suggest', '2 department'],
  ['砺行新材料(上海)有限公司（已迁出）', 'suggest', '1 department'],
  ['深圳市云山智能股份有限公司(总部)', 'suggest', '4 department'],
  ['上海苇航工业自动化有限公同', 'suggest', '5 similar'],
])('what differs by more is left to a person, the right one first: %s', (name, decision, first) => {
  expect(decided(name).slice(0, 2)).toEqual([decision, first]);
});

test('a branch is never its head office, nor the other way round', () => {
  expect(decided('上海苇航工业自动化有限公司桃浦分公司')).toEqual(['related', '5 branch-of']);
  const onlyBranch = new NameIndex([current('3', '上海远图新材料有限公司普陀分公司')]);
  expect(onlyBranch.decide('上海远图新材料有限公司').decision).toBe('related');
  expect(decided('上海无此企业有限公司普陀分公司')).toEqual(['none']);
  expect(headOfficeIn('上海远图新材料有限公司')).toBeNull();
});

test('two of one name are ambiguous, two of one core are shown, the one of the same place first', () => {
  const twice = new NameIndex([current('a', '上海同名有限公司'), current('b', '上海同名有限公司 ')]);
  expect(twice.decide('上海同名有限公司').decision).toBe('ambiguous');
  expect(decided('上海衡岳电子股份有限公司').slice(0, 3)).toEqual([
    'suggest',
    '7 legal-form',
    '6 legal-form',
  ]);
});

test('a name of another enterprise is not in the register', () => {
  expect(decided('上海某外区企业管理有限公司')).toEqual(['none']);
  expect(decided('　')).toEqual(['none']);
});

test('a place is the same with and without its mark, in front and in brackets', () => {
  expect(placeFreeName('广东省深圳市云山(上海市)有限公司')).toBe('广东深圳云山(上海)有限公司');
  expect(placeFreeName('城市网络有限公司')).toBe('城市网络有限公司');
  expect(sameName('ＬＧ电子（中国）有限公司')).toBe('lg电子(中国)有限公司');
});

const LISTS = new URL('../../../../../shared/data/enterprise/', import.meta.url);
/** Rows of a comma-separated file without line breaks in its cells. */
const rowsOf = (file: string): string[][] =>
  readFileSync(new URL(file, LISTS), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, a, b]) => a ?? b ?? ''),
    );

describe.skipIf(!existsSync(LISTS))(
  '598 real names against a register of 494 (../shared/data/enterprise)',
  () => {
    interface Asked {
      readonly query: string;
      readonly kind: string;
      readonly expected: string;
      readonly wanted: string;
      readonly decision: string;
      readonly first: string;
    }
    const read = (): Asked[] => {
      const master = rowsOf('match-master-a.csv');
      const names = new NameIndex(master.map(([id = '', name = '']) => current(id, name)));
      const nameOf = (id: string) => master.find(([known]) => known === id)?.[1] ?? '—';
      return rowsOf('match-queries-a.csv').map(([query = '', kind = '', expected = '', id = '']) => {
        const { decision, candidates } = names.decide(query);
        return { query, kind, expected, wanted: nameOf(id), decision, first: candidates[0]?.name ?? '—' };
      });
    };
    const asked = existsSync(LISTS) ? read() : [];
    const share = (of: readonly Asked[], isRight: (one: Asked) => boolean) =>
      of.filter(isRight).length / of.length;
    const expecting = (decision: string) => asked.filter(({ expected }) => expected === decision);

    test('every automatic match is right', () => {
      const automatic = asked.filter(({ decision }) => decision === 'match');
      expect(automatic.length).toBeGreaterThan(100);
      expect(
        automatic.filter(({ expected, wanted, first }) => expected !== 'match' || wanted !== first),
      ).toEqual([]);
    });

    test('branches are related to their head office, all of them', () => {
      expect(
        share(expecting('related'), (one) => one.decision === 'related' && one.first === one.wanted),
      ).toBe(1);
    });

    test('recall of matches and first suggestions stay where they were measured', () => {
      const same = expecting('match');
      const recall = share(same, ({ decision }) => decision === 'match');
      const firstOrMatched = share(same, ({ wanted, first }) => wanted === first);
      const hit = share(expecting('suggest'), ({ wanted, first }) => wanted === first);
      const quiet = share(expecting('none'), ({ decision }) => decision === 'none');
      const worst = asked
        .filter(({ expected, wanted, first }) => (expected === 'suggest' ? wanted !== first : false))
        .slice(0, 10)
        .map(({ query, kind, wanted, first }) => `  ${query} (${kind}): ${wanted} wanted, ${first} shown`);
      console.info(
        `recall of match ${recall.toFixed(3)} (shown first ${firstOrMatched.toFixed(3)}), hit@1 of suggest ${hit.toFixed(3)}, none kept quiet ${quiet.toFixed(3)}\n${worst.join('\n')}`,
      );
      // 市 is left to a person: two names of the file that differ by it alone are said to be in no register
      expect(recall).toBeGreaterThan(0.8);
      expect(firstOrMatched).toBe(1);
      expect(hit).toBeGreaterThan(0.95);
      expect(quiet).toBeGreaterThan(0.7);
    });
  },
);
