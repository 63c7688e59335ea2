import { parseArgs } from 'node:util';
import { freeBecause, nextPeriod, periodOf } from '@yuanheng/engine/calendar';
import { nationalCalendar } from '@yuanheng/park';
import {
  type DemoPromise,
  type ZoneRow,
  checkDemonstration,
  listPeriods,
  makerOf,
  performWrite,
  setDemoDay,
  uuidv7,
} from '@yuanheng/server';
import { type Installation, withInstallation, zonesNamed } from './installation.ts';
import { CheckFailed, EXIT, UsageError, print } from './output.ts';
import { putuo } from './putuo.ts';

/** `yuanheng demo check [--json]`: whether the demonstration keeps its promises, each with its figures. */
export async function demoCheckCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
  const { park, demo } = putuo();
  const promises = await withInstallation(({ pool, clock, zones }) => {
    const own = zones.find(({ code, demoDay }) => code === park.id && demoDay !== null);
    if (own === undefined) throw noDemonstration();
    const neighbours = zones.filter((zone) => zone !== own && zone.demoDay !== null);
    return checkDemonstration({ pool, clock, zones: [own, ...neighbours], demo });
  });
  const broken = promises.filter(({ kept }) => kept === false).map(({ id }) => id);
  const notJudged = promises.filter(({ kept }) => kept === null).map(({ id }) => id);
  const lines = [...promises.map(promiseText), ...verdict(broken, notJudged)];
  print(values, { kept: broken.length === 0, broken, notJudged, promises }, lines.join('\n'));
  return broken.length === 0 ? EXIT.done : EXIT.checkFailed;
}

const mark = (kept: boolean | null): string => (kept === null ? '–' : kept ? '✓' : '✗');

function promiseText({ says, kept, figures }: DemoPromise): string {
  const lines = figures.map(
    ({ name, value, promised, kept: one }) =>
      `    ${mark(one)} ${name.zh === name.en ? name.zh : `${name.zh} / ${name.en}`}: ${value}${promised === null ? '' : `（应为 / promised ${promised}）`}`,
  );
  return [`${mark(kept)} ${says.zh} / ${says.en}`, ...lines].join('\n');
}

function verdict(broken: readonly string[], notJudged: readonly string[]): string[] {
  const open = notJudged.length > 0 ? [`未作判断 / not judged: ${notJudged.join(', ')}`] : [];
  return broken.length > 0
    ? [...open, `没有兑现 / BROKEN: ${broken.join(', ')}`]
    : [...open, '其余全部兑现 / kept'];
}

const noDemonstration = (): CheckFailed =>
  new CheckFailed(
    '数据库里没有普陀园的演示数据，无从核对。',
    'The database holds no demonstration of the Putuo park, so there is nothing to check.',
  );

/** `yuanheng demo set-day DAY [--zone CODE] [--json]`: moves the day that the demonstration lives on. */
export async function demoSetDayCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { zone: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const [day, ...rest] = positionals;
  if (day === undefined || rest.length > 0)
    throw new UsageError('Usage: yuanheng demo set-day DAY [--zone CODE] [--json]');
  if (!isDay(day))
    throw new UsageError(
      `${day} 不是日子，应形如 2026-10-22。`,
      `${day} is no day; it looks like 2026-10-22.`,
    );
  const zones = await withInstallation(async (at) => {
    const moved = [];
    for (const zone of demonstrations(at, values.zone)) moved.push(await move(at, zone, day));
    return moved;
  });
  const holidays = holidaysKnown(day);
  print(
    values,
    { day, zones, holidaysKnown: holidays },
    [...zones.map(movedText), ...followText(day, holidays)].join('\n'),
  );
  return EXIT.done;
}

/** The named zone, which the operation refuses if it is none; otherwise every demonstration. */
function demonstrations(at: Installation, code: string | undefined): readonly ZoneRow[] {
  const zones = zonesNamed(at, code);
  if (code !== undefined) return zones;
  const demos = zones.filter(({ demoDay }) => demoDay !== null);
  if (demos.length > 0) return demos;
  throw new UsageError(
    '数据库里没有演示园区：真实园区按真实日期运行，不能设定。',
    'The database holds no demonstration: a real zone lives on the real day, which cannot be set.',
  );
}

async function move(at: Installation, zone: ZoneRow, day: string) {
  const actor = await makerOf(at.pool, zone.id);
  const now = at.clock.now(zone.id, zone.demoDay);
  const moved = await performWrite({ pool: at.pool, actor, now, requestId: uuidv7() }, setDemoDay, { day });
  const { rows } = await at.read({ ...zone, as: 'office' }, listPeriods, undefined);
  const last = rows
    .map(({ code }) => code)
    .toSorted()
    .at(-1);
  return {
    ...moved,
    notOpened: last === undefined ? [] : periodsBetween(last, day),
    overdue: rows.filter(({ status, dueOn }) => status === 'open' && dueOn < day).map(({ code }) => code),
  };
}

/** Periods after the last one that was opened which could be opened on a day. */
function periodsBetween(last: string, day: string): string[] {
  const codes: string[] = [];
  for (let period = nextPeriod(periodOf(last)); period.ends <= day; period = nextPeriod(period))
    codes.push(period.code);
  return codes;
}

type Moved = Awaited<ReturnType<typeof move>>;

function movedText({ zone, from, to, notOpened, overdue }: Moved): string {
  return [
    `${zone}: 演示日期 ${from} → ${to} / the demonstration's day`,
    ...(notOpened.length > 0
      ? [
          `  已到期而未开的报告期，由园区办开期 / due, opened by the office and not by itself: ${notOpened.join(', ')}`,
        ]
      : []),
    ...(overdue.length > 0
      ? [`  已过报送截止日、尚未封账 / past its due day and not closed: ${overdue.join(', ')}`]
      : []),
  ].join('\n');
}

const followText = (day: string, known: boolean): string[] => [
  '日期对所有人立即生效；报表、审核和封账都不会自动发生。 / The day holds for everybody at once; nothing is opened, passed or closed by itself.',
  ...(known
    ? []
    : [
        `${day.slice(0, 4)} 年的放假安排未公布：凡按工作日计算期限的办理会被拒绝。 / The holidays of ${day.slice(0, 4)} are not announced: acts with a limit in working days are refused.`,
      ]),
];

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
  );
}

function holidaysKnown(day: string): boolean {
  try {
    freeBecause(nationalCalendar(), day);
    return true;
  } catch {
    return false;
  }
}
