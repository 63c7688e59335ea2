import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { type Calendar, type SpecialDay, calendarOf } from '@yuanheng/engine/calendar';
import { parse } from 'yaml';

const PACKS = fileURLToPath(new URL('../../../packs/', import.meta.url));

/** Codes of one published list with their names. */
export type CodeList = ReadonlyMap<string, string>;

/** GB/T 4754-2017, from packs/national. */
export const industryCodes = (): CodeList => codesIn(join(PACKS, 'national', 'industry-codes.csv'));

/** GB/T 2260 and the codes below it, from every pack that lists some; null when none does. */
export function divisionCodes(packs: string = PACKS): CodeList | null {
  const files = readdirSync(packs)
    .map((pack) => join(packs, pack, 'division-codes.csv'))
    .filter((file) => existsSync(file));
  return files.length === 0 ? null : new Map(files.flatMap((file) => [...codesIn(file)]));
}

/** Working days by the State Council's notices, from packs/national. */
export function nationalCalendar(): Calendar {
  const text = readFileSync(join(PACKS, 'national', 'calendar.yaml'), 'utf8');
  const { known, days } = parse(text) as { known: number[]; days: SpecialDay[] };
  return calendarOf(days, known);
}

function codesIn(file: string): CodeList {
  const [, ...rows] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  return new Map(
    rows.map((row) => {
      const [code = '', name = ''] = row.split(',');
      return [code, name] as const;
    }),
  );
}
