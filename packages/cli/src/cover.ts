import { parseArgs } from 'node:util';
import { readCoverCode } from '@yuanheng/engine/statistics';
import { checkCover } from '@yuanheng/server';
import { withInstallation, zonesNamed } from './installation.ts';
import { EXIT, UsageError, print } from './output.ts';

const USAGE = 'Usage: yuanheng cover check CODE [--zone CODE] [--json]';

/** `yuanheng cover check CODE`: whether a printed report is what is recorded; CODE as scanned or typed from its cover sheet. */
export async function coverCheckCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { zone: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const code = positionals.join(' ');
  const said = readCoverCode(code);
  if (code === '') throw new UsageError(USAGE);
  if (!said)
    throw new UsageError(
      `“${code}”不是封面上的核对码。请照二维码下面的一行输入，例如 ENT-Q 2026Q3 信用代码 1 ABCD-EF01-2345-6789。`,
      `"${code}" is no code of a cover sheet. Type the line below the QR code, such as ENT-Q 2026Q3 USCC 1 ABCD-EF01-2345-6789.`,
    );
  const checked = await withInstallation(async (at) => {
    const zones = zonesNamed(at, values.zone);
    const named = zones.filter((zone) => said.zone === null || zone.code.toUpperCase() === said.zone);
    const answers = [];
    for (const zone of named)
      answers.push({
        zone: zone.code,
        ...(await at.read({ ...zone, as: 'office' }, checkCover, { code })),
      });
    return answers;
  });
  // without a zone in the code, the one that knows the revision answers
  const answer = checked.find(({ outcome }) => outcome !== 'unknown') ?? {
    zone: said.zone,
    outcome: 'unknown' as const,
    said,
    recorded: null,
  };
  print(values, answer, textOf(answer));
  return answer.outcome === 'equal' ? EXIT.done : EXIT.checkFailed;
}

type Checked = Pick<Awaited<ReturnType<typeof checkCover.run>>, 'outcome' | 'recorded'>;

const OUTCOMES = {
  equal: '一致：纸面就是当前记录的这一版 / equal: the paper is the latest revision',
  later: '已有新版：纸面是真的，但之后又报送过 / later: a true revision, corrected since',
  altered: '不一致：纸面与记录不符 / altered: paper and record differ',
  unknown: '查无此版 / unknown: no such revision',
} as const;

function textOf({ outcome, recorded }: Checked): string {
  if (!recorded) return OUTCOMES[outcome];
  const { respondent, formId, periodCode, revision, latestRevision, submittedAt, digest } = recorded;
  return [
    OUTCOMES[outcome],
    `  ${respondent.name} ${respondent.code}  ${formId} ${periodCode}`,
    `  第 ${revision} 版，现有 ${latestRevision} 版 / revision ${revision} of ${latestRevision}  ${submittedAt}`,
    `  ${digest}`,
  ].join('\n');
}
