export { type Entry, readEntry } from './entry.ts';
export {
  FEWEST_RESPONDENTS,
  LEGAL_NATURES,
  type Purpose,
  isOfficialStatistics,
  mayBeReadFor,
} from './purpose.ts';
export { periodMoves, submissionMoves } from './moves.ts';
export {
  type CheckedField,
  type CheckedForm,
  type CheckedRule,
  type SubmissionCheck,
  type SubmissionFinding,
  type SubmissionInput,
  checkSubmission,
  largestChange,
} from './check-submission.ts';
export {
  type Aim,
  type StatusRule,
  type TargetStatus,
  isReached,
  plannedOn,
  targetStatus,
} from './target-status.ts';
