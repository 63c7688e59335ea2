import { audit } from './audit.ts';
import { carriers } from './carriers.ts';
import { cover } from './cover.ts';
import { desk } from './desk.ts';
import { enterprises } from './enterprises.ts';
import { evaluation } from './evaluation.ts';
import { exchange } from './exchange.ts';
import { identity } from './identity.ts';
import { impact } from './impact.ts';
import { indicators } from './indicators.ts';
import { plan } from './plan.ts';
import { statistics } from './statistics.ts';

/** Every route of the product. */
export const contract = {
  identity,
  plan,
  statistics: { ...statistics, ...desk, ...cover },
  exchange,
  indicators,
  carriers,
  enterprises,
  evaluation: { ...evaluation, ...impact },
  audit,
};
export type Contract = typeof contract;

export type { AuditEntry } from './audit.ts';
export type { CoverCheck, Paper } from './cover.ts';
export {
  CARRIER_ACTS,
  CARRIER_STATUSES,
  type CarrierDeed,
  type CarrierKind,
  type CarrierNode,
  type CarrierProposal,
  type CarrierRef,
  type CarrierRegister,
  type CarrierResult,
  type CarrierResults,
  type GradedCarrier,
  type Evidence,
  type RegisterRow,
} from './carriers.ts';
export { Day, type Role, type RouteMeta, type Words } from './base.ts';
export { ROLES } from './words/index.ts';
export type { LeftOut, Reminded } from './desk.ts';
export {
  REGISTERED_ATTRIBUTES,
  ROW_STATUSES,
  type Carrier,
  type CarrierRow,
  type DepartmentFigure,
  type Enterprise,
  type EnterpriseName,
  type EnterpriseRow,
  type ImportRow,
  type ListImport,
  type RegisteredAttribute,
  type ReportOf,
  type ReportedFigures,
  type Residence,
  type RowStatus,
} from './enterprises.ts';
export type { EvaluationResult, NodeScore, SchemeNode } from './evaluation.ts';
export { type Delegation, type OwnSession } from './account.ts';
export type { Preview, ReceivedReport, WrongCell } from './exchange.ts';
export type { Impact, ImpactFigure, ImpactRound, ImpactTarget } from './impact.ts';
export type { DemoPerson, Me } from './identity.ts';
export {
  MEMBER_STATES,
  type HeldRole,
  type MemberRow,
  type MemberState,
  type OneTimeLink,
  type PersonShown,
} from './people.ts';
export type {
  EnteredValue,
  Explanation,
  Figure,
  FigureTable,
  MeasureExplained,
  Part,
  UnitRef,
} from './indicators.ts';
export {
  type PlanTarget,
  TARGET_STATUSES,
  type TargetProgress,
  type PlanTask,
  type UnitDuties,
} from './plan.ts';
export { PROBLEMS, type ProblemCode, type ProblemData } from './problems.ts';
export {
  RESPONDENT_KINDS,
  type CheckingRule,
  type Form,
  type FormField,
  type FormSource,
  type RespondentKind,
} from './form.ts';
export {
  SUBMISSION_STATUSES,
  type Act,
  type Answers,
  type DueChange,
  type Explanations,
  type Finding,
  type Period,
  type PeriodCounts,
  type Respondent,
  type Revision,
  type Signatories,
  type Stage,
  type Submission,
  type SubmissionRow,
  type SubmissionStatus,
} from './statistics.ts';
