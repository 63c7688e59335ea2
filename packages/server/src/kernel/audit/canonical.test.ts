import { expect, test } from 'vitest';
import { canonical, sealHash } from './canonical.ts';

test('the same content has the same bytes, in whatever order it was written', () => {
  expect(canonical({ b: [1, { d: null, c: '园' }], a: undefined, e: true })).toBe(
    '{"b":[1,{"c":"园","d":null}],"e":true}',
  );
  expect(canonical({ e: true, b: [1, { c: '园', d: null }] })).toBe(
    canonical({ b: [1, { d: null, c: '园' }], e: true }),
  );
});

test('a seal depends on the seal before, on its number and on the order of its entries', () => {
  const seals = [
    sealHash('0', '1', ['a', 'b']),
    sealHash('1', '1', ['a', 'b']),
    sealHash('0', '2', ['a', 'b']),
    sealHash('0', '1', ['b', 'a']),
    sealHash('0', '1', ['a']),
  ];
  expect(new Set(seals).size).toBe(seals.length);
});
