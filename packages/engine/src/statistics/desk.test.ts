import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CLEAN_RULES, type ComparedRevision, compareRevisions, whyNotClean } from './index.ts';

const report = { errors: 0, queries: 0, unexplained: 0, largestChange: '0.05' };

test('a report without findings and with little change may be passed together with others', () => {
  expect(CLEAN_RULES.map((rule) => whyNotClean(report, rule))).toEqual([null, null]);
});

test.each([
  [{ ...report, errors: 1 }, 'errors', 'errors'],
  [{ ...report, queries: 2, unexplained: 1 }, 'unexplained', 'unexplained'],
  [{ ...report, queries: 1 }, 'queries', null],
  [{ ...report, largestChange: null }, 'nothing-to-compare', null],
  [{ ...report, largestChange: '0.2' }, 'change', null],
  [{ ...report, largestChange: '-0.35' }, 'change', null],
  [{ ...report, largestChange: '0.19999999999999999999' }, null, null],
])('what stands against passing %o together is named', (troubled, untroubled, explained) => {
  expect([whyNotClean(troubled, 'untroubled'), whyNotClean(troubled, 'explained')]).toEqual([
    untroubled,
    explained,
  ]);
});

const first: ComparedRevision = {
  answers: { revenue: '100', staff: '50', order: null },
  explanations: { Q1: '处置子公司股权取得投资收益' },
  findings: [
    { ruleId: 'Q1', severity: 'query' },
    { ruleId: 'S30', severity: 'query' },
  ],
};
const second: ComparedRevision = {
  answers: { revenue: '120', staff: '50', order: '', outlook: 'flat' },
  explanations: { Q1: '已补凭证，处置子公司股权取得' },
  findings: [
    { ruleId: 'Q1', severity: 'query' },
    { ruleId: 'T1', severity: 'advice' },
  ],
};

test('two revisions are compared cell by cell, finding by finding and word by word', () => {
  expect(compareRevisions(['revenue', 'staff', 'order', 'outlook'], first, second)).toEqual({
    cells: [
      { id: 'revenue', before: '100', after: '120' },
      { id: 'outlook', before: null, after: 'flat' },
    ],
    findings: [
      { id: 'S30', before: { ruleId: 'S30', severity: 'query' }, after: null },
      { id: 'T1', before: null, after: { ruleId: 'T1', severity: 'advice' } },
    ],
    explanations: [{ id: 'Q1', before: '处置子公司股权取得投资收益', after: '已补凭证，处置子公司股权取得' }],
  });
});

test('a revision does not differ from itself, and exchanging two exchanges before and after', () => {
  const texts = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', ''));
  const findings = fc.uniqueArray(
    fc.record({ ruleId: fc.constantFrom('r', 's'), severity: fc.constantFrom('error', 'query') }),
    { selector: ({ ruleId }) => ruleId },
  );
  const revision = fc.record({ answers: texts, explanations: texts, findings });
  const turned = (changes: readonly { id: string; before: unknown; after: unknown }[]) =>
    changes
      .map(({ id, before, after }) => ({ id, before: after, after: before }))
      .toSorted((a, b) => a.id.localeCompare(b.id));
  const straight = (changes: readonly { id: string; before: unknown; after: unknown }[]) =>
    changes.toSorted((a, b) => a.id.localeCompare(b.id));
  fc.assert(
    fc.property(revision, revision, (one, other) => {
      const fields = ['a', 'b', 'c'];
      expect(compareRevisions(fields, one, one)).toEqual({ cells: [], findings: [], explanations: [] });
      const there = compareRevisions(fields, one, other);
      const back = compareRevisions(fields, other, one);
      for (const part of ['cells', 'findings', 'explanations'] as const)
        expect(turned(back[part])).toEqual(straight(there[part]));
    }),
    { seed: 42 },
  );
});
