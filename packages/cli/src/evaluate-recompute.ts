import { parseArgs } from 'node:util';
import { periodOf } from '@yuanheng/engine/calendar';
import { listRounds, recomputeRound } from '@yuanheng/server';
import { withInstallation, zonesNamed } from './installation.ts';
import { CheckFailed, EXIT, UsageError, print } from './output.ts';

const USAGE = 'Usage: yuanheng evaluate recompute --round R [--as-of INSTANT] [--zone CODE] [--json]';

/** `yuanheng evaluate recompute`: a closed round computed again from what was known, digit for digit. */
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
    const recomputed = [];
    for (const zone of zonesNamed(at, values.zone)) {
      const { rows } = await at.read({ ...zone, as: 'office' }, listRounds, undefined);
      const closed = rows.some(({ period, state }) => period === input.period && state === 'closed');
      if (closed) recomputed.push({ zone: zone.code, ...(await at.read(zone, recomputeRound, input)) });
    }
    return recomputed;
  });
  if (rounds.length === 0) throw noRound(values.round);
  const identical = rounds.every((round) => round.identical);
  print(values, { identical, rounds }, rounds.map(textOf).join('\n'));
  return identical ? EXIT.done : EXIT.checkFailed;
}

type Recomputed = Awaited<ReturnType<typeof recomputeRound.run>> & { readonly zone: string };

function textOf({ zone, period, schemeVersion, asOf, scores, differences }: Recomputed): string {
  const counts = `${zone} ${period}: 方案第 ${schemeVersion} 版，截至 ${asOf}，${scores} 个得分 / scheme version ${schemeVersion}, as of ${asOf}, ${scores} scores`;
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
