import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KillTest, type Round, type Victim } from './kill/kill-test.ts';

const CONCURRENT = 200;

/** One kill of each kind; npm run kill-test does twenty. */
describe('what was acknowledged survives kill -9 in the middle of 200 submissions', () => {
  let test: KillTest;
  const rounds = new Map<Victim, Round>();
  beforeAll(async () => {
    test = await KillTest.start(CONCURRENT);
    for (const victim of ['server', 'postmaster'] as const)
      rounds.set(victim, await test.round(victim, CONCURRENT / 2));
  });
  afterAll(() => test?.stop());

  for (const victim of ['server', 'postmaster'] as const) {
    it(`of the ${victim}, and it is ready again by itself or at the next start`, () => {
      const round = rounds.get(victim);
      expect(round?.acknowledgedAtKill).toBeGreaterThanOrEqual(CONCURRENT / 2);
      expect(round?.acknowledged).toBeLessThan(CONCURRENT);
      expect(round).toMatchObject({
        strange: 0,
        lost: 0,
        answeredOtherwise: 0,
        notFinished: 0,
        notOnce: 0,
        auditBroken: null,
        factDifferences: 0,
      });
    });
  }
});
