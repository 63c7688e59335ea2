import { type Period, samePeriodLastYear } from '@yuanheng/engine/calendar';
import type { Indicator } from '@yuanheng/park';
import { termsOf } from './window.ts';

interface Reports {
  readonly formId: string;
  /** The kind of each field of the form: a flow is added up otherwise than a running total. */
  readonly kindOf: (field: string) => string | undefined;
  /** The period that the reports are of. */
  readonly of: Period;
}

/**
 * Whether an indicator's figure of a period reads the reports of another one, or of the same: through its window, the
 * comparison with last year, or the timeliness of the year so far.
 */
export function readsReports(indicator: Indicator, at: Period, { formId, kindOf, of }: Reports): boolean {
  return Object.values(indicator.measures).some((measure) => {
    if (!('form' in measure) || measure.form !== formId) return false;
    if ('submissions' in measure) return of.year === at.year && of.ends <= at.ends;
    const lastYear = samePeriodLastYear(at);
    if (measure.list === 'same' && (of.code === at.code || of.code === lastYear.code)) return true;
    const read = measure.shift === 'last-year' ? lastYear : at;
    return termsOf(read, measure.window, kindOf(measure.field)).some(({ code }) => code.code === of.code);
  });
}
