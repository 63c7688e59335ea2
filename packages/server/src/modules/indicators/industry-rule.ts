import type { Industry } from '@yuanheng/park';

/** What a respondent is known by when it is decided whether it counts; a carrier has no industry. */
export interface Candidate {
  readonly industryCode: string | null;
  readonly uscc: string;
}

/** By which line of which list an enterprise counts to an industry. */
export interface CountedBy {
  readonly industry: string;
  readonly name: Industry['name'];
  readonly version: number;
  readonly inForceFrom: string;
  /** The code of the list; null: by an exception. */
  readonly code: string | null;
  /** The document of the exception. */
  readonly document: string | null;
}

/** The longest code of a list that an enterprise's code begins with. */
function lineOf({ codes }: Industry, { industryCode }: Candidate): Industry['codes'][number] | undefined {
  return codes
    .filter(({ code }) => industryCode?.startsWith(code) ?? false)
    .toSorted((a, b) => b.code.length - a.code.length)[0];
}

/** An exception decides whatever the code says; without one only a core code counts. */
export function countedBy(industry: Industry, candidate: Candidate): CountedBy | null {
  const { id, name, version, in_force_from: inForceFrom } = industry;
  const by = { industry: id, name, version, inForceFrom };
  const exception = industry.exceptions?.find(({ uscc }) => uscc === candidate.uscc);
  if (exception) return exception.counts ? { ...by, code: null, document: exception.document } : null;
  const line = lineOf(industry, candidate);
  return line?.certainty === 'core' ? { ...by, code: line.code, document: null } : null;
}

/** Whether the code alone leaves it open, and nobody has decided yet. */
export const isUndecided = (industry: Industry, candidate: Candidate): boolean =>
  lineOf(industry, candidate)?.certainty === 'partial' &&
  !industry.exceptions?.some(({ uscc }) => uscc === candidate.uscc);
