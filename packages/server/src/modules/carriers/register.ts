import type { CarrierDeed, CarrierProposal } from '@yuanheng/contract';
import {
  type CarrierHistory,
  type DatedAct,
  type Proposal,
  type StatusRule,
  carrierStatusOf,
  proposeFor,
} from '@yuanheng/engine/carrier-status';
import { addDays, periodOf } from '@yuanheng/engine/calendar';
import type { SchemeFile } from '@yuanheng/park';
import type { ActRow } from './act.views.ts';
import type { ResultRow } from './round.store.ts';
import type { RoundRow } from './round.views.ts';

type Status = NonNullable<SchemeFile['carrier_status']>;

/** The parameters of 一次通报、两次淘汰 as a scheme says them. */
export function ruleOf({ grades = [], carrier_status: status }: SchemeFile): StatusRule | null {
  if (!status) return null;
  return {
    grades: grades.map(({ id }) => id),
    failGrade: status.fail_grade,
    noticeAfter: status.notice_after,
    removeAfter: status.remove_after,
    counting: status.counting,
    cumulativeRounds: status.cumulative_rounds ?? status.remove_after,
    noSubmissionCountsAs: status.no_submission_counts_as,
    rectifyMonths: status.rectify_months,
    graceMonths: status.grace_months,
    robustnessGate: status.robustness_gate,
    reEntryYears: status.re_entry_years,
    inclusionGrade: status.inclusion_grade,
  };
}

export const clauseOf = ({ clauses }: Status, act: CarrierProposal['act']): CarrierProposal['clause'] =>
  clauses[act];

/** All that the register knows of one carrier. */
export interface Entry {
  readonly acts: readonly ActRow[];
  readonly rounds: readonly { readonly round: RoundRow; readonly result: ResultRow }[];
}

export const takenActs = (acts: readonly ActRow[]): DatedAct[] =>
  acts.filter(({ setAside }) => !setAside).map(({ act, on }) => ({ act, on }));

/** The closed rounds of a carrier and what persons decided, as the engine reads them. */
export function historyOf({ acts, rounds }: Entry): CarrierHistory {
  return {
    acts: takenActs(acts),
    rounds: rounds.map(({ round, result }) => ({
      round: round.period,
      endsOn: addDays(periodOf(round.period).ends, -1),
      grade: result.grade,
      submitted: result.submitted,
      failProbability: null,
      setAside: acts.some(({ roundId, setAside }) => setAside && roundId === round.id),
    })),
  };
}

/** What the last closed round proposes for a carrier and nobody has decided yet. */
export function openProposal(rule: StatusRule, entry: Entry, last: RoundRow | undefined): Proposal | null {
  const own = entry.rounds.at(-1)?.round;
  if (!last || own?.id !== last.id || entry.acts.some(({ roundId }) => roundId === last.id)) return null;
  // whoever came into the register after the round was closed is not proposed for by it
  const proposal = proposeFor(rule, historyOf(entry));
  return proposal.act === null ? null : proposal;
}

export const statusOf = (acts: readonly ActRow[]) => carrierStatusOf(takenActs(acts));

/** An act as the register shows it. */
export const toDeed = (row: ActRow, rounds: readonly RoundRow[]): CarrierDeed => ({
  act: row.act,
  setAside: row.setAside,
  on: row.on,
  period: rounds.find(({ id }) => id === row.roundId)?.period ?? null,
  clause: row.clause,
  reason: row.reason,
  by: row.by,
  at: row.at.toISOString(),
});
