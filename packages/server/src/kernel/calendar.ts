import { readFileSync } from 'node:fs';
import { type Calendar, type SpecialDay, calendarOf } from '@yuanheng/engine/calendar';
import { parse } from 'yaml';

const FILE = new URL('../../../../packs/national/calendar.yaml', import.meta.url);
let calendar: Calendar | undefined;

/** Working days by the State Council's notices, from packs/national. */
export function nationalCalendar(): Calendar {
  if (calendar === undefined) {
    const { known, days } = parse(readFileSync(FILE, 'utf8')) as { known: number[]; days: SpecialDay[] };
    calendar = calendarOf(days, known);
  }
  return calendar;
}
