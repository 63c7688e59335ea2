import { identity } from './identity.ts';
import { statistics } from './statistics.ts';

/** Every route of the product. */
export const contract = { identity, statistics };
export type Contract = typeof contract;

export { ROLES, type Role, type RouteMeta, type Words } from './base.ts';
export { PROBLEMS, type ProblemCode, type ProblemData } from './problems.ts';
export type { Me } from './identity.ts';
export {
  SUBMISSION_STATUSES,
  type Act,
  type Answers,
  type CheckingRule,
  type Explanations,
  type Finding,
  type Form,
  type FormField,
  type Period,
  type PeriodCounts,
  type Revision,
  type Stage,
  type Submission,
  type SubmissionRow,
  type SubmissionStatus,
} from './statistics.ts';
