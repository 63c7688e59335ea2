import type { DueChange } from '@yuanheng/contract';
import { messages } from '../../ui/messages.ts';

export const useRemindWords = messages(
  {
    open: '催报…',
    title: (period: string) => `催报 · ${period}`,
    which: '催哪些',
    late: '逾期未报',
    daysLate: (n: number) => (n > 0 ? `逾期 ${n} 天` : n === 0 ? '今天' : `还有 ${-n} 天`),
    'due-soon': '3 天内截止',
    'sent-back': '退回待改',
    said: (n: number, chosen: number, already: number) =>
      `共 ${n} 家，将催 ${chosen} 家${already > 0 ? `，今天已催 ${already} 家不再催` : ''}`,
    asOf: (at: string) => `截至 ${at}`,
    note: '催报在对方“我的事项”和报表经过里显示，并记入审计；同一天不重复催。系统没有电话号码，联系人是该单位在系统里的填报人。',
    yes: (n: number) => `催报 ${n} 家`,
    running: '正在催报',
    result: (n: number) => `已催 ${n} 家。`,
    left: (name: string, why: string, by: string) => `${name}：${why}${by ? `（${by}）` : ''}。`,
    'why-reported': '刚刚已报或不再应报',
    'why-today': '今天已催',
    take: '催',
    no: '不催',
    name: '填报单位',
    place: '子园 · 载体',
    contacts: '联系人',
    status: '状态',
    due: '截止',
    last: '上次催报',
    times: (n: number, at: string, by: string) => `第 ${n} 次，${at} ${by}`,
    never: '未催过',
    nobody: '没有要催的。',
  },
  {
    open: 'Remind…',
    title: (period) => `Reminders · ${period}`,
    which: 'Whom',
    late: 'Late',
    daysLate: (n) => (n > 0 ? `${n} days late` : n === 0 ? 'today' : `${-n} days left`),
    'due-soon': 'Due within 3 days',
    'sent-back': 'Sent back',
    said: (n, chosen, already) =>
      `${n} in all, ${chosen} will be reminded${already > 0 ? `, ${already} were reminded today` : ''}`,
    asOf: (at) => `as of ${at}`,
    note: 'A reminder shows on the respondent’s My work and in the report’s history, and is audited; nobody is reminded twice on a day. No telephone numbers are kept: the contacts are those who report for it here.',
    yes: (n) => `Remind ${n}`,
    running: 'Reminding',
    result: (n) => `${n} reminded.`,
    left: (name, why, by) => `${name}: ${why}${by ? ` (${by})` : ''}.`,
    'why-reported': 'has just reported or need not any more',
    'why-today': 'reminded today already',
    take: 'Remind',
    no: 'no',
    name: 'Respondent',
    place: 'Sub-park · carrier',
    contacts: 'Contact',
    status: 'Status',
    due: 'Due',
    last: 'Last reminder',
    times: (n, at, by) => `no. ${n}, ${at} ${by}`,
    never: 'never',
    nobody: 'There is nobody to remind.',
  },
);

export const useDueWords = messages(
  {
    extend: '延期',
    exempt: '豁免',
    include: '恢复应报',
    add: '增列',
    addOpen: '增列应报…',
    change: (what: string, reason: string) => `${what}：${reason}`,
    extended: (day: string) => `延期至 ${day}`,
    by: (by: string, at: string) => `${by} ${at}`,
    reminded: (n: number, at: string) => `已催 ${n} 次，最近 ${at}`,
    extendText: (day: string) => `现在的截止日是 ${day}。延期后，是否逾期按新日期算；原因写入报表经过。`,
    exemptText: '豁免后本期不再应报，应报数和报送率随之减少；已填的草稿保留，可随时恢复应报。',
    includeText: '恢复后本期重新应报，应报数随之增加。',
    addText:
      '只列出今天属于本表填报范围、未列入本期名单的单位。增列后应报数随之增加，截止日与本期相同，需要时再延期。',
    newDay: '新的截止日',
    why: '原因，至少 5 字',
    search: '单位名称',
    found: (n: number, total: number) =>
      total > n ? `共 ${total} 家，列出前 ${n} 家，请把名称写得更准。` : `共 ${total} 家。`,
    noneFound: '没有符合的单位：可能已在本期名单里，或今天不在园。',
    added: (name: string) => `已增列 ${name}。`,
    note: '应报变动与催报',
  },
  {
    extend: 'Extend',
    exempt: 'Exempt',
    include: 'Put back on the list',
    add: 'Added',
    addOpen: 'Add a respondent…',
    change: (what, reason) => `${what}: ${reason}`,
    extended: (day) => `extended to ${day}`,
    by: (by, at) => `${by} ${at}`,
    reminded: (n, at) => `reminded ${n}×, last ${at}`,
    extendText: (day) =>
      `Due on ${day} now. Lateness will count against the new day; the reason goes into the history.`,
    exemptText:
      'Nothing is due for this period then, and the counts of who was due follow; what was drafted stays, and the exemption can be ended.',
    includeText: 'The report is due again, and the counts follow.',
    addText:
      'Only those within the form’s scope today that are not on the list. The due day is the period’s; extend it if needed.',
    newDay: 'New due day',
    why: 'Reason, at least 5 characters',
    search: 'Name',
    found: (n, total) =>
      total > n ? `${total} found, the first ${n} are listed: write more of the name.` : `${total} found.`,
    noneFound: 'Nobody fits: it may be on the list already, or not be within the form’s scope today.',
    added: (name) => `${name} was added.`,
    note: 'Due list and reminders',
  },
);

/** What the office decided, in words. */
export const dueChangeText = (t: ReturnType<typeof useDueWords>, { act, dueOn, reason }: DueChange): string =>
  t.change(act === 'extend' && dueOn ? t.extended(dueOn) : t[act], reason);
