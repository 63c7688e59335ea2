import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal } from '../formula/index.ts';
import { type Grade, Grading, gradeUnits } from './index.ts';

const GRADING = Grading.parse({
  decimals: 2,
  bonusCap: 5,
  bonus: [
    { id: 'prize', points: 3 },
    { id: 'task', points: 1 },
  ],
  penalties: [{ id: 'late', points: 1 }],
  vetoes: [{ id: 'accident', grade: 'D' }],
  grades: [
    { id: 'A', from: 85, atMostShare: 0.3 },
    { id: 'B', from: 70 },
    { id: 'C', from: 60 },
    { id: 'D', from: 0 },
  ],
});

const graded = (score: string | null, occurrences: Record<string, number> = {}): Grade | undefined =>
  gradeUnits(GRADING, [{ score, occurrences }])[0];
const together = (...scores: (string | null)[]) =>
  gradeUnits(
    GRADING,
    scores.map((score) => ({ score, occurrences: {} })),
  );

describe('the final score', () => {
  test('is rounded half up once, and the grade compares the rounded value', () => {
    expect(graded('59.994')).toMatchObject({ final: '59.99', grade: 'D' });
    expect(graded('59.995')).toMatchObject({ final: '60', grade: 'C' });
    expect(graded('69.9949999999')).toMatchObject({ final: '69.99', grade: 'C' });
  });

  test('bonus counts up to the cap, penalties without one', () => {
    expect(graded('60', { prize: 1, task: 4, late: 12 })).toMatchObject({
      points: '60',
      bonusEarned: '7',
      bonus: '5',
      penalty: '12',
      final: '53',
      grade: 'D',
    });
  });

  test('a bonus may lift over a border, a penalty push below it', () => {
    expect(graded('69.5', { task: 1 })).toMatchObject({ final: '70.5', grade: 'B' });
    expect(graded('70.5', { late: 1 })).toMatchObject({ final: '69.5', grade: 'C' });
  });

  test('penalties may lead below 0, which is still the last grade', () => {
    expect(graded('1', { late: 3 })).toMatchObject({ final: '-2', grade: 'D' });
  });
});

describe('a veto', () => {
  test('sets the grade whatever the score, and takes nobody’s rank', () => {
    const [best, other] = gradeUnits(GRADING, [
      { score: '95', occurrences: { accident: 1 } },
      { score: '75', occurrences: {} },
    ]);
    expect(best).toMatchObject({ final: '95', grade: 'D', rank: null, vetoes: ['accident'] });
    expect(other).toMatchObject({ grade: 'B', rank: 1, vetoes: [] });
  });

  test('grades also who has no score', () => {
    expect(graded(null, { accident: 1 })).toMatchObject({ final: null, grade: 'D', rank: null });
  });
});

test('who is not rated has no grade and no rank', () => {
  expect(graded(null)).toMatchObject({ final: null, grade: null, rank: null, heldFrom: null });
});

describe('the share of the best grade', () => {
  test('is rounded down to whole units: 2 of 7, none of 3', () => {
    const seven = together('91', '90', '89', '88', '75', '65', '50');
    expect(seven.map(({ grade }) => grade)).toEqual(['A', 'A', 'B', 'B', 'B', 'C', 'D']);
    expect(seven.map(({ heldFrom }) => heldFrom)).toEqual([null, null, 'A', 'A', null, null, null]);
    expect(together('91', '90', '89').map(({ grade }) => grade)).toEqual(['B', 'B', 'B']);
  });

  test('is not given to some of those who share its last place', () => {
    expect(together('91', '90', '90', '60', '60', '60', '60').map(({ grade }) => grade)).toEqual([
      'A',
      'B',
      'B',
      'C',
      'C',
      'C',
      'C',
    ]);
  });

  test('counts everybody graded together, also who has no score', () => {
    expect(together('91', null, null, null).map(({ grade }) => grade)).toEqual(['A', null, null, null]);
  });

  test('never exceeds 30 % of the units, and a better final score never has a worse grade', () => {
    const score = fc.integer({ min: 5000, max: 10000 }).map((hundredths) => String(hundredths / 100));
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 40 }), (scores) => {
        const grades = together(...scores);
        const best = grades.filter(({ grade }) => grade === 'A').length;
        expect(best * 10).toBeLessThanOrEqual(3 * scores.length);
        for (const a of grades)
          for (const b of grades)
            if (decimal(a.final ?? '').compare(decimal(b.final ?? '')) >= 0)
              expect((a.grade ?? '') <= (b.grade ?? '')).toBe(true);
      }),
      { seed: 42 },
    );
  });
});

test('grades that rise and vetoes that lead nowhere are refused when they are saved', () => {
  expect(() => Grading.parse({ ...GRADING, grades: GRADING.grades.toReversed() })).toThrow('begins above');
  expect(() => Grading.parse({ ...GRADING, vetoes: [{ id: 'x', grade: 'E' }] })).toThrow('which is no grade');
});
