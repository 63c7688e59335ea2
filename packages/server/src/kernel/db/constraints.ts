import { type Problem, problem } from '../problem.ts';

/** Which problem a violated constraint is for a user. A constraint that is not here must be in UNREACHABLE. */
const PROBLEM_OF: Readonly<Record<string, () => Problem>> = {
  role_assignment_admins_excl: () => problem('ADMINISTRATORS_EXCLUDE_ONE_ANOTHER', {}),
  role_assignment_admin_alone_excl: () => problem('ADMINISTRATORS_HAVE_NO_OTHER_ROLE', {}),
  unit_code_key: () => problem('ALREADY_EXISTS', { what: 'unit' }),
  unit_place_valid_excl: () => problem('PLACES_OVERLAP', { what: 'unit' }),
  enterprise_uscc_key: () => problem('ALREADY_EXISTS', { what: 'enterprise (统一社会信用代码)' }),
  residence_valid_excl: () => problem('PLACES_OVERLAP', { what: 'residence' }),
  report_period_code_key: () => problem('ALREADY_EXISTS', { what: 'period' }),
  submission_subject_key: () => problem('ALREADY_EXISTS', { what: 'submission' }),
  evaluation_round_code_key: () => problem('ALREADY_EXISTS', { what: 'evaluation round' }),
  carrier_round_period_key: () => problem('ALREADY_EXISTS', { what: 'round of carriers' }),
  carrier_act_number_key: () => problem('ALREADY_EXISTS', { what: 'act on this carrier' }),
  carrier_act_round_key: () => problem('ALREADY_EXISTS', { what: 'decision on this carrier' }),
  form_version_pkey: () => problem('ALREADY_EXISTS', { what: 'form version' }),
  enterprise_name_valid_excl: () => problem('PLACES_OVERLAP', { what: 'enterprise name' }),
  enterprise_attribute_valid_excl: () => problem('PLACES_OVERLAP', { what: 'registered attribute' }),
  list_import_once_excl: () => problem('ALREADY_EXISTS', { what: 'department list' }),
  person_login_key: () => problem('ALREADY_EXISTS', { what: 'login' }),
  zone_code_key: () => problem('ALREADY_EXISTS', { what: 'zone' }),
};

/** Constraints that only a mistake of ours can violate, by what their names end in: ids are ours, references are read first. */
export const UNREACHABLE = /_(pkey|fkey|check)$/;

export const isMapped = (constraint: string): boolean =>
  constraint in PROBLEM_OF || UNREACHABLE.test(constraint);

/** The violated constraint's name, without the number that a distributed database adds. */
export function violatedConstraint(error: unknown): string | undefined {
  const name = (error as { constraint?: unknown }).constraint;
  return typeof name === 'string' ? name.replace(/_\d+$/, '') : undefined;
}

/** The problem that a database error is, or the error itself. */
export function problemOf(error: unknown): unknown {
  const name = violatedConstraint(error);
  if (name !== undefined && PROBLEM_OF[name]) return PROBLEM_OF[name]();
  return isConnectionLoss(error) ? problem('DATABASE_AWAY', {}) : error;
}

const LOSS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '08006', '08003']);

function isConnectionLoss(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    (code !== undefined && LOSS.has(code)) ||
    /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(message ?? '')
  );
}
