import { z } from 'zod';
import { FILE_REFUSALS } from './words/file-refusals.ts';
import { CARRIER_PROBLEMS } from './carriers.problems.ts';
import { IDENTITY_PROBLEMS } from './identity.problems.ts';
import { kind, nothing } from './problem-kind.ts';
import { STATISTICS_PROBLEMS } from './statistics.problems.ts';
import { FREQUENCY_NAMES, OPERATION_NAMES, ROLES, ROLE_NAMES, THING_NAMES } from './words/index.ts';

const nameOf = (operation: string): { zh: string; en: string } =>
  (OPERATION_NAMES as Readonly<Record<string, { zh: string; en: string }>>)[operation] ?? {
    zh: operation,
    en: operation,
  };

/** Why a whole list cannot be read, and what to do. */
const UNREADABLE = {
  no_heading: {
    zh: (named: string) =>
      `找不到表头，应有“${named}”等列。请核对是否选对了导入口径，或在口径中补上这份表的列名。`,
    en: (named: string) =>
      `no heading was found, it should have columns such as ${named}. Check the list profile you chose, or add this list's headings to it.`,
  },
  no_unit: {
    zh: (named: string) => `“${named}”没有写计量单位。请在表头或表的上方写明，例如“单位：万元”。`,
    en: (named: string) =>
      `${named} has no unit. State it in the heading or above the table, such as 单位：万元.`,
  },
  no_period: {
    zh: () => '没有写报告期。请在标题写明，例如“2025年一季度”，或加一列报告期。',
    en: () => 'it names no period. State it in the title, such as 2025年一季度, or add a column of periods.',
  },
  broken_text: {
    zh: (named: string) =>
      `文本表格从第 ${named} 行起引号不成对，读不下去。请用表格软件另存为 .xlsx 或 .csv 再上传。`,
    en: (named: string) =>
      `the quotes of the text table do not pair from line ${named} on. Save it again as .xlsx or .csv with a spreadsheet.`,
  },
  not_a_table: {
    zh: () => '文件既不是 Excel（.xlsx）也不是文本表格（.csv）。请另存为其中一种再上传。',
    en: () =>
      'the file is neither Excel (.xlsx) nor a text table (.csv). Save it as one of them and send it again.',
  },
} as const;

const Thing = z.enum(Object.keys(THING_NAMES) as [keyof typeof THING_NAMES]);

/** Every failure of the product; codes are never reused. */
export const PROBLEMS = {
  UNAUTHENTICATED: kind({
    status: 401,
    data: nothing,
    zh: () => '尚未登录或登录已失效，请重新登录。',
    en: () => 'You are not signed in or were signed out. Sign in again.',
  }),
  SIGN_IN_REFUSED: kind({
    status: 401,
    data: z.object({ maxFailures: z.int(), lockMinutes: z.int() }),
    zh: (d) => `账号或密码不对，或账号已被锁定。连续 ${d.maxFailures} 次输错，锁定 ${d.lockMinutes} 分钟。`,
    en: (d) =>
      `Wrong name or password, or the account is locked: ${d.maxFailures} wrong tries lock it for ${d.lockMinutes} minutes.`,
  }),
  FORBIDDEN: kind({
    status: 403,
    data: z.object({ operation: z.string(), role: z.enum(ROLES) }),
    zh: (d) =>
      `当前岗位（${ROLE_NAMES[d.role].zh}）不能“${nameOf(d.operation).zh}”。如有其他岗位，请在右上角切换。`,
    en: (d) =>
      `The role ${ROLE_NAMES[d.role].en} may not ${nameOf(d.operation).en}. Switch to another role assignment at the top right if you have one.`,
  }),
  FOREIGN_ORIGIN: kind({
    status: 403,
    data: z.object({ path: z.string() }),
    zh: (d) => `${d.path} 只接受园衡自己页面的写入，这个请求来自别的网站，没有办理。请在园衡页面上操作。`,
    en: (d) =>
      `${d.path} takes writes from Yuanheng's own pages only; this request came from another site and did nothing. Use the page.`,
  }),
  NOT_FOUND: kind({
    status: 404,
    data: z.object({ what: Thing, id: z.string() }),
    zh: (d) => `找不到${THING_NAMES[d.what].zh} ${d.id}，或它不在您的范围内。请核对后再试。`,
    en: (d) =>
      `There is no ${THING_NAMES[d.what].en} ${d.id} in your part of the zone. Check it and try again.`,
  }),
  INVALID_INPUT: kind({
    status: 400,
    data: z.object({ errors: z.array(z.object({ pointer: z.string(), message: z.string() })) }),
    zh: (d) => `输入有误：${d.errors.map((e) => `${e.pointer} ${e.message}`).join('；')}`,
    en: (d) => `Wrong input: ${d.errors.map((e) => `${e.pointer} ${e.message}`).join('; ')}`,
  }),
  BODY_TOO_LARGE: kind({
    status: 413,
    data: z.object({ mostBytes: z.int() }),
    zh: (d) => `提交的内容超过 ${d.mostBytes / 1_000_000} MB，未读取。请分几次提交。`,
    en: (d) => `The request is larger than ${d.mostBytes / 1_000_000} MB and was not read. Send it in parts.`,
  }),
  FILE_REFUSED: kind({
    status: 422,
    data: z.object({
      reason: z.enum(Object.keys(FILE_REFUSALS) as [keyof typeof FILE_REFUSALS]),
      /** The part, sheet or cell; empty where the whole file is meant. */
      place: z.string(),
      most: z.number().nullable(),
    }),
    zh: (d) => FILE_REFUSALS[d.reason].zh(d),
    en: (d) => FILE_REFUSALS[d.reason].en(d),
  }),
  WORKBOOK_UNKNOWN: kind({
    status: 422,
    data: z.object({ missing: z.enum(['stamp', 'codes', 'reports']) }),
    zh: (d) =>
      ({
        stamp: '这个工作簿不是从园衡下载的，或隐藏的版本页被删掉了。请先下载模板，把数字粘贴进去再上传。',
        codes: '工作簿里的隐藏代码行（列）不见了，对不上栏目。请重新下载模板，把数字粘贴进去再上传。',
        reports: '工作簿里没有这次要报的报表。请核对是否选错了文件，或从这一页重新下载模板。',
      })[d.missing],
    en: (d) =>
      ({
        stamp:
          'This workbook was not downloaded here, or its hidden page was removed. Download the template and paste your figures into it.',
        codes:
          'The hidden codes of the workbook are gone, so its columns cannot be told. Download the template again and paste your figures into it.',
        reports:
          'The workbook holds none of the reports asked for. Check the file, or download the template from this page.',
      })[d.missing],
  }),
  WORKBOOK_OF_OTHER_VERSION: kind({
    status: 409,
    data: z.object({
      form: z.string(),
      version: z.int(),
      periodCode: z.string(),
      wanted: z.object({ version: z.int(), periodCode: z.string() }),
      /** Fields that are filled in and have no place any more, and fields that the workbook does not have. */
      lost: z.array(z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }) })),
      fresh: z.array(z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }) })),
    }),
    zh: (d) =>
      `这是 ${d.periodCode} 第 ${d.version} 版的表，这里要的是 ${d.wanted.periodCode} 第 ${d.wanted.version} 版。可以按栏目换到新表，也可以重新下载模板填写。`,
    en: (d) =>
      `This is version ${d.version} for ${d.periodCode}; version ${d.wanted.version} for ${d.wanted.periodCode} is wanted. Convert it field by field, or download the template again.`,
  }),
  WORKBOOK_MOVED: kind({
    status: 409,
    data: nothing,
    zh: () => '预览之后报表有了变动，没有写入。请重新预览，看过新的对照后再写入。',
    en: () =>
      'The reports have changed since the preview; nothing was written. Look at a new preview, then write.',
  }),
  WORKBOOK_NOT_READY: kind({
    status: 422,
    data: z.object({ rows: z.array(z.int()) }),
    zh: (d) =>
      `第 ${d.rows.slice(0, 5).join('、')}${d.rows.length > 5 ? ' 等' : ''} 行还有要改的，共 ${d.rows.length} 行；一行也没有写入。请下载标注后的 Excel，改好再上传。`,
    en: (d) =>
      `${d.rows.length} rows need correction (row ${d.rows.slice(0, 5).join(', ')}${d.rows.length > 5 ? ' …' : ''}); none was written. Download the marked workbook, correct it and upload it again.`,
  }),
  REQUEST_ID_MISSING: kind({
    status: 400,
    data: nothing,
    zh: () => '写操作须带请求头 idempotency-key（UUID），重发时保持不变。',
    en: () => 'A write needs the header idempotency-key (a UUID), the same when it is sent again.',
  }),
  REQUEST_ID_REUSED: kind({
    status: 409,
    data: z.object({ requestId: z.string() }),
    zh: (d) => `请求号 ${d.requestId} 已用于另一件事，请换一个新的请求号。`,
    en: (d) => `Request id ${d.requestId} was used for something else. Use a new one.`,
  }),
  PURPOSE_BINDS_USE: kind({
    status: 409,
    data: z.object({ form: z.string(), legalNature: z.string() }),
    zh: (d) =>
      `报表 ${d.form} 属${d.legalNature}，其数据不得用于评价填报单位。请把评价方案改用行政管理或自愿填报的报表。`,
    en: (d) =>
      `The form ${d.form} is official statistics (${d.legalNature}): no evaluation may read it. Let the scheme use an administrative or voluntary form.`,
  }),
  ...IDENTITY_PROBLEMS,
  ...STATISTICS_PROBLEMS,
  ALREADY_EXISTS: kind({
    status: 409,
    data: z.object({ what: z.string() }),
    zh: (d) => `${d.what} 已存在，请换一个编号或使用已有的。`,
    en: (d) => `${d.what} exists already. Choose another code or use the existing one.`,
  }),
  PLACES_OVERLAP: kind({
    status: 409,
    data: z.object({ what: z.string() }),
    zh: (d) => `${d.what} 与已有的起止日期重叠。请先结束原来的一段。`,
    en: (d) => `${d.what} overlaps an existing range of dates. End the earlier one first.`,
  }),
  PERIOD_CLOSED: kind({
    status: 409,
    data: z.object({ period: z.string() }),
    zh: (d) => `${d.period} 已封账。需要更正时，请园区办重开该期。`,
    en: (d) => `${d.period} is closed. Ask the office to reopen it for a correction.`,
  }),
  PERIOD_NOT_YET: kind({
    status: 409,
    data: z.object({ period: z.string(), opensOn: z.string() }),
    zh: (d) => `${d.period} 于 ${d.opensOn} 开始报送，现在还不能开期。`,
    en: (d) => `${d.period} opens on ${d.opensOn}; it cannot be opened before.`,
  }),
  PERIOD_OF_OTHER_KIND: kind({
    status: 409,
    data: z.object({ period: z.string(), form: z.string(), frequency: z.enum(['month', 'quarter', 'year']) }),
    zh: (d) =>
      `${d.form} 是${FREQUENCY_NAMES[d.frequency].zh}，没有报告期 ${d.period}。请填写形如 ${FREQUENCY_NAMES[d.frequency].such} 的报告期。`,
    en: (d) =>
      `${d.form} is a ${FREQUENCY_NAMES[d.frequency].en} form; ${d.period} is no period of it. Give one like ${FREQUENCY_NAMES[d.frequency].such}.`,
  }),
  NO_DEMONSTRATION: kind({
    status: 409,
    data: z.object({ zone: z.string() }),
    zh: (d) => `${d.zone} 不是演示园区，按真实日期运行，不能设定。请改选演示园区。`,
    en: (d) =>
      `${d.zone} is no demonstration: it lives on the real day, which cannot be set. Choose a demonstration.`,
  }),
  DAY_BEFORE_LAST_ACT: kind({
    status: 409,
    data: z.object({ day: z.string(), lastAct: z.string() }),
    zh: (d) =>
      `演示日期不能早于最近一次办理的日子 ${d.lastAct}，${d.day} 太早。请选 ${d.lastAct} 或以后的日子。`,
    en: (d) =>
      `The demonstration's day cannot be before its last act on ${d.lastAct}; ${d.day} is too early. Choose ${d.lastAct} or later.`,
  }),
  PERIOD_HAS_UNFINISHED: kind({
    status: 409,
    data: z.object({ period: z.string(), unfinished: z.int() }),
    zh: (d) => `${d.period} 还有 ${d.unfinished} 份已报未核定，核定或退回之后才能封账。`,
    en: (d) =>
      `${d.period} has ${d.unfinished} submitted but not accepted reports. Accept or send them back before closing.`,
  }),
  ACCEPTED_BY_OTHERS: kind({
    status: 403,
    data: z.object({ form: z.string(), acceptedBy: z.enum(['office', 'operator']) }),
    zh: (d) =>
      `《${d.form}》由${d.acceptedBy === 'office' ? '园区办' : '运营管理机构'}核定、退回和退回更正，请由其办理。`,
    en: (d) =>
      `"${d.form}" is accepted, sent back and reopened by the ${d.acceptedBy === 'office' ? 'zone office' : 'operating body'}; ask it to do so.`,
  }),
  CALENDAR_UNKNOWN: kind({
    status: 422,
    data: z.object({ year: z.int() }),
    zh: (d) => `${d.year} 年节假日安排尚未公布，算不出工作日期限。`,
    en: (d) => `The holidays of ${d.year} are not announced yet; no working-day limit can be computed.`,
  }),
  TASK_LEAD_SUPPORTS: kind({
    status: 409,
    data: nothing,
    zh: () => '牵头单位不能同时列为配合单位，请从配合单位中去掉它。',
    en: () => 'The leading unit cannot support itself. Take it off the supporting units.',
  }),
  ENTERED_VALUE_SELF_ACCEPTED: kind({
    status: 409,
    data: nothing,
    zh: () => '录入人不能核定自己录入的数，请另一位同事核定。',
    en: () => 'Who entered a value may not accept it. Ask a colleague.',
  }),
  LIST_UNREADABLE: kind({
    status: 422,
    data: z.object({
      reason: z.enum(['no_heading', 'no_unit', 'no_period', 'not_a_table', 'broken_text']),
      named: z.array(z.string()),
    }),
    zh: (d) => `这份名册没有读入：${UNREADABLE[d.reason].zh(d.named.join('、'))}`,
    en: (d) => `The list was not read: ${UNREADABLE[d.reason].en(d.named.join(', '))}`,
  }),
  LIST_IMPORTED_BEFORE: kind({
    status: 409,
    data: z.object({ fileName: z.string(), at: z.string(), importId: z.string() }),
    zh: (d) =>
      `同一份文件已于 ${d.at.slice(0, 10)} 以 ${d.fileName} 导入，不再重复计入。可在名册清单中查看。`,
    en: (d) =>
      `The same file was imported on ${d.at.slice(0, 10)} as ${d.fileName} and counts once. See it among the lists.`,
  }),
  LIST_CLOSED: kind({
    status: 409,
    data: z.object({ fileName: z.string() }),
    zh: (d) => `${d.fileName} 已经办理完毕，不能再导入或放弃。需要时请重新上传。`,
    en: (d) => `${d.fileName} was imported or put away already. Send it again if you need to.`,
  }),
  LIST_NOT_CONFIRMED: kind({
    status: 409,
    data: z.object({ fileName: z.string() }),
    zh: (d) => `${d.fileName} 还没有确认导入，先确认，再逐行认领。`,
    en: (d) => `${d.fileName} is not imported yet. Confirm it, then decide its rows.`,
  }),
  ROW_DECIDED: kind({
    status: 409,
    data: z.object({ row: z.int() }),
    zh: (d) => `第 ${d.row} 行不在待认之列，或已有人认领。请刷新后再看。`,
    en: (d) => `Row ${d.row} does not wait for a person, or somebody has decided it. Reload the page.`,
  }),
  ...CARRIER_PROBLEMS,
  INTERNAL: kind({
    status: 500,
    data: z.object({ traceId: z.string() }),
    zh: (d) => `系统出错，未做任何改动。请把编号 ${d.traceId} 告诉管理员。`,
    en: (d) =>
      `Something failed on our side and nothing was changed. Tell the administrator the number ${d.traceId}.`,
  }),
  STARTING: kind({
    status: 503,
    data: z.object({ share: z.number(), what: z.object({ zh: z.string(), en: z.string() }) }),
    zh: (d) => `系统正在启动：${d.what.zh}（${Math.floor(d.share * 100)}%）。完成后即可使用，请稍候。`,
    en: (d) =>
      `The system is starting: ${d.what.en} (${Math.floor(d.share * 100)}%). Wait a moment and try again.`,
  }),
  DATABASE_AWAY: kind({
    status: 503,
    data: nothing,
    zh: () => '数据库暂时连不上，请过几秒重试；已确认的内容不会丢。',
    en: () =>
      'The database cannot be reached for the moment. Try again in a few seconds; nothing acknowledged is lost.',
  }),
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
export type ProblemData<C extends ProblemCode> = z.infer<(typeof PROBLEMS)[C]['data']>;

type ErrorsOf<C extends ProblemCode> = { [K in C]: { status: number; data: (typeof PROBLEMS)[K]['data'] } };

/** The part of the catalogue that one operation may answer with, in the form that a contract takes. */
export function problems<C extends ProblemCode>(...codes: C[]): ErrorsOf<C> {
  const entries = codes.map((code) => [code, { status: PROBLEMS[code].status, data: PROBLEMS[code].data }]);
  return Object.fromEntries(entries) as ErrorsOf<C>;
}
