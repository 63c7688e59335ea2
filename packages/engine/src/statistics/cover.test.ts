import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TYPED_DIGITS, coverCode, readCoverCode, typedCode } from './index.ts';

const digest = '0123456789abcdef'.repeat(4);
const cover = {
  zone: 'PUTUO',
  form: 'ENT-Q',
  period: '2026Q3',
  respondent: '91TEST0000001OOVSZ',
  revision: 2,
  digest,
};

test('the QR code says zone, form, period, respondent, revision and digest', () => {
  expect(coverCode(cover)).toBe(`YH1 PUTUO ENT-Q 2026Q3 91TEST0000001OOVSZ 2 ${digest.toUpperCase()}`);
  expect(readCoverCode(coverCode(cover))).toEqual(cover);
});

test('the code that is typed is shorter, and is read with full-width letters, in small letters and with any blanks', () => {
  expect(typedCode(cover)).toBe('ENT-Q 2026Q3 91TEST0000001OOVSZ 2 0123-4567-89AB-CDEF');
  const read = { ...cover, zone: null, digest: digest.slice(0, TYPED_DIGITS) };
  expect(readCoverCode(typedCode(cover))).toEqual(read);
  expect(readCoverCode(' ｅｎｔ-ｑ　2026q3\t91test0000001oovsz 2 0123 4567 89ab cdef\n')).toEqual(read);
});

test.each([
  '',
  'YH1',
  'ENT-Q 2026Q3 91TEST0000001OOVSZ 2',
  'ENT-Q 2026Q3 91TEST0000001OOVSZ 2 0123-4567-89AB',
  'ENT-Q 2026Q3 91TEST0000001OOVSZ 0 0123-4567-89AB-CDEF',
  'ENT-Q 2026Q3 91TEST0000001OOVSZ 2 0123-4567-89AB-CDEX',
])('%j is no code of a cover sheet', (text) => {
  expect(readCoverCode(text)).toBeUndefined();
});

test('whatever the codes are, what is printed is read again', () => {
  const word = fc.stringMatching(/^[A-Z0-9-]{1,18}$/);
  const any = fc.record({
    zone: word,
    form: word,
    period: fc.constantFrom('2026', '2026Q1', '2026-07'),
    respondent: word,
    revision: fc.integer({ min: 1, max: 999 }),
    digest: fc.stringMatching(/^[0-9a-f]{64}$/),
  });
  fc.assert(
    fc.property(any, (printed) => {
      expect(readCoverCode(coverCode(printed))).toEqual(printed);
      expect(readCoverCode(typedCode(printed))).toMatchObject({
        form: printed.form,
        digest: printed.digest.slice(0, TYPED_DIGITS),
      });
    }),
    { seed: 42 },
  );
});
