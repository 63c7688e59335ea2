export { type ParkCheck, checkPark } from './check.ts';
export { namesOf } from './check-form.ts';
export { type CodeList, divisionCodes, industryCodes, nationalCalendar } from './packs.ts';
export { type Recipe, readRecipe } from './recipe.ts';
export { type Mistake, type OpenItem, type ParkFiles, readParkFolder } from './read.ts';
export {
  type DemoFile,
  type Form,
  type Indicator,
  type Industry,
  type Measure,
  type NumberField,
  type Park,
  type Plan,
  type Review,
  type Target,
  type Task,
  type Unit,
} from './schema.ts';
export { OWNERSHIPS } from './primitives.ts';
export { CarrierStatusRule, type SchemeFile, type SchemeLeaf } from './scheme-schema.ts';
export { leavesOf, schemeOf, scoringOf } from './scheme.ts';
