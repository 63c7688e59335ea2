export {
  type CarrierAct,
  type CarrierStatus,
  PROPOSED_ACTS,
  type ProposedAct,
  carrierMoves,
} from './moves.ts';
export {
  type Because,
  type CarrierHistory,
  type DatedAct,
  type Proposal,
  type RoundOutcome,
  type StatusRule,
  carrierStatusOf,
  failuresOf,
  mayApplyFrom,
  proposeFor,
} from './propose.ts';
