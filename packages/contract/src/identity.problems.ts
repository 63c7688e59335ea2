import { z } from 'zod';
import { kind, nothing } from './problem-kind.ts';
import { ROLES, ROLE_NAMES } from './words/index.ts';

/** Why a password is refused. */
const WEAK = {
  short: {
    zh: (n: number) => `密码不足 ${n} 位，`,
    en: (n: number) => `The password has fewer than ${n} characters.`,
  },
  kinds: {
    zh: () => '密码须含大写字母、小写字母、数字、其他字符中的至少三种，',
    en: () => 'The password needs three of: capitals, small letters, digits, other characters.',
  },
  name: { zh: () => '密码不能含账号名，', en: () => 'The password must not contain the sign-in name.' },
  repeats: {
    zh: () => '密码用到的不同字符太少，',
    en: () => 'The password uses too few different characters.',
  },
} as const;

const Day = z.iso.date();

/** Failures about people, rights and signing in. */
export const IDENTITY_PROBLEMS = {
  NO_SUCH_ASSIGNMENT: kind({
    status: 404,
    data: z.object({ assignmentId: z.string() }),
    zh: () => '您没有这个岗位，或它已到期。',
    en: () => 'You do not have this role assignment, or it has ended.',
  }),
  ADMINISTRATORS_EXCLUDE_ONE_ANOTHER: kind({
    status: 409,
    data: nothing,
    zh: () => '系统、安全、审计三类管理员互斥，同一人同一时期只能担任其中一个；请改派他人，或先结束其现任。',
    en: () =>
      'System, security and audit administrator exclude one another for the same person and time; name somebody else or end the other role first.',
  }),
  ADMINISTRATORS_HAVE_NO_OTHER_ROLE: kind({
    status: 409,
    data: nothing,
    zh: () => '系统、安全、审计管理员不得兼任业务岗位；请改派他人，或先结束其现任岗位。',
    en: () =>
      'A system, security or audit administrator holds no other role at the same time; name somebody else or end the other role first.',
  }),
  SECOND_PERSON_NEEDED: kind({
    status: 409,
    data: z.object({ name: z.string() }),
    zh: (d) => `${d.name}是您创建的，创建与授权须由两人办理；请另一位安全管理员授予岗位。`,
    en: (d) =>
      `You created ${d.name}; creating and granting take two people. Ask another security administrator to grant the role.`,
  }),
  LAST_HOLDER: kind({
    status: 409,
    data: z.object({ role: z.enum(ROLES) }),
    zh: (d) =>
      `这是最后一位能长期登录的${ROLE_NAMES[d.role].zh}，不能停用、结束或设期限；请先让另一人担任${ROLE_NAMES[d.role].zh}并完成首次登录设置。`,
    en: (d) =>
      `This is the last ${ROLE_NAMES[d.role].en} who can sign in without an end; first let somebody else hold the role and set their password.`,
  }),
  ROLE_HELD_ALREADY: kind({
    status: 409,
    data: z.object({ name: z.string(), role: z.enum(ROLES) }),
    zh: (d) =>
      `${d.name}在这段时间已任同一处的${ROLE_NAMES[d.role].zh}，不必再给一次；如要改期限，请改已有的岗位。`,
    en: (d) =>
      `${d.name} is ${ROLE_NAMES[d.role].en} at this place in this time already. Change the days of that assignment instead.`,
  }),
  PLACE_NEEDED: kind({
    status: 422,
    data: z.object({ role: z.enum(ROLES), kind: z.string() }),
    zh: (d) => `${ROLE_NAMES[d.role].zh}须选定地点，且地点要与岗位相符；请从该岗位的地点清单中选一个。`,
    en: (d) =>
      `${ROLE_NAMES[d.role].en} is held at a place of its own kind (${d.kind}). Choose one of its list of places.`,
  }),
  DAYS_REFUSED: kind({
    status: 422,
    data: z.object({ earliest: Day, latest: Day.nullable() }),
    zh: (d) =>
      `起止日期不对：不能早于 ${d.earliest}${d.latest === null ? '' : `，不能晚于 ${d.latest}`}，止日不能早于起日。请改日期。`,
    en: (d) =>
      `These days do not fit: not before ${d.earliest}${d.latest === null ? '' : `, not after ${d.latest}`}, the last not before the first. Change them.`,
  }),
  ASSIGNMENT_OVER: kind({
    status: 409,
    data: nothing,
    zh: () => '这个岗位已经结束，不必再办。页面可能已过时，请刷新。',
    en: () => 'This role assignment has ended already. Reload the page.',
  }),
  CANNOT_DELEGATE: kind({
    status: 409,
    data: z.object({ role: z.enum(ROLES) }),
    zh: (d) =>
      `${ROLE_NAMES[d.role].zh}的岗位不能委托：管理员的岗位、别人委托来的岗位都不得再委托。请由安全管理员另行授岗。`,
    en: (d) =>
      `This assignment as ${ROLE_NAMES[d.role].en} cannot be delegated: neither an administrator's nor one that was delegated. Ask the security administrator to grant a role.`,
  }),
  NOT_OF_MY_PLACE: kind({
    status: 404,
    data: nothing,
    zh: () => '只能委托给同一处任职的另一位人员。请从清单中选人，或由安全管理员另行授岗。',
    en: () =>
      'Only another member of the same place can act for you. Choose from the list, or ask the security administrator to grant a role.',
  }),
  LOGIN_TAKEN: kind({
    status: 409,
    data: z.object({ login: z.string() }),
    zh: (d) => `账号 ${d.login} 已有人使用，请换一个账号名。`,
    en: (d) => `The sign-in name ${d.login} is taken. Choose another one.`,
  }),
  LOGIN_NEEDED: kind({
    status: 422,
    data: z.object({ name: z.string() }),
    zh: (d) => `${d.name}还没有账号，请给一个账号名再生成链接。`,
    en: (d) => `${d.name} has no sign-in name yet. Give one to make the link.`,
  }),
  SIGN_IN_SHARED: kind({
    status: 409,
    data: z.object({ name: z.string() }),
    zh: (d) => `${d.name}同时在其他园区任职，一个园区不能重置其登录；请本人用原密码登录后自行修改。`,
    en: (d) =>
      `${d.name} is a member of another zone too; one zone cannot reset the sign-in. They can sign in and change the password themselves.`,
  }),
  NOT_LOCKED: kind({
    status: 409,
    data: z.object({ name: z.string() }),
    zh: (d) => `${d.name}的账号没有被锁定，不用解锁；忘了密码请系统管理员重置登录。`,
    en: (d) =>
      `${d.name} is not locked. For a forgotten password ask the system administrator to reset the sign-in.`,
  }),
  LINK_SPENT: kind({
    status: 404,
    data: nothing,
    zh: () => '这个一次性链接不对、已用过或已过期。请向系统管理员要一个新的。',
    en: () => 'This one-time link is wrong, used or expired. Ask the system administrator for a new one.',
  }),
  SECOND_FACTOR_DUE: kind({
    status: 401,
    data: z.object({ stage: z.enum(['code', 'enrol']) }),
    zh: (d) =>
      d.stage === 'code'
        ? '还要输入第二因子的验证码才能继续；请在登录页的下一步输入。'
        : '您的岗位须先登记第二因子才能继续；请在登录页的下一步登记。',
    en: (d) =>
      d.stage === 'code'
        ? 'The code of your second factor is due before anything else. Enter it in the next step of signing in.'
        : 'Your role needs a second factor before anything else. Begin one in the next step of signing in.',
  }),
  CODE_REFUSED: kind({
    status: 422,
    data: z.object({ maxFailures: z.int(), lockMinutes: z.int() }),
    zh: (d) =>
      `验证码不对、已用过或已被锁定。请等下一个验证码再试；连续 ${d.maxFailures} 次输错，锁定 ${d.lockMinutes} 分钟。`,
    en: (d) =>
      `The code is wrong, was used, or is locked. Wait for the next one; ${d.maxFailures} wrong tries lock it for ${d.lockMinutes} minutes.`,
  }),
  SECOND_FACTOR_ON: kind({
    status: 409,
    data: nothing,
    zh: () => '您的第二因子已启用；换手机请先由安全管理员重置。',
    en: () =>
      'Your second factor is on already. For another phone ask the security administrator to reset it first.',
  }),
  SECOND_FACTOR_OFF: kind({
    status: 409,
    data: z.object({ name: z.string() }),
    zh: (d) => `${d.name}没有启用第二因子，不用重置。`,
    en: (d) => `${d.name} has no second factor; there is nothing to reset.`,
  }),
  PASSWORD_WRONG: kind({
    status: 403,
    data: z.object({ maxFailures: z.int(), lockMinutes: z.int() }),
    zh: (d) =>
      `现在的密码不对，没有改动。连续 ${d.maxFailures} 次输错，账号锁定 ${d.lockMinutes} 分钟；忘了请系统管理员重置登录。`,
    en: (d) =>
      `The present password is wrong, nothing was changed. ${d.maxFailures} wrong tries lock the account for ${d.lockMinutes} minutes; if you forgot it, ask the system administrator for a reset.`,
  }),
  PASSWORD_TOO_WEAK: kind({
    status: 422,
    data: z.object({ leastLength: z.int(), why: z.enum(['short', 'kinds', 'name', 'repeats']) }),
    zh: (d) => `${WEAK[d.why].zh(d.leastLength)}请换一个。`,
    en: (d) => `${WEAK[d.why].en(d.leastLength)} Choose another one.`,
  }),
  PASSWORD_USED_BEFORE: kind({
    status: 422,
    data: z.object({ latest: z.int() }),
    zh: (d) => `最近用过的 ${d.latest} 个密码不能再用，请换一个新的。`,
    en: (d) => `None of your latest ${d.latest} passwords may be used again. Choose a new one.`,
  }),
  NOT_ONESELF: kind({
    status: 409,
    data: nothing,
    zh: () => '不能办理自己的账号和岗位，请另一位管理员办理。',
    en: () => 'You cannot do this to your own account. Ask another administrator.',
  }),
} as const;
