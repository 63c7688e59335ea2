import type { EvaluationResult, PeriodCounts, TargetProgress } from '@yuanheng/contract';

/** What a reader wants explained; every figure of the pages carries one of these. */
export type Asked =
  | {
      readonly kind: 'indicator';
      readonly id: string;
      readonly unit?: string;
      readonly period: string;
      readonly stage: 'reported' | 'accepted';
      readonly asOf?: string;
      readonly progress?: TargetProgress;
    }
  | { readonly kind: 'target'; readonly progress: TargetProgress }
  | {
      readonly kind: 'score';
      readonly result: EvaluationResult;
      readonly unitId: string;
      readonly node: string;
    }
  | {
      readonly kind: 'counts';
      readonly period: string;
      readonly place: { readonly zh: string; readonly en: string };
      readonly subPark?: string;
      readonly counts: PeriodCounts;
      readonly asOf: string;
    };
