import { expect, test } from 'vitest';
import { reads, writes } from '../../packages/contract/src/base.ts';
import { type ContractFacts, contractFindings, operationsOf, policyLines, rightsRows } from './contract.ts';
import { plant } from './planted.ts';

const whole: ContractFacts = {
  operations: [{ name: 'plan.read', summary: 'The plan', access: 'granted' }],
  handlers: new Set(['plan.read']),
  policies: new Set(['plan.read']),
  rights: new Set(['plan.read']),
};
const whats = (facts: Partial<ContractFacts>) =>
  contractFindings({ ...whole, ...facts }).map(({ what }) => what);

test('an operation with summary, handler, permission and row is accepted', () => {
  expect(whats({})).toEqual([]);
});

test('an operation without handler, permission or row is found, each by its own sentence', () => {
  expect(whats({ handlers: new Set() })).toEqual(['plan.read has no handler']);
  expect(whats({ policies: new Set() })).toEqual(['plan.read has no permission']);
  expect(whats({ rights: new Set() })).toEqual(['plan.read has no row in docs/rights.csv']);
  expect(whats({ rights: null })).toEqual([]);
});

test('an operation that is open to anybody needs no permission', () => {
  const operations = [{ name: 'plan.read', summary: 'The plan', access: 'public' }];
  expect(whats({ operations, policies: new Set(), rights: new Set() })).toEqual([]);
});

test('a missing summary and two operations with one summary are found', () => {
  const read = { name: 'plan.read', summary: ' ', access: 'granted' };
  expect(whats({ operations: [read] })).toEqual(['plan.read has no summary']);
  const twice = [
    { ...read, summary: 'Same' },
    { ...read, summary: 'Same' },
  ];
  expect(whats({ operations: twice })).toEqual(['plan.read has the summary of plan.read']);
});

test('operations are read from a contract, policy lines and rights from their files', () => {
  const contract = {
    plan: {
      read: reads({ path: '/plan', summary: 'The plan', tag: 'plan' }),
      enter: writes({ path: '/enter', summary: 'Come in', tag: 'plan' }, { access: 'public' }),
    },
  };
  expect(operationsOf(contract)).toEqual([
    { name: 'plan.read', summary: 'The plan', access: 'granted' },
    { name: 'plan.enter', summary: 'Come in', access: 'public' },
  ]);
  const root = plant({
    'packages/server/src/modules/plan/plan.policy.ts': `export const p = {\n  'plan.read': { office: 'zone' },\n} as const satisfies Record<string, Rights>;`,
    'packages/server/src/modules/plan/words.ts': `export const w = {\n  'plan.words': 1,\n};`,
    'docs/rights.csv': 'operation,office\nplan.read,zone\n',
  });
  expect(policyLines(root)).toEqual(new Set(['plan.read']));
  expect(rightsRows(root)?.has('plan.read')).toBe(true);
  expect(rightsRows(plant({}))).toBeNull();
});
