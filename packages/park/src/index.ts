export { type ParkCheck, checkPark } from './check.ts';
export { namesOf } from './check-form.ts';
export { type CodeList, divisionCodes, industryCodes, nationalCalendar } from './packs.ts';
export { type Mistake, type OpenItem, type ParkFiles, readParkFolder } from './read.ts';
export type {
  Form,
  Indicator,
  Industry,
  Measure,
  NumberField,
  Park,
  Plan,
  Review,
  SchemeFile,
  Target,
  Unit,
} from './schema.ts';
export { schemeOf } from './scheme.ts';
