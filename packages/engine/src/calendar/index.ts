export { addDays, addMonths, dayOf, daysBetween, serialOf, weekdayOf } from './days.ts';
export {
  type Period,
  dayAfter,
  endLabel,
  lastQuarterOfYear,
  nextPeriod,
  periodOf,
  previousPeriod,
  samePeriodLastYear,
  shiftPeriod,
} from './periods.ts';
export {
  type Calendar,
  type SkippedDay,
  type SpecialDay,
  UnknownYear,
  addWorkingDays,
  calendarOf,
  freeBecause,
  isWorkingDay,
  workingDaysBetween,
} from './working-days.ts';
