import { parseArgs } from 'node:util';
import { type CodeCheck, checkUscc } from '@yuanheng/engine/identity-codes';
import { type CodeList, divisionCodes, industryCodes } from '@yuanheng/park';
import { EXIT, UsageError, print } from './output.ts';

const KINDS = ['uscc', 'industry', 'division'] as const;
type Kind = (typeof KINDS)[number];
const isKind = (text: string | undefined): text is Kind => KINDS.some((kind) => kind === text);

/** What a check of a code says: valid with its name, or why not. */
export type CodeAnswer =
  | { readonly kind: Kind; readonly code: string; readonly valid: true; readonly name?: string }
  | {
      readonly kind: Kind;
      readonly code: string;
      readonly valid: false;
      readonly reason: { readonly zh: string; readonly en: string };
      readonly position?: number;
    };

/** `yuanheng code check uscc|industry|division CODE [--json]`: valid, or why not. */
export async function codeCheckCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [kind, code, ...rest] = positionals;
  if (!isKind(kind) || code === undefined || rest.length > 0)
    throw new UsageError('Usage: yuanheng code check uscc|industry|division CODE [--json]');
  const answer = checkCode(kind, code);
  const text = answer.valid
    ? `${code} 有效 / valid${answer.name === undefined ? '' : `：${answer.name}`}`
    : `${code} 无效：${answer.reason.zh}\n${code} is not valid: ${answer.reason.en}`;
  print(values, answer, text);
  return answer.valid ? EXIT.done : EXIT.checkFailed;
}

export function checkCode(kind: Kind, code: string, lists: Lists = fromPacks): CodeAnswer {
  if (kind === 'uscc') return usccAnswer(code, checkUscc(code));
  const list = lists[kind]();
  const [zh, en] = LIST_NAMES[kind];
  const name = list.get(code);
  if (name !== undefined) return { kind, code, valid: true, name };
  const near = nearest(code, list);
  return {
    kind,
    code,
    valid: false,
    reason: {
      zh: `${zh}里没有这个代码${near === null ? '' : `，有的是上级 ${near} ${list.get(near)}`}。`,
      en: `${en} does not have it${near === null ? '' : `; it has ${near} ${list.get(near)} above it`}.`,
    },
  };
}

const LIST_NAMES = {
  industry: ['《国民经济行业分类》GB/T 4754-2017', 'GB/T 4754-2017'],
  division: ['行政区划代码表', 'the list of divisions'],
} as const;

type Lists = Readonly<Record<'industry' | 'division', () => CodeList>>;
const fromPacks: Lists = { industry: industryCodes, division: knownDivisions };

function knownDivisions(): CodeList {
  const list = divisionCodes();
  if (list) return list;
  throw new UsageError(
    '规则包里还没有行政区划代码表；补上 packs/<包>/division-codes.csv（code,name）后再查。',
    'No pack lists divisions yet; add packs/<pack>/division-codes.csv (code,name) and ask again.',
  );
}

/** The longest beginning of a code that the list has. */
function nearest(code: string, list: CodeList): string | null {
  const beginnings = Array.from({ length: code.length }, (_, i) => code.slice(0, code.length - i));
  return beginnings.find((beginning) => list.has(beginning)) ?? null;
}

function usccAnswer(code: string, check: CodeCheck): CodeAnswer {
  if (check.valid) return { kind: 'uscc', code, valid: true };
  const { reason, position } = check;
  const zh =
    position === undefined
      ? `统一社会信用代码有 18 位，这里是 ${code.length} 位。`
      : position === 18
        ? '第 18 位校验码不对，多半是前面抄错了一位。'
        : `第 ${position} 位不是这种代码用的字符（数字和不含 I、O、S、V、Z 的大写字母）。`;
  const at = position === undefined ? '' : `character ${position}: `;
  return {
    kind: 'uscc',
    code,
    valid: false,
    reason: { zh, en: `${at}${reason}.` },
    ...(position === undefined ? {} : { position }),
  };
}
