import { PROBLEMS, type ProblemCode, type ProblemData } from '@yuanheng/contract';

/** A failure from the catalogue, thrown anywhere below the routes. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly data: unknown;

  constructor(code: ProblemCode, data: unknown) {
    super(code);
    this.code = code;
    this.status = PROBLEMS[code].status;
    this.data = data;
  }
}

/** `throw problem('PERIOD_CLOSED', { period })`: a forgotten detail does not compile. */
export const problem = <C extends ProblemCode>(code: C, data: ProblemData<C>): Problem =>
  new Problem(code, data);

/** The sentence of a problem in both languages. */
export function sentence(code: ProblemCode, data: unknown): { zh: string; en: string } {
  const { zh, en } = PROBLEMS[code] as { zh: (d: unknown) => string; en: (d: unknown) => string };
  return { zh: zh(data), en: en(data) };
}
