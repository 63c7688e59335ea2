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

const WRITTEN_PLACES = 'the number of places is written out';
const ONE_KIND = 'items are of one kind; no lists of lists';

/** What such a function does not take in SQL, for the printed subset. */
export const SQL_LIMITS: Readonly<Record<string, string>> = {
  floor: WRITTEN_PLACES,
  ceiling: WRITTEN_PLACES,
  decimal: WRITTEN_PLACES,
  'round up': WRITTEN_PLACES,
  'round down': WRITTEN_PLACES,
  'round half up': WRITTEN_PLACES,
  'round half down': WRITTEN_PLACES,
  product: 'the items are written out',
  number: 'the separators are written out',
  string: 'no lists, no durations',
  duration: 'it is written out',
  'string join': 'the items are texts',
  append: ONE_KIND,
  concatenate: ONE_KIND,
  union: ONE_KIND,
  'list contains': ONE_KIND,
  'index of': ONE_KIND,
};
