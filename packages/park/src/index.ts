export { type ParkCheck, checkPark, namesOf } from './check.ts';
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
