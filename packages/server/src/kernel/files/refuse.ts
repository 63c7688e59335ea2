import type { ProblemData } from '@yuanheng/contract';
import { problem } from '../problem.ts';

type Refusal = ProblemData<'FILE_REFUSED'>;

/** Refuses a file as a whole: what is wrong, at which place; the sentence with the way out stands in the contract. */
export const refused = (reason: Refusal['reason'], place: string, most: number | null = null) =>
  problem('FILE_REFUSED', { reason, place, most });
