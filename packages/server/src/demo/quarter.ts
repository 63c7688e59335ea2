import { addDays, periodOf } from '@yuanheng/engine/calendar';
import type { Actor } from '../kernel/actor.ts';
import {
  accept,
  closePeriod,
  listSubmissions,
  openPeriod,
  review,
  sendBack,
  submit,
  saveDraft,
} from '../modules/statistics/index.ts';
import type { Cast, CastEnterprise } from './cast.ts';
import { at } from './days.ts';
import { QUARTERS, SENT_BACK, WAITING, fateOf, withPlantedError } from './fate.ts';
import { answersOf } from './invent.ts';
import { chunks, inParallel } from './batch.ts';
import { explained, halfWritten } from './written.ts';

/** A report that came in: its place among the enterprises and the sub-park that reviews it. */
interface Submitted {
  readonly id: string;
  readonly index: number;
  readonly subPark: string;
  readonly day: string;
  readonly planted: boolean;
}

interface Quarter {
  readonly code: string;
  readonly periodId: string;
  readonly isOpen: boolean;
}

/** One quarter: opened, reported, reviewed, accepted and closed; the last one is still open. */
export async function playQuarter(cast: Cast, code: string): Promise<void> {
  const office = cast.as('zhoumin');
  const span = periodOf(code);
  const { periodId } = await cast.do({ actor: office, now: at(span.ends, '08:00:00') }, openPeriod, {
    formId: 'ENT-Q',
    code,
  });
  const quarter = { code, periodId, isOpen: code === QUARTERS.at(-1) };
  const { rows } = await cast.read({ actor: office, now: at(span.ends) }, listSubmissions, {
    periodId,
    limit: 5_000,
    offset: 0,
  });
  const submissionOf = new Map(rows.map((row) => [row.respondent.id, row]));
  const submitted: Submitted[] = [];
  await inParallel(cast.enterprises, async (enterprise, index) => {
    const row = submissionOf.get(enterprise.id);
    if (!row) return;
    const came = await report(cast, quarter, { enterprise, index, submissionId: row.id });
    if (came) submitted.push({ ...came, id: row.id, index, subPark: row.subPark.code });
  });
  await reviewQuarter(
    cast,
    quarter,
    submitted.toSorted((a, b) => a.day.localeCompare(b.day) || a.index - b.index),
  );
}

/** One enterprise's report, or null when it writes none or only a draft. */
async function report(
  cast: Cast,
  { code, isOpen }: Quarter,
  { enterprise, index, submissionId }: { enterprise: CastEnterprise; index: number; submissionId: string },
): Promise<Pick<Submitted, 'day' | 'planted'> | null> {
  const span = periodOf(code);
  const { actor } = enterprise;
  const { missing, drafting, planted, days } = fateOf(enterprise, { index, span, isOpen });
  if (missing) return null;
  const day = addDays(span.ends, days);
  const right = answersOf(enterprise, span.year, span.number);
  const answers = planted ? withPlantedError(right) : right;
  const explanations = explained('集中确认项目收入，合同与凭证已留存备查。');
  if (drafting) {
    await cast.do({ actor, now: at(day) }, saveDraft, {
      submissionId,
      version: 0,
      answers: halfWritten(answers),
      explanations: {},
    });
    return null;
  }
  await cast.do({ actor, now: at(day, '14:30:00') }, submit, {
    submissionId,
    version: 0,
    answers,
    explanations,
  });
  return { day, planted };
}

/** Sub-parks work side by side: their reports and sums are different rows. */
async function reviewQuarter(cast: Cast, quarter: Quarter, submitted: readonly Submitted[]): Promise<void> {
  const { code, periodId, isOpen } = quarter;
  const { ends } = periodOf(code);
  const office = cast.as('zhoumin');
  await inParallel(cast.officers(), async (officer) => {
    const own = submitted.filter(({ subPark }) => officer.placePath === `/${subPark}/`);
    const passed = await reviewSubPark(cast, quarter, { officer, own });
    const now = at(addDays(ends, isOpen ? 20 : 27), '16:20:00');
    for (const group of chunks(passed, 100))
      await cast.do({ actor: office, now }, accept, { submissionIds: group });
  });
  if (!isOpen)
    await cast.do({ actor: office, now: at(addDays(ends, 28), '17:00:00') }, closePeriod, { periodId });
}

/** Sends some back and passes the others; returns those that the office accepts. */
async function reviewSubPark(
  cast: Cast,
  { code, isOpen }: Quarter,
  { officer, own }: { officer: Actor; own: readonly Submitted[] },
): Promise<readonly string[]> {
  const reviewDay = addDays(periodOf(code).ends, isOpen ? 20 : 24);
  const now = own.slice(0, Math.round(own.length * (isOpen ? 0.72 : 1)));
  const back = isOpen
    ? own.filter(({ index }, n) => index === SENT_BACK || n === own.length - 2)
    : own.slice(0, 2);
  for (const { id } of back) {
    await cast.do({ actor: officer, now: at(addDays(reviewDay, -1)) }, sendBack, {
      submissionId: id,
      remarks: [{ field: 'rd_ytd', text: '请补充本季研发费用的归集凭证，并核对累计口径。' }],
    });
    if (!isOpen) await resubmit(cast, { code, submissionId: id, day: addDays(reviewDay, -1) });
  }
  const ids = now
    .filter(
      ({ id, index, planted }) =>
        !isOpen || (index !== WAITING && !planted && !back.some((b) => b.id === id)),
    )
    .map(({ id }) => id);
  for (const group of chunks(ids, 100))
    await cast.do({ actor: officer, now: at(reviewDay, '15:00:00') }, review, { submissionIds: group });
  return isOpen ? ids.slice(0, Math.round(ids.length * 0.8)) : ids;
}

async function resubmit(
  cast: Cast,
  { code, submissionId, day }: { code: string; submissionId: string; day: string },
): Promise<void> {
  const { rows } = await cast.read({ actor: cast.as('zhoumin'), now: at(day) }, listSubmissions, {
    status: 'sent-back',
    limit: 200,
    offset: 0,
  });
  const row = rows.find(({ id }) => id === submissionId);
  const enterprise = cast.enterprises.find(({ id }) => id === row?.respondent.id);
  if (!row || !enterprise) return;
  const span = periodOf(code);
  const answers = answersOf(enterprise, span.year, span.number);
  const explanations = explained('已按退回意见核对，归集凭证另附，数据属实。');
  await cast.do({ actor: enterprise.actor, now: at(day, '16:00:00') }, submit, {
    submissionId,
    version: 1,
    answers,
    explanations,
  });
}
