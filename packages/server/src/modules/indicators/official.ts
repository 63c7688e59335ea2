import type { Role, Words } from '@yuanheng/contract';
import { FEWEST_RESPONDENTS } from '@yuanheng/engine/statistics';
import type { RunInputs } from './run.store.ts';
import type { Worked, WorkedMeasure } from './worked.ts';

/** The sentence that stands in the place of a value that is kept back. */
export const WITHHELD: Words = {
  zh: `统计调查数据，不足 ${FEWEST_RESPONDENTS} 家的合计不出园区办，此处不显示。`,
  en: `Official statistics: a total of fewer than ${FEWEST_RESPONDENTS} respondents does not leave the office and is not shown.`,
};

const isOffice = (role: Role): boolean => role === 'office';

export const isOfficial = ({ shares }: Pick<WorkedMeasure, 'shares'>): boolean =>
  [...shares.values()].some(({ fact }) => fact.isOfficial);

/** Official statistics leave the office in totals of several respondents; whoever else reads fewer gets no value. */
export function heldBack(worked: Worked, role: Role): Worked {
  const isSmall = (measure: WorkedMeasure) => isOfficial(measure) && measure.shares.size < FEWEST_RESPONDENTS;
  if (isOffice(role) || !worked.measures.some(isSmall)) return worked;
  const measures = worked.measures.map((measure) =>
    isSmall(measure) ? { ...measure, value: null, shares: new Map() } : measure,
  );
  return { ...worked, value: null, measures, withheld: true };
}

/** Whether the reader may see which respondent put what into a figure. */
export const maySeeRespondents = ({ measures }: Worked, role: Role): boolean =>
  isOffice(role) || !measures.some(isOfficial);

/** Whether a figure that was recorded when its period was closed is kept back from a reader. */
export const isRunHeldBack = ({ measures }: RunInputs, role: Role): boolean =>
  !isOffice(role) &&
  measures.some(({ official, enterprises }) => official === true && enterprises < FEWEST_RESPONDENTS);
