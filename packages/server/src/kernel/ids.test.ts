import { expect, test } from 'vitest';
import { uuidv7 } from './ids.ts';

const AT = new Date('2026-10-22T02:00:00.123Z');

test('an id is a UUID of version 7 with the instant in front', () => {
  expect(uuidv7(AT)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(uuidv7(AT).replaceAll('-', '').slice(0, 12), 16)).toBe(AT.getTime());
});

test('ids of one instant differ and sort as they were made', () => {
  const ids = Array.from({ length: 20_000 }, () => uuidv7(AT));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
