import { ORPCError } from '@orpc/server';
import { PROBLEMS, type ProblemCode } from '@yuanheng/contract';
import { problemOf } from '../db/constraints.ts';
import { Problem, problem, sentence } from '../problem.ts';
import type { Log } from './log.ts';

/** Makes anything thrown below a route into an error of the catalogue; what we did not foresee is logged, not told. */
export function toCatalogue(
  error: unknown,
  { log, traceId }: { readonly log: Log; readonly traceId: string },
): ORPCError<string, unknown> {
  if (error instanceof Problem) return encode(error);
  if (error instanceof ORPCError) return error.code in PROBLEMS ? error : encode(validation(error));
  const known = problemOf(error);
  if (known instanceof Problem) return encode(known);
  log.error({ traceId, err: error }, 'unforeseen');
  return encode(problem('INTERNAL', { traceId }));
}

const encode = (p: Problem) =>
  new ORPCError(p.code, { status: p.status, data: p.data, message: sentence(p.code, p.data).en });

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[];
}

/** What the contract refuses, with the place in the input. */
function validation(error: ORPCError<string, unknown>): Problem {
  const issues = ((error.data as { issues?: Issue[] } | undefined)?.issues ?? []).map(
    ({ message, path = [] }) => ({
      pointer: `/${path.map((step) => String(typeof step === 'object' ? step.key : step)).join('/')}`,
      message,
    }),
  );
  if (error.status === 404) return problem('NOT_FOUND', { what: 'route', id: '' });
  return problem('INVALID_INPUT', {
    errors: issues.length > 0 ? issues : [{ pointer: '/', message: error.message }],
  });
}

/** The body of RFC 9457, with the sentence in both languages. */
export function problemBody(error: ORPCError<string, unknown>): unknown {
  const code = (error.code in PROBLEMS ? error.code : 'INTERNAL') as ProblemCode;
  const { zh, en } = sentence(code, error.data);
  return {
    type: `urn:yuanheng:problem:${code}`,
    title: zh,
    titleEn: en,
    status: error.status,
    code,
    defined: true,
    data: error.data,
  };
}
