export { type Cover, TYPED_DIGITS, coverCode, readCoverCode, typedCode } from './cover.ts';
export { type Entry, readEntry } from './entry.ts';
export {
  FEWEST_RESPONDENTS,
  LEGAL_NATURES,
  type Purpose,
  isOfficialStatistics,
  mayBeReadFor,
} from './purpose.ts';
export {
  CHANGE_LOOKED_AT,
  CLEAN_RULES,
  type CleanRule,
  type NotClean,
  type Troubles,
  whyNotClean,
} from './clean.ts';
export {
  type Changed,
  type ComparedRevision,
  type RevisionChanges,
  compareRevisions,
} from './compare-revisions.ts';
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
