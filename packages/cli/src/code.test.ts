import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { divisionCodes } from '@yuanheng/park';
import { expect, test } from 'vitest';
import { checkCode } from './code.ts';
import { run } from './testing.ts';

test('a unified social credit code is valid, or the wrong place is named', async () => {
  expect(await run('code', 'check', 'uscc', '91350100M000100Y43')).toEqual({
    code: 0,
    out: '91350100M000100Y43 有效 / valid\n',
    err: '',
  });
  const wrong = await run('code', 'check', 'uscc', '91350100M000100Y44', '--json');
  expect(wrong.code).toBe(1);
  expect(JSON.parse(wrong.out)).toEqual({
    kind: 'uscc',
    code: '91350100M000100Y44',
    valid: false,
    reason: {
      zh: '第 18 位校验码不对，多半是前面抄错了一位。',
      en: 'character 18: the check character must be 3.',
    },
    position: 18,
  });
  expect(checkCode('uscc', '9135')).toMatchObject({
    reason: { zh: '统一社会信用代码有 18 位，这里是 4 位。', en: '18 characters are needed, there are 4.' },
  });
});

test('an industry code is found with its name, or the level above it is', () => {
  expect(checkCode('industry', '6520')).toMatchObject({ valid: true, name: '集成电路设计' });
  expect(checkCode('industry', '6529')).toMatchObject({
    valid: false,
    reason: { en: 'GB/T 4754-2017 does not have it; it has 652 集成电路设计 above it.' },
  });
  expect(checkCode('industry', '?')).toMatchObject({ reason: { en: 'GB/T 4754-2017 does not have it.' } });
});

test('divisions are checked against the lists of the packs', () => {
  const packs = mkdtempSync(join(tmpdir(), 'packs-'));
  try {
    expect(divisionCodes(packs)).toBeNull();
    mkdirSync(join(packs, 'somewhere'));
    writeFileSync(join(packs, 'somewhere', 'division-codes.csv'), 'code,name\n310107,普陀区\n');
    const list = divisionCodes(packs) ?? new Map();
    const lists = { industry: () => list, division: () => list };
    expect(checkCode('division', '310107', lists)).toMatchObject({ valid: true, name: '普陀区' });
    expect(checkCode('division', '310199', lists)).toMatchObject({ valid: false });
  } finally {
    rmSync(packs, { recursive: true });
  }
});

test('another kind of code is wrong use', async () => {
  const { code, err } = await run('code', 'check', 'postal', '200333');
  expect([code, err]).toEqual([2, 'Usage: yuanheng code check uscc|industry|division CODE [--json]']);
});
