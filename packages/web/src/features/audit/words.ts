import { DEED_NAMES, DETAIL_NAMES, ROLE_NAMES, SUBJECT_NAMES, THING_NAMES } from '@yuanheng/contract/words';
import { messages, useWords } from '../../ui/messages.ts';

interface Said {
  readonly from: number;
  readonly to: number;
  readonly total: number;
  readonly at: string;
}

export const useAuditWords = messages(
  {
    title: '审计',
    head: (n: string, hash: string) => `最新封印 ${n}：${hash}`,
    noSeal: '还没有封印，首批办理后约 0.1 秒封上。',
    verify: '核验整条链',
    verifying: '正在核验…',
    intact: (n: number, unsealed: number) => `完整：${n} 条，其中 ${unsealed} 条待封`,
    broken: (why: string) => `第一处断裂：${why}`,
    at: '时间',
    by: '人',
    operation: '办理',
    subject: '对象',
    detail: '内容',
    request: '请求号',
    everything: '全部办理',
    onlySubject: (id: string) => `只看对象 …${id.slice(-12)}`,
    clear: '取消',
    none: '没有符合条件的记录。',
    said: ({ from, to, total, at }: Said) =>
      `共 ${total} 条，显示第 ${from}–${to} 条，最近的在前 · 截至 ${at}`,
    newer: '较近',
    older: '较早',
    sameSubject: '只看这个对象',
  },
  {
    title: 'Audit',
    head: (n, hash) => `Newest seal ${n}: ${hash}`,
    noSeal: 'No seal yet; the first entries are sealed within about 0.1 s.',
    verify: 'Verify the whole chain',
    verifying: 'Verifying…',
    intact: (n, unsealed) => `Intact: ${n} entries, ${unsealed} not sealed yet`,
    broken: (why) => `First broken link: ${why}`,
    at: 'Time',
    by: 'Who',
    operation: 'Deed',
    subject: 'Subject',
    detail: 'Content',
    request: 'Request',
    everything: 'Every deed',
    onlySubject: (id) => `Subject …${id.slice(-12)} only`,
    clear: 'Clear',
    none: 'No entry fits.',
    said: ({ from, to, total, at }) => `Entries ${from}–${to} of ${total}, the latest first · as of ${at}`,
    newer: 'Newer',
    older: 'Older',
    sameSubject: 'This subject only',
  },
);

type Names = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
const ACTS: Names = {
  save: DEED_NAMES['statistics.saveDraft'],
  submit: DEED_NAMES['statistics.submit'],
  'send-back': DEED_NAMES['statistics.sendBack'],
  review: DEED_NAMES['statistics.review'],
  accept: DEED_NAMES['statistics.accept'],
  reopen: DEED_NAMES['statistics.reopenSubmission'],
  'period-closed': DEED_NAMES['statistics.closePeriod'],
  'round-closed': DEED_NAMES['evaluation.closeRound'],
};

/** Codes of the trail in the reader's words; a code without a name is shown as it is. */
export function useTrailNames() {
  const words = useWords();
  const named = (names: Names) => (code: string) => {
    const name = names[code];
    return name ? words(name) : code;
  };
  const value = named({ ...ACTS, ...ROLE_NAMES });
  const text = (content: unknown): string => {
    if (Array.isArray(content)) return content.map(text).join('、');
    if (typeof content === 'object' && content !== null) return detail(content as Record<string, unknown>);
    return content === null ? '—' : value(String(content));
  };
  const label = named(DETAIL_NAMES);
  const detail = (content: Readonly<Record<string, unknown>>): string =>
    Object.entries(content)
      .filter(([, own]) => own !== null && !(Array.isArray(own) && own.length === 0))
      .map(([name, own]) => `${label(name)} ${text(own)}`)
      .join(' · ');
  return {
    deed: named(DEED_NAMES),
    role: named(ROLE_NAMES),
    subject: named({ ...THING_NAMES, ...SUBJECT_NAMES }),
    detail,
  };
}
