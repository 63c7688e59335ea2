import { z } from 'zod';
import { AsOf, Day, DecimalText, Instant, PeriodCode, Words, reads, writes } from './base.ts';
import { problems } from './problems.ts';

const tag = 'carriers';

export const CARRIER_STATUSES = ['unlisted', 'outside', 'trial', 'registered', 'noticed', 'removed'] as const;
export const CarrierStatus = z.enum(CARRIER_STATUSES);
export const OWNERSHIPS = ['state', 'collective', 'national-university', 'private', 'unconfirmed'] as const;

/** A carrier as lists name it. */
export const CarrierRef = z.object({
  id: z.uuid(),
  code: z.string(),
  name: Words,
  ownership: z.enum(OWNERSHIPS),
  /** Null: outside the zone. */
  subPark: z.object({ code: z.string(), name: Words }).nullable(),
  /** A member of 众创联盟, as the office noted it; null: not noted. */
  inAlliance: z.boolean().nullable(),
  needsReview: z.string().nullable(),
});
export type CarrierRef = z.infer<typeof CarrierRef>;

/** How a final score comes about. */
const Graded = z.object({
  points: DecimalText.nullable(),
  bonusEarned: DecimalText,
  bonus: DecimalText,
  penalty: DecimalText,
  /** Null: 暂不评定. */
  final: DecimalText.nullable(),
  vetoes: z.array(z.string()),
  grade: z.string().nullable(),
  /** The grade that the score reaches, where its share was used up by better carriers. */
  heldFrom: z.string().nullable(),
  rank: z.int().nullable(),
  gradedWith: z.int(),
  submitted: z.boolean(),
});

const Gap = z.enum(['zero', 'share', 'not-applicable']);
export const GradedCarrier = Graded.extend({
  carrier: CarrierRef,
  status: CarrierStatus,
  /** Points that come from each group, by its id. */
  groups: z.record(z.string(), DecimalText.nullable()),
  gaps: z.object({ zero: z.int(), share: z.int() }),
  /** The final score of the round before; null: there is none. */
  before: DecimalText.nullable(),
});
export type GradedCarrier = z.infer<typeof GradedCarrier>;

const SchemeHead = z.object({
  id: z.string(),
  version: z.int(),
  name: Words,
  inForceFrom: Day,
  needsReview: z.string().nullable(),
});
const GradeBand = z.object({
  id: z.string(),
  name: Words,
  from: z.number(),
  atMostShare: z.number().nullable(),
});
export const CarrierKind = z.object({
  ownership: z.enum(OWNERSHIPS),
  scheme: SchemeHead,
  grades: z.array(GradeBand),
  groups: z.array(z.object({ id: z.string(), name: Words, weight: z.number() })),
  /** By rank; who is not ranked last. */
  rows: z.array(GradedCarrier),
});
export type CarrierKind = z.infer<typeof CarrierKind>;

const RoundHead = z.object({
  period: PeriodCode,
  /** `closed`: recorded; `preview`: 试算 from what is known now. */
  state: z.enum(['closed', 'preview']),
  asOf: Instant,
  closedAt: Instant.nullable(),
  closedBy: z.string().nullable(),
  /** 等级稳健性尚未评估. */
  robustness: z.literal('not-assessed'),
});
export const CarrierResults = RoundHead.extend({
  kinds: z.array(CarrierKind),
  total: z.int(),
  /** Carriers that stand in the zone and not in the register: nothing is evaluated of them. */
  unlisted: z.int(),
});
export type CarrierResults = z.infer<typeof CarrierResults>;

/** What a value rests on. */
export const Evidence = z.object({
  documents: z.array(
    z.object({
      value: DecimalText,
      unit: z.string(),
      document: z.string(),
      by: z.string(),
      at: Instant,
      acceptedBy: z.string().nullable(),
    }),
  ),
  reports: z.object({ form: z.string(), period: PeriodCode, due: z.int(), reported: z.int() }).nullable(),
});
export type Evidence = z.infer<typeof Evidence>;

export const CarrierNode = z.object({
  id: z.string(),
  name: Words,
  parent: z.string().nullable(),
  weight: z.number(),
  indicatorId: z.string().nullable(),
  definition: z.string().nullable(),
  unit: z.string().nullable(),
  /** How the value becomes points. */
  how: Words.nullable(),
  /** What a gap means. */
  missing: z.enum(['own-fault', 'others']).nullable(),
  basis: z.string().nullable(),
  score: DecimalText.nullable(),
  /** Points. */
  contribution: DecimalText.nullable(),
  input: DecimalText.nullable(),
  source: z.enum(['reported', 'entered', 'missing']).nullable(),
  gap: Gap.nullable(),
  evidence: Evidence.nullable(),
});
export type CarrierNode = z.infer<typeof CarrierNode>;

export const CarrierResult = RoundHead.extend({
  row: GradedCarrier,
  scheme: SchemeHead,
  grades: z.array(GradeBand),
  nodes: z.array(CarrierNode),
  rules: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['bonus', 'penalty', 'veto']),
      name: Words,
      points: z.number().nullable(),
      times: z.int(),
      evidence: Evidence,
    }),
  ),
  bonusCap: z.number(),
  missingLimitPercent: z.number(),
  history: z.array(
    z.object({ period: PeriodCode, final: DecimalText.nullable(), grade: z.string().nullable() }),
  ),
});
export type CarrierResult = z.infer<typeof CarrierResult>;

export const CARRIER_ACTS = ['enrol', 'apply', 'include', 'confirm', 'notice', 'restore', 'remove'] as const;
const ProposedAct = z.enum(['include', 'confirm', 'notice', 'restore', 'remove']);
export const CarrierDeed = z.object({
  act: z.enum(CARRIER_ACTS),
  setAside: z.boolean(),
  on: Day,
  period: PeriodCode.nullable(),
  clause: Words,
  reason: z.string(),
  by: z.string(),
  at: Instant,
});
export type CarrierDeed = z.infer<typeof CarrierDeed>;

export const CarrierProposal = z.object({
  period: PeriodCode,
  act: ProposedAct,
  because: z.string(),
  /** Failed rounds that count. */
  failures: z.array(PeriodCode),
  /** The first day on which it may be decided; null: at once. */
  notBefore: Day.nullable(),
  clause: Words,
});
export type CarrierProposal = z.infer<typeof CarrierProposal>;

export const RegisterRow = z.object({
  carrier: CarrierRef,
  status: CarrierStatus,
  since: Day.nullable(),
  /** What the status rests on. */
  basis: CarrierDeed.nullable(),
  results: z.array(
    z.object({ period: PeriodCode, final: DecimalText.nullable(), grade: z.string().nullable() }),
  ),
  proposal: CarrierProposal.nullable(),
  /** A removed carrier: when it may apply again. */
  mayApplyFrom: Day.nullable(),
  history: z.array(CarrierDeed),
});
export type RegisterRow = z.infer<typeof RegisterRow>;

export const CarrierRegister = z.object({
  rows: z.array(RegisterRow),
  total: z.int(),
  asOf: Instant,
  /** The closed round that proposals come from. */
  round: z.object({ period: PeriodCode, closedAt: Instant }).nullable(),
  rule: z
    .object({
      counting: z.enum(['consecutive', 'cumulative']),
      noticeAfter: z.int(),
      removeAfter: z.int(),
      rectifyMonths: z.int(),
      graceMonths: z.int(),
      reEntryYears: z.int(),
      robustnessGate: z.number(),
      needsReview: z.string().nullable(),
    })
    .nullable(),
});
export type CarrierRegister = z.infer<typeof CarrierRegister>;

const Reason = z.string().trim().min(5).max(1_000);
const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/);
const round = z.object({ period: PeriodCode });

export const carriers = {
  rounds: reads(
    {
      path: '/carriers/rounds',
      summary: 'Years of carrier evaluation: closed, and what can be previewed',
      tag,
    },
    { access: 'granted', timeless: 'the list of rounds is about now' },
  ).output(
    z.object({ rows: z.array(z.object({ period: PeriodCode, state: z.enum(['closed', 'preview']) })) }),
  ),
  results: reads({
    path: '/carriers/results/{period}',
    summary: 'Grades and ranks of carriers within their kind, or their preview',
    tag,
  })
    .errors(problems('PURPOSE_BINDS_USE'))
    .input(AsOf.extend(round.shape))
    .output(CarrierResults),
  result: reads({
    path: '/carriers/results/{period}/{code}',
    summary: 'The result of one carrier with every point and what it rests on',
    tag,
  })
    .errors(problems('PURPOSE_BINDS_USE'))
    .input(AsOf.extend({ period: PeriodCode, code: Code }))
    .output(CarrierResult),
  closeRound: writes({
    path: '/carriers/rounds/{period}/close',
    summary: 'Record a year of carrier evaluation: its grades do not change any more',
    tag,
  })
    .errors(problems('ROUND_NOT_OPEN', 'PERIOD_NOT_YET', 'PURPOSE_BINDS_USE', 'REGISTER_EMPTY'))
    .input(round)
    .output(z.object({ roundId: z.uuid(), carriers: z.int() })),
  register: reads({
    path: '/carriers/register',
    summary: 'The register of space adjustment: status, since when, by which clause, what is proposed',
    tag,
  })
    .input(AsOf)
    .output(CarrierRegister),
  decide: writes({
    path: '/carriers/register/{code}/decide',
    summary: 'Confirm what a closed round proposes for a carrier, or set it aside, with reasons',
    tag,
  })
    .errors(problems('PROPOSAL_CHANGED', 'DECIDED_TOO_EARLY', 'PLACE_MISSING', 'ALREADY_EXISTS'))
    .input(
      z.object({
        code: Code,
        period: PeriodCode,
        act: ProposedAct,
        decision: z.enum(['confirm', 'set-aside']),
        reason: Reason,
        /** For `include`: the sub-park that it becomes part of. */
        subPark: Code.optional(),
      }),
    )
    .output(z.object({ status: CarrierStatus })),
  enrol: writes({
    path: '/carriers/register/enrol',
    summary: 'Enter the first carriers of the zone into the register',
    tag,
  })
    .errors(problems('MOVE_REFUSED', 'ALREADY_EXISTS'))
    .input(z.object({ codes: z.array(Code).min(1).max(500), on: Day, clause: Words, reason: Reason }))
    .output(z.object({ enrolled: z.int() })),
  apply: writes({
    path: '/carriers/register/apply',
    summary: 'Enter an outside carrier as a candidate, a new one or one that was removed',
    tag,
  })
    .errors(problems('MOVE_REFUSED', 'ALREADY_EXISTS', 'DECIDED_TOO_EARLY'))
    .input(
      z.object({
        code: Code,
        /** Of a new one. */
        name: Words.optional(),
        ownership: z.enum(OWNERSHIPS).optional(),
        on: Day,
        clause: Words,
        reason: Reason,
      }),
    )
    .output(z.object({ status: CarrierStatus })),
};
