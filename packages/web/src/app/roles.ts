import type { SubmissionStatus } from '@yuanheng/contract';
import { ROLES } from '@yuanheng/contract/words';

// the contract's own list would bring its schemas into the pages
const statuses: Record<SubmissionStatus, true> = {
  due: true,
  draft: true,
  submitted: true,
  'sent-back': true,
  reviewed: true,
  accepted: true,
};

export { ROLES };
export const SUBMISSION_STATUSES = Object.keys(statuses) as readonly SubmissionStatus[];
