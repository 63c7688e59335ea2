import { parseArgs } from 'node:util';
import { periodOf } from '@yuanheng/engine/calendar';
import { listCarrierRounds, listRounds, recomputeCarrierRound, recomputeRound } from '@yuanheng/server';
import { withInstallation, zonesNamed } from './installation.ts';
import { CheckFailed, EXIT, UsageError, print } from './output.ts';

const USAGE = 'Usage: yuanheng evaluate recompute --round R [--as-of INSTANT] [--zone CODE] [--json]';

/** `yuanheng evaluate recompute`: the closed rounds of a year, of sub-parks and of carriers, computed again digit for digit. */
export async function evaluateRecomputeCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      round: { type: 'string' },
      'as-of': { type: 'string' },
      zone: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.round === undefined) throw new UsageError(USAGE);
  const input = { period: roundFrom(values.round), asOf: instantFrom(values['as-of']) };
  const rounds = await withInstallation(async (at) => {
    const recomputed: Recomputed[] = [];
    for (const zone of zonesNamed(at, values.zone)) {
      const office = { ...zone, as: 'office' as const };
      const { rows: ofSubParks } = await at.read(office, listRounds, undefined);
      const { rows: ofCarriers } = await at.read(office, listCarrierRounds, undefined);
      if (isClosed(ofSubParks, input.period)) {
        const { schemeVersion, ...round } = await at.read(zone, recomputeRound, input);
        const schemes = [`v${schemeVersion}`];
        recomputed.push({ zone: zone.code, level: 'sub-park', schemes, schemeVersion, ...round });
      }
      if (isClosed(ofCarriers, input.period))
        recomputed.push({
          zone: zone.code,
          level: 'carrier',
          ...(await at.read(zone, recomputeCarrierRound, input)),
        });
    }
    return recomputed;
  });
  if (rounds.length === 0) throw noRound(values.round);
  const identical = rounds.every((round) => round.identical);
  print(values, { identical, rounds }, rounds.map(textOf).join('\n'));
  return identical ? EXIT.done : EXIT.checkFailed;
}

const isClosed = (rows: readonly { period: string; state: string }[], year: string): boolean =>
  rows.some(({ period, state }) => period === year && state === 'closed');

type Recomputed = Awaited<ReturnType<typeof recomputeCarrierRound.run>> & {
  readonly zone: string;
  readonly level: 'sub-park' | 'carrier';
  /** Of a round of sub-parks, which has one scheme. */
  readonly schemeVersion?: number;
};
const LEVELS = { 'sub-park': '子园 / sub-parks', carrier: '载体 / carriers' } as const;

function textOf({ zone, level, period, schemes, asOf, scores, differences }: Recomputed): string {
  const by = schemes.join(', ');
  const counts = `${zone} ${period} ${LEVELS[level]}: 方案 ${by}，截至 ${asOf}，${scores} 个得分 / scheme ${by}, as of ${asOf}, ${scores} scores`;
  if (differences.length === 0) return `${counts}\n  逐位相同 / the same, digit for digit`;
  const lines = differences.map(
    ({ unit, node, recorded, recomputed }) => `  ${unit} ${node}  ${said(recorded)} → ${said(recomputed)}`,
  );
  const head = `  ${differences.length} 处不同（单位 节点  记录 → 重算） / differences (unit node  recorded → recomputed)`;
  return [counts, head, ...lines].join('\n');
}

const said = ({ score, rank }: Recomputed['differences'][number]['recorded']): string =>
  `${score ?? '—'}${rank === null ? '' : ` #${rank}`}`;

function roundFrom(text: string): string {
  try {
    return periodOf(text).code;
  } catch {
    throw new UsageError(
      `--round ${text} 不是报告期，例如 --round 2025。`,
      `--round ${text} is no period; give one such as --round 2025.`,
    );
  }
}

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** An instant with its offset from UTC, or a day: the end of it in Shanghai. */
function instantFrom(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const instant = new Date(text.length === 10 ? `${text}T23:59:59.999+08:00` : text);
  if (INSTANT.test(text) && !Number.isNaN(instant.getTime())) return instant.toISOString();
  throw new UsageError(
    `--as-of ${text} 不是时刻，例如 2026-04-28T17:30:00+08:00，或一天 2026-04-28（算到当天结束）。`,
    `--as-of ${text} is no instant; give one such as 2026-04-28T17:30:00+08:00, or a day (until its end).`,
  );
}

const noRound = (round: string): CheckFailed =>
  new CheckFailed(
    `没有已关闭的评价轮次 ${round}，无从重算。`,
    `No closed round ${round} exists, so there is nothing to recompute.`,
  );
