import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actsFrom, moveTo } from '../workflow/index.ts';
import {
  type DatedAct,
  type RoundOutcome,
  type StatusRule,
  carrierMoves,
  carrierStatusOf,
  failuresOf,
  mayApplyFrom,
  proposeFor,
} from './index.ts';

const RULE: StatusRule = {
  grades: ['A', 'B', 'C', 'D'],
  failGrade: 'D',
  noticeAfter: 1,
  removeAfter: 2,
  counting: 'consecutive',
  cumulativeRounds: 3,
  noSubmissionCountsAs: 'D',
  rectifyMonths: 6,
  graceMonths: 12,
  robustnessGate: 0.9,
  reEntryYears: 2,
  inclusionGrade: 'C',
};
const CUMULATIVE: StatusRule = { ...RULE, counting: 'cumulative' };
const ENROLLED: DatedAct = { act: 'enrol', on: '2020-01-10' };

/** A round of a year; `-` 暂不评定, `0` nothing was handed in. */
const round = (year: number, letter: string, more: Partial<RoundOutcome> = {}): RoundOutcome => ({
  round: String(year),
  endsOn: `${year}-12-31`,
  grade: letter === '-' || letter === '0' ? null : letter,
  submitted: letter !== '0',
  failProbability: null,
  setAside: false,
  ...more,
});
const rounds = (letters: string, from = 2021) => [...letters].map((letter, i) => round(from + i, letter));

/** Plays rounds one after another; every proposal is confirmed in the July after its year. */
function played(rule: StatusRule, letters: string, start: readonly DatedAct[] = [ENROLLED], from = 2021) {
  const acts = [...start];
  const steps = [...letters].map((_, i) => {
    const proposal = proposeFor(rule, { acts, rounds: rounds(letters.slice(0, i + 1), from) });
    if (proposal.act) acts.push({ act: proposal.act, on: `${from + i + 1}-07-18` });
    return { ...proposal, round: from + i };
  });
  return { acts, steps, status: carrierStatusOf(acts) };
}
const actsOf = (rule: StatusRule, letters: string) => played(rule, letters).steps.map(({ act }) => act);

describe('一次通报、两次淘汰, counted in a row', () => {
  test('a first failure is noticed, a second one in a row is removed', () => {
    const { steps, status } = played(RULE, 'CDD');
    expect(steps).toMatchObject([
      { status: 'registered', act: null, because: 'fit' },
      { act: 'notice', because: 'failed', failures: ['2022'] },
      { status: 'noticed', act: 'remove', because: 'failed-again', failures: ['2022', '2023'] },
    ]);
    expect(status).toBe('removed');
  });

  test('a pass after the notice restores, and the count begins again', () => {
    expect(actsOf(RULE, 'DCDCD')).toEqual(['notice', 'restore', 'notice', 'restore', 'notice']);
  });

  test('who hands in nothing has failed; who is not rated has neither failed nor passed', () => {
    expect(actsOf(RULE, '00')).toEqual(['notice', 'remove']);
    expect(actsOf(RULE, 'D-D')).toEqual(['notice', null, 'remove']);
    expect(played(RULE, 'D-').steps.at(-1)).toMatchObject({ because: 'not-rated', status: 'noticed' });
  });

  test('removal may be decided when the time to rectify is over, not before', () => {
    expect(played(RULE, 'DD').steps.at(-1)).toMatchObject({ act: 'remove', notBefore: '2023-01-18' });
  });
});

describe('counted within three rounds', () => {
  test('two failures of three remove, also with a pass between them', () => {
    const { steps } = played(CUMULATIVE, 'DCD');
    expect(steps.map(({ act }) => act)).toEqual(['notice', 'restore', 'remove']);
    expect(steps.at(-1)).toMatchObject({ failures: ['2021', '2023'], notBefore: null });
  });

  test('a failure three rounds ago no longer counts', () => {
    expect(actsOf(CUMULATIVE, 'DCCD')).toEqual(['notice', 'restore', null, 'notice']);
  });
});

test('every history of up to six rounds ends as a slow spelling of the rule says, and only by moves of the table', () => {
  const letters = ['B', 'D', '-', '0'];
  const histories = (length: number): string[] =>
    length === 0 ? [''] : histories(length - 1).flatMap((before) => letters.map((letter) => before + letter));
  let removed = 0;
  for (const history of histories(6)) {
    for (const rule of [RULE, CUMULATIVE]) {
      const { steps } = played(rule, history);
      // the rule, spelled over the text of the rounds that were rated
      const end = [...history].findIndex((_, i) => {
        const rated = history
          .slice(0, i + 1)
          .replaceAll('-', '')
          .replaceAll('0', 'D');
        if (history[i] === '-') return false;
        if (rule.counting === 'consecutive') return rated.endsWith('DD');
        return rated.endsWith('D') && rated.slice(-3).replaceAll('B', '').length >= 2;
      });
      expect([history, rule.counting, steps.findIndex(({ act }) => act === 'remove')]).toEqual([
        history,
        rule.counting,
        end,
      ]);
      removed += end >= 0 ? 1 : 0;
      for (const { status, act } of steps) if (act) expect(moveTo(carrierMoves, status, act)).toBeDefined();
    }
  }
  expect(removed).toBeGreaterThan(1000);
});

test('whatever the parameters, nobody is removed without a notice before it and as many failures as the rule says', () => {
  const rule = fc.record({
    noticeAfter: fc.integer({ min: 1, max: 3 }),
    removeAfter: fc.integer({ min: 1, max: 4 }),
    cumulativeRounds: fc.integer({ min: 1, max: 5 }),
    counting: fc.constantFrom('consecutive' as const, 'cumulative' as const),
    graceMonths: fc.integer({ min: 0, max: 24 }),
  });
  const history = fc.string({ unit: fc.constantFrom('A', 'C', 'D', '-', '0'), minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(rule, history, fc.boolean(), (own, letters, outside) => {
      const start: DatedAct[] = outside ? [{ act: 'apply', on: '2020-01-10' }] : [ENROLLED];
      const full = { ...RULE, ...own };
      const { acts, steps } = played(full, letters, start);
      for (const { act, failures } of steps)
        if (act === 'remove') expect(failures.length).toBeGreaterThanOrEqual(full.removeAfter);
      const removal = acts.findIndex(({ act }) => act === 'remove');
      if (removal >= 0) expect(acts.slice(0, removal).map(({ act }) => act)).toContain('notice');
      for (const { act, failures, because } of steps)
        if (act === 'notice') expect([because, failures.length > 0]).toEqual([because, true]);
    }),
    { seed: 42, numRuns: 3000 },
  );
});

test('cumulative counting never removes later than counting in a row', () => {
  const history = fc.string({ unit: fc.constantFrom('B', 'D', '-'), minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(history, (letters) => {
      const [inARow, cumulative] = [RULE, CUMULATIVE].map((rule) => {
        const at = played(rule, letters).steps.findIndex(({ act }) => act === 'remove');
        return at < 0 ? Infinity : at;
      });
      expect(cumulative).toBeLessThanOrEqual(inARow ?? 0);
    }),
    { seed: 42, numRuns: 2000 },
  );
});

describe('the trial after inclusion', () => {
  const INCLUDED: DatedAct[] = [
    { act: 'apply', on: '2020-05-10' },
    { act: 'include', on: '2021-03-20' },
  ];

  test('a round that ends within twelve months is graded and not counted', () => {
    const { steps } = played(RULE, 'DDD', INCLUDED);
    expect(steps).toMatchObject([
      { status: 'trial', act: 'confirm', because: 'trial-failed', failures: [] },
      { status: 'registered', act: 'notice', failures: ['2022'] },
      { status: 'noticed', act: 'remove', failures: ['2022', '2023'] },
    ]);
  });

  test('a round that ended before the carrier was included proposes nothing', () => {
    const before = proposeFor(RULE, { acts: INCLUDED, rounds: [round(2020, 'D')] });
    expect(before).toMatchObject({ status: 'trial', act: null, because: 'round-before-inclusion' });
  });

  test('who missed the trial round is counted in the next one', () => {
    expect(proposeFor(RULE, { acts: INCLUDED, rounds: [round(2022, 'D')] })).toMatchObject({
      act: 'notice',
      failures: ['2022'],
    });
    expect(proposeFor(RULE, { acts: INCLUDED, rounds: [round(2022, 'B')] })).toMatchObject({
      act: 'confirm',
      because: 'trial-passed',
    });
  });

  test('without grace the first round counts', () => {
    const at = { acts: INCLUDED, rounds: [round(2021, 'D')] };
    expect(proposeFor({ ...RULE, graceMonths: 0 }, at)).toMatchObject({ act: 'notice' });
  });
});

describe('an outside candidate', () => {
  const APPLIED: DatedAct[] = [{ act: 'apply', on: '2021-05-10' }];
  test.each([
    ['A', 'include', 'candidate-fit'],
    ['C', 'include', 'candidate-fit'],
    ['D', null, 'candidate-unfit'],
    ['0', null, 'candidate-unfit'],
    ['-', null, 'not-rated'],
  ])('with grade %s in the round: %s', (letter, act, because) => {
    expect(proposeFor(RULE, { acts: APPLIED, rounds: [round(2021, letter)] })).toMatchObject({
      status: 'outside',
      act,
      because,
      failures: [],
    });
  });
});

describe('after removal', () => {
  const REMOVED = played(RULE, 'DD').acts;

  test('one may apply again after two full years, as an outside candidate', () => {
    expect(mayApplyFrom(RULE, REMOVED)).toBe('2025-07-18');
    expect(mayApplyFrom(RULE, [ENROLLED])).toBeNull();
    expect(actsFrom(carrierMoves, 'removed')).toEqual(['apply']);
  });

  test('rounds propose nothing', () => {
    expect(proposeFor(RULE, { acts: REMOVED, rounds: rounds('DDA') })).toMatchObject({
      status: 'removed',
      act: null,
      because: 'left',
    });
  });

  test('old failures do not count after re-entry', () => {
    const again: DatedAct[] = [
      ...REMOVED,
      { act: 'apply', on: '2025-08-01' },
      { act: 'include', on: '2026-07-18' },
    ];
    const later = { acts: again, rounds: [...rounds('DD'), round(2025, 'B'), round(2027, 'D')] };
    expect(failuresOf(CUMULATIVE, later)).toEqual(['2027']);
    expect(proposeFor(RULE, later)).toMatchObject({ act: 'notice', failures: ['2027'] });
  });
});

describe('a person decides', () => {
  test('a failure that was set aside is not counted later', () => {
    const acts = [ENROLLED];
    const setAside = round(2021, 'D', { setAside: true });
    expect(proposeFor(RULE, { acts, rounds: [setAside, round(2022, 'D')] })).toMatchObject({
      act: 'notice',
      failures: ['2022'],
    });
  });

  test('a removal that was set aside is proposed again by the next failure', () => {
    const acts: DatedAct[] = [ENROLLED, { act: 'notice', on: '2022-07-18' }];
    const history = [round(2021, 'D'), round(2022, 'D', { setAside: true }), round(2023, 'D')];
    expect(proposeFor(RULE, { acts, rounds: history })).toMatchObject({
      act: 'remove',
      failures: ['2021', '2023'],
    });
  });

  test('where notices were never given, failures lead to a notice first', () => {
    const cumulative = { acts: [ENROLLED], rounds: rounds('DD') };
    expect(proposeFor(CUMULATIVE, cumulative)).toMatchObject({
      act: 'notice',
      because: 'failed-never-noticed',
    });
  });
});

describe('the gate of robustness', () => {
  const acts: DatedAct[] = [ENROLLED, { act: 'notice', on: '2022-07-18' }];
  test.each([
    [0.95, 'remove', 'failed-again'],
    [0.9, 'remove', 'failed-again'],
    [0.89, null, 'failed-robustness'],
    [null, 'remove', 'failed-again'],
  ])('probability of D %s: %s', (failProbability, act, because) => {
    const history = [round(2021, 'D'), round(2022, 'D', { failProbability })];
    expect(proposeFor(RULE, { acts, rounds: history })).toMatchObject({ act, because });
  });
});

test('a status that no act leads to cannot be reached', () => {
  expect(() => carrierStatusOf([{ act: 'enrol' }, { act: 'restore' }])).toThrow(
    'Act 2 (restore) cannot happen in status registered.',
  );
});
