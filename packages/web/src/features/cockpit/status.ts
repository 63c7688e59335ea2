import type { TargetProgress } from '@yuanheng/contract';
import { exactText } from '../../ui/format.ts';
import type { Asked } from '../explain/index.ts';

export const STATUS_ORDER = ['behind', 'at-risk', 'on-track', 'reached', 'not-judged'] as const;

export const STATUS_TONE = {
  behind: 'bad',
  'at-risk': 'warn',
  'not-judged': undefined,
  'on-track': 'good',
  reached: 'good',
} as const;

export type Explain = (asked: Asked) => void;

export const askedFor = (row: TargetProgress, stage: 'reported' | 'accepted' = 'reported'): Asked =>
  row.actual && row.target.indicatorId
    ? {
        kind: 'indicator',
        id: row.target.indicatorId,
        period: stage === 'accepted' && row.actual.accepted ? row.actual.accepted.period : row.actual.period,
        stage,
        progress: row,
      }
    : { kind: 'target', progress: row };

/** What the plan aims at, 700 or > 20 or 1–2; that it is at least so much goes without saying. */
export const aimText = ({ comparator, value, valueMax }: TargetProgress['target']): string =>
  `${['>', '<', '≤'].includes(comparator) ? `${comparator} ` : ''}${exactText(value)}${valueMax ? `–${exactText(valueMax)}` : ''}`;
