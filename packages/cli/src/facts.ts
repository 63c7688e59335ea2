import { parseArgs } from 'node:util';
import { type Verification, verifyFacts } from '@yuanheng/server';
import { withInstallation, zonesNamed } from './installation.ts';
import { EXIT, print } from './output.ts';

/** `yuanheng facts verify [--zone CODE] [--json]`: facts and sums rebuilt from the reports and compared. */
export async function factsVerifyCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { zone: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const zones = await withInstallation(async (at) => {
    const verified: (Verification & { readonly zone: string })[] = [];
    for (const zone of zonesNamed(at, values.zone))
      verified.push({ zone: zone.code, ...(await at.read(zone, verifyFacts, undefined)) });
    return verified;
  });
  const equal = zones.every((zone) => zone.equal);
  print(values, { equal, zones }, zones.map(textOf).join('\n'));
  return equal ? EXIT.done : EXIT.checkFailed;
}

function textOf(verified: Verification & { readonly zone: string }): string {
  const { zone, periods, facts, sums, differences, differencesTotal: total } = verified;
  const counts = `${zone}: ${periods} 个报告期，${facts} 个核定值，${sums} 个汇总值 / ${periods} periods, ${facts} facts, ${sums} sums`;
  if (total === 0) return `${counts}\n  全部相等 / all equal`;
  const lines = differences.map(
    ({ period, what, stage, of, stored, rebuilt }) =>
      `  ${period} ${what} ${stage} ${of ?? zone}\n    存 / stored:  ${stored ?? '—'}\n    应 / rebuilt: ${rebuilt ?? '—'}`,
  );
  const shown =
    total > differences.length ? `，列出前 ${differences.length} 处 / the first ${differences.length}` : '';
  return [counts, `  ${total} 处不相等 / differences${shown}`, ...lines].join('\n');
}
