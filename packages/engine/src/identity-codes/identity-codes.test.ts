import { expect, test } from 'vitest';
import { checkUscc, usccCheckCharacter } from './index.ts';

test('the code of a published example is valid, and each single wrong character is found', () => {
  const code = '91350100M000100Y43';
  expect(checkUscc(code)).toEqual({ valid: true });
  for (let i = 0; i < 18; i += 1) {
    const other = code[i] === '1' ? '2' : '1';
    expect(checkUscc(code.slice(0, i) + other + code.slice(i + 1)).valid).toBe(false);
  }
});

test('letters that could be taken for digits do not occur', () => {
  expect(checkUscc('91350100M00010OY43')).toEqual({
    valid: false,
    reason: '"O" does not occur in such a code',
    position: 15,
  });
});

test('a code of 17 characters is too short', () => {
  expect(checkUscc('91350100M000100Y4')).toMatchObject({ valid: false });
  expect(usccCheckCharacter('91350100M000100Y4')).toBe('3');
});
