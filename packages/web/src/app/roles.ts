import type { Role, SubmissionStatus } from '@yuanheng/contract';

// the contract's own lists would bring its schemas into the pages
const roles: Record<Role, true> = {
  office: true,
  'sub-park': true,
  operator: true,
  carrier: true,
  enterprise: true,
  department: true,
  expert: true,
  provider: true,
  specialist: true,
  leader: true,
  'system-admin': true,
  'security-admin': true,
  'audit-admin': true,
};
const statuses: Record<SubmissionStatus, true> = {
  due: true,
  draft: true,
  submitted: true,
  'sent-back': true,
  reviewed: true,
  accepted: true,
};

export const ROLES = Object.keys(roles) as readonly Role[];
export const SUBMISSION_STATUSES = Object.keys(statuses) as readonly SubmissionStatus[];
