import { messages } from '../../ui/messages.ts';

interface Gap {
  readonly n: string;
  readonly unit: string;
  readonly plan: string;
  readonly less: boolean;
}

export const useCockpitWords = messages(
  {
    title: '行动方案目标',
    sub: (period: string, at: string) => `${period} · 报送数，截至 ${at} · 灰线为计划轨迹，虚线为目标`,
    reached: '● 已达到',
    'on-track': '● 按期',
    'at-risk': '▲ 有风险',
    behind: '■ 落后',
    'not-judged': '○ 暂不判定',
    target: '目标',
    ofTarget: (unit: string, aim: string) => `${unit}，目标 ${aim}`,
    plan: '计划',
    accepted: (period: string) => `${period}核定`,
    noBaseline: '基期未确认',
    noPath: '不画计划轨迹',
    noValue: '尚无数据',
    gap: ({ n, unit, plan, less }: Gap) =>
      unit === '%'
        ? `比计划 ${plan}% ${less ? '低' : '高'} ${n} 个百分点`
        : `比计划 ${plan} ${unit}${less ? '少' : '多'} ${n} ${unit}`,
    rule: (a: string, b: string) =>
      `判定：实际增量 ÷ 计划增量　● ≥ ${a} 按期　▲ ${b}–${a} 有风险　■ < ${b} 落后　○ 无基期或无数据`,
    ranking: (period: string) => `子园综合评价 · ${period}`,
    table: '看表格',
    headDue: '应报',
    headReported: '已报',
    headAccepted: '已核定',
    headMissing: '未报',
    chart: '看图',
    robust: '○ 名次稳健性尚未评估，不作为决定依据。',
    noRound: '还没有封存的评价。',
    progress: (period: string) => `${period}报送进度`,
    acceptedN: (n: number) => `已核定 ${n}`,
    waitingN: (n: number) => `审核中 ${n}`,
    notN: (n: number) => `未报 ${n}`,
    due: (day: string) => `${day} 截止 · 子园名称`,
    rank: '名次',
    unit: '子园',
    total: '总分',
    trend: (name: string) => `${name}：实际、计划轨迹与目标`,
    period: '报告期',
    value: '实际',
    planned: '计划轨迹',
    status: '判定',
    more: '看评价',
    none: '还没有开过报告期，目标没有可比的数。',
    toConfirm: '待确认',
    perUnit: (n: string, of: string) => `${n} / ${of}`,
  },
  {
    title: 'Targets of the action plan',
    sub: (period, at) => `${period} · reported, as of ${at} · grey: planned path, dashed: target`,
    reached: '● reached',
    'on-track': '● on track',
    'at-risk': '▲ at risk',
    behind: '■ behind',
    'not-judged': '○ not judged',
    target: 'Target',
    ofTarget: (unit, aim) => `${unit}, target ${aim}`,
    plan: 'Plan',
    accepted: (period) => `${period} accepted`,
    noBaseline: 'Baseline unconfirmed',
    noPath: 'no planned path',
    noValue: 'no figure yet',
    gap: ({ n, unit, plan, less }) =>
      unit === '%'
        ? `${n} percentage points ${less ? 'below' : 'above'} the planned ${plan}%`
        : `${n} ${unit} ${less ? 'below' : 'above'} the planned ${plan}`,
    rule: (a, b) =>
      `Rule: actual gain ÷ planned gain　● ≥ ${a} on track　▲ ${b}–${a} at risk　■ < ${b} behind　○ no baseline or no figure`,
    ranking: (period) => `Sub-parks · ${period}`,
    table: 'Table',
    headDue: 'Due',
    headReported: 'Reported',
    headAccepted: 'Accepted',
    headMissing: 'Not reported',
    chart: 'Chart',
    robust: '○ Robustness not assessed yet; no decision rests on this.',
    noRound: 'No round has been closed yet.',
    progress: (period) => `Reporting, ${period}`,
    acceptedN: (n) => `accepted ${n}`,
    waitingN: (n) => `in review ${n}`,
    notN: (n) => `not reported ${n}`,
    due: (day) => `due ${day} · names of sub-parks`,
    rank: 'Rank',
    unit: 'Sub-park',
    total: 'Total',
    trend: (name) => `${name}: actual, planned path and target`,
    period: 'Period',
    value: 'Actual',
    planned: 'Planned',
    status: 'Status',
    more: 'Evaluation',
    none: 'No period has been opened; there is nothing to compare.',
    toConfirm: 'to confirm',
    perUnit: (n, of) => `${n} / ${of}`,
  },
);
