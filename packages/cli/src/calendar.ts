import { parseArgs } from 'node:util';
import {
  UnknownYear,
  addWorkingDays,
  endLabel,
  freeBecause,
  periodOf,
  previousPeriod,
  samePeriodLastYear,
  weekdayOf,
  workingDaysBetween,
} from '@yuanheng/engine/calendar';
import { nationalCalendar } from '@yuanheng/park';
import { CheckFailed, EXIT, UsageError, print } from './output.ts';

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

/** `yuanheng calendar add DAY --working-days N [--json]`: the day on which a limit ends, and what it skipped. */
export async function calendarAddCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'working-days': { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const [from] = wanted(positionals, ['DAY'], 'add DAY --working-days N');
  const text = values['working-days'];
  if (text === undefined || !/^\d+$/.test(text))
    throw new UsageError(
      `--working-days ${text ?? ''} 应为从 0 起的整数，例如 --working-days 5。`,
      `--working-days ${text ?? ''} must be a whole number from 0, such as --working-days 5.`,
    );
  const { due, skipped } = told(() => addWorkingDays(nationalCalendar(), from, Number(text)));
  const skips = skipped.map(({ date, reason }) => `  ${date} ${named(reason)}`);
  const lines = [`${due} ${weekday(due)}`, ...(skips.length > 0 ? ['跳过 / skipped:', ...skips] : [])];
  print(values, { from, workingDays: Number(text), due, skipped }, lines.join('\n'));
  return EXIT.done;
}

/** `yuanheng calendar check DAY [--json]`: whether a day is worked, and why not. */
export async function calendarCheckCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = onlyJson(args);
  const [day] = wanted(positionals, ['DAY'], 'check DAY');
  const reason = told(() => freeBecause(nationalCalendar(), day));
  const text = reason === null ? '工作日 / working day' : `休息日 / day off: ${named(reason)}`;
  print(values, { day, working: reason === null, reason }, `${day} ${weekday(day)} ${text}`);
  return EXIT.done;
}

/** `yuanheng calendar between FROM TO [--json]`: working days after FROM up to and including TO. */
export async function calendarBetweenCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = onlyJson(args);
  const [from, to] = wanted(positionals, ['FROM', 'TO'], 'between FROM TO');
  const workingDays = told(() => workingDaysBetween(nationalCalendar(), from, to));
  print(values, { from, to, workingDays }, `${workingDays} 个工作日 / working days`);
  return EXIT.done;
}

/** `yuanheng calendar period CODE [--json]`: a reporting period as a half-open range of days. */
export async function calendarPeriodCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = onlyJson(args);
  const [code] = wanted(positionals, ['CODE'], 'period 2026Q3');
  const period = told(() => periodOf(code));
  const [before, lastYear] = [previousPeriod(period).code, samePeriodLastYear(period).code];
  const end = endLabel(period);
  print(
    values,
    { ...period, previous: before, samePeriodLastYear: lastYear, end },
    `${period.code} [${period.starts}, ${period.ends})\n${end.zh} / ${end.en}\n上期 / previous: ${before}，上年同期 / same period last year: ${lastYear}`,
  );
  return EXIT.done;
}

const onlyJson = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });

type Texts<N extends readonly string[]> = { readonly [I in keyof N]: string };

/** Exactly the positional arguments that a command has. */
function wanted<const N extends readonly string[]>(
  given: readonly string[],
  names: N,
  usage: string,
): Texts<N> {
  if (given.length !== names.length) throw new UsageError(`Usage: yuanheng calendar ${usage} [--json]`);
  return given as unknown as Texts<N>;
}

const weekday = (day: string) => WEEKDAYS[weekdayOf(day) - 1] ?? '';
const named = (reason: string) => (reason === 'weekend' ? '周末 / weekend' : reason);

/** What the calendar refuses, in both languages. */
function told<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof UnknownYear)
      throw new CheckFailed(
        `${error.year} 年的放假安排不在 packs/national/calendar.yaml 里；国务院通知公布后补上再算。`,
        `The holidays of ${error.year} are not in packs/national/calendar.yaml; add them when the notice is published.`,
      );
    if (error instanceof RangeError)
      throw new UsageError('日期写成 2026-10-22，期间写成 2026Q3、2026 或 2026-09。', error.message);
    throw error;
  }
}
