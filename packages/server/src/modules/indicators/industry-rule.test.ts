import type { Industry } from '@yuanheng/park';
import { expect, test } from 'vitest';
import { countedBy, isUndecided } from './industry-rule.ts';

const industry: Industry = {
  id: 'chips',
  name: { zh: '集成电路', en: 'Chips' },
  classification: 'leading',
  clause: '一',
  version: 2,
  in_force_from: '2026-01-01',
  rule: { zh: '代码', en: 'codes' },
  codes: [
    { code: '65', certainty: 'partial', name: '软件和信息技术服务业' },
    { code: '6520', certainty: 'core', name: '集成电路设计' },
  ],
  exceptions: [
    { uscc: 'IN', counts: true, document: '园区办确认单 1 号' },
    { uscc: 'OUT', counts: false, document: '园区办确认单 2 号' },
  ],
};
const list = { industry: 'chips', name: industry.name, version: 2, inForceFrom: '2026-01-01' };

test('an enterprise counts by the longest code of the list that its own begins with', () => {
  expect(countedBy(industry, { industryCode: '6520', uscc: 'X' })).toEqual({
    ...list,
    code: '6520',
    document: null,
  });
  expect(countedBy(industry, { industryCode: '6513', uscc: 'X' })).toBeNull();
  expect(countedBy(industry, { industryCode: '7210', uscc: 'X' })).toBeNull();
});

test('an exception decides whatever the code says, with its document', () => {
  expect(countedBy(industry, { industryCode: '7210', uscc: 'IN' })).toEqual({
    ...list,
    code: null,
    document: '园区办确认单 1 号',
  });
  expect(countedBy(industry, { industryCode: '6520', uscc: 'OUT' })).toBeNull();
});

test('a partial code leaves it open until somebody has decided', () => {
  expect(isUndecided(industry, { industryCode: '6513', uscc: 'X' })).toBe(true);
  expect(isUndecided(industry, { industryCode: '6513', uscc: 'IN' })).toBe(false);
  expect(isUndecided(industry, { industryCode: '6520', uscc: 'X' })).toBe(false);
  expect(isUndecided(industry, { industryCode: '7210', uscc: 'X' })).toBe(false);
});
