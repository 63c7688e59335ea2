import type { SubmissionStatus } from '@yuanheng/contract';
import { messages } from '../../ui/messages.ts';

export const useStatusWords = messages(
  { due: '未报', draft: '填写中', submitted: '待审核', 'sent-back': '已退回', reviewed: '待核定', accepted: '已核定' } satisfies Record<SubmissionStatus, string>,
  { due: 'Due', draft: 'In progress', submitted: 'To review', 'sent-back': 'Sent back', reviewed: 'To accept', accepted: 'Accepted' },
);

export const STATUS_TONE = { due: 'plain', draft: 'plain', submitted: 'warn', 'sent-back': 'bad', reviewed: 'soft', accepted: 'good' } as const;
