import { z } from 'zod';
import { kind } from './problem-kind.ts';

/** Problems of rounds of evaluation and of the register of space adjustment. */
export const CARRIER_PROBLEMS = {
  ROUND_NOT_OPEN: kind({
    status: 409,
    data: z.object({ round: z.string() }),
    zh: (d) => `${d.round} 已封存，结果不再变动。`,
    en: (d) => `Round ${d.round} is closed; its result does not change any more.`,
  }),
  REGISTER_EMPTY: kind({
    status: 409,
    data: z.object({ round: z.string() }),
    zh: (d) => `名册里还没有载体，${d.round} 年度无从评价。请先把首批载体列入名册。`,
    en: (d) =>
      `No carrier stands in the register, so ${d.round} has nothing to evaluate. Enrol the first carriers.`,
  }),
  PROPOSAL_CHANGED: kind({
    status: 409,
    data: z.object({ carrier: z.string(), round: z.string() }),
    zh: (d) => `${d.carrier} 在 ${d.round} 年度没有这项建议，或已经作出决定。请刷新名册后再看。`,
    en: (d) =>
      `Nothing of the kind is proposed for ${d.carrier} by ${d.round}, or it was decided. Reload the register.`,
  }),
  DECIDED_TOO_EARLY: kind({
    status: 409,
    data: z.object({ carrier: z.string(), from: z.string() }),
    zh: (d) => `${d.carrier} 的期限未满，${d.from} 起才能办理。`,
    en: (d) => `The time of ${d.carrier} is not over; this can be decided from ${d.from} on.`,
  }),
  PLACE_MISSING: kind({
    status: 400,
    data: z.object({ carrier: z.string() }),
    zh: (d) => `纳入 ${d.carrier} 须写明归入哪个子园。`,
    en: (d) => `Say which sub-park ${d.carrier} becomes part of.`,
  }),
} as const;
