import { AGGREGATES } from './aggregates.ts';
import { DATE_FORMS } from './dates.ts';
import type { SqlForm } from './form.ts';
import { LIST_FORMS } from './list-functions.ts';
import { NUMBER_FORMS } from './numbers.ts';
import { TEXT_FORMS } from './texts.ts';

/** The SQL of functions, by the names of the registry. A function that is not here has none. */
export const SQL_FUNCTIONS: Readonly<Record<string, SqlForm>> = {
  ...NUMBER_FORMS,
  ...AGGREGATES,
  ...TEXT_FORMS,
  ...LIST_FORMS,
  ...DATE_FORMS,
};
