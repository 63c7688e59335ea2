/**
 * Faults that the tests must notice. Each replaces one exact text of one file; the named tests of the named file must
 * turn red by it. A text that moved fails, so that a mutant never dies out unnoticed.
 */
export interface Mutant {
  readonly name: string;
  readonly part: 'kernel' | 'statistics' | 'identity' | 'formula' | 'evaluation';
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly text: string;
  readonly replacement: string;
  /** The test file, and how the titles of the tests that must fail begin or go on. */
  readonly test: string;
  readonly titled: string;
}

const SERVER = 'packages/server/src';
const WALLS = `${SERVER}/app/zone-walls.db.test.ts`;
const WRITES = `${SERVER}/app/write-path.db.test.ts`;
const SIGN_IN = `${SERVER}/app/sign-in.db.test.ts`;
const REPORTS = `${SERVER}/modules/statistics/submission.db.test.ts`;
const FIGURES = `${SERVER}/modules/indicators/indicators.db.test.ts`;
const WORKBOOK = `${SERVER}/kernel/files/workbook.test.ts`;
const PEOPLE = `${SERVER}/app/people.db.test.ts`;
const ACCOUNT = `${SERVER}/app/account.db.test.ts`;
const SECOND_FACTOR = `${SERVER}/app/second-factor.db.test.ts`;
const EXCHANGE = `${SERVER}/modules/exchange/exchange.db.test.ts`;
const PURPOSE = `${SERVER}/app/purpose.db.test.ts`;

const NAMES = 'packages/engine/src/names/match-name.test.ts';
const LISTS = `${SERVER}/modules/enterprises/list-import.db.test.ts`;

const FORMULA = 'packages/engine/src/formula';
const BACK_ENDS = `${SERVER}/app/formula-backends.db.test.ts`;

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'a formula divides in SQL as PostgreSQL does',
    part: 'formula',
    file: `${FORMULA}/sql/operators.ts`,
    text: 'return numberOf(`round(${cut} * 0.000000000000000000001, 20)`);',
    replacement: 'return numberOf(`(${a.sql} / nullif(${b.sql}, 0))`);',
    test: BACK_ENDS,
    titled: 'trace and SQL agree on generated formulas of seed 7',
  },
  {
    name: 'a condition in SQL that cannot be told leads to the else branch',
    part: 'formula',
    file: `${FORMULA}/sql/operators.ts`,
    text: 'when false then ${otherwise} end',
    replacement: 'else ${otherwise} end',
    test: BACK_ENDS,
    titled: 'trace and SQL agree on the checking rules with each field missing',
  },
  {
    name: 'a list that is narrowed by an unknown limit is empty',
    part: 'formula',
    file: `${FORMULA}/evaluate.ts`,
    text: 'if (told.some((answer, i) => answer === null && items[i] !== null)) return null;',
    replacement: '',
    test: 'packages/engine/src/formula/hostile.test.ts',
    titled: 'what is missing count(表[item > 空])',
  },
  {
    name: 'the policies of the database forget the zone',
    part: 'kernel',
    file: `${SERVER}/migrations/0001_kernel.sql`,
    text: `$p$zone_id = nullif(current_setting('app.zone', true), '')::uuid$p$`,
    replacement: `$p$zone_id is not null$p$`,
    test: WALLS,
    titled: 'without entering a zone no table shows a row',
  },
  {
    name: 'a new row may lie at any place',
    part: 'kernel',
    file: `${SERVER}/migrations/0001_kernel.sql`,
    text: `case seen_by when 'place' then in_place else in_zone end`,
    replacement: `in_zone`,
    test: WALLS,
    titled: 'a row of another place is added to no table that has places',
  },
  {
    name: 'a place reaches beyond its own end',
    part: 'kernel',
    file: `${SERVER}/kernel/actor.ts`,
    text: 'to: `${placePath.slice(0, -1)}0`',
    replacement: "to: '~'",
    test: WALLS,
    titled: 'each reader sees in every table exactly the rows of their zone, place and enterprise',
  },
  {
    name: 'the zone that was entered stays on the connection',
    part: 'kernel',
    file: `${SERVER}/migrations/0001_kernel.sql`,
    text: `execute format('set local app.zone = %L', zone);`,
    replacement: `execute format('set app.zone = %L', zone);`,
    test: WALLS,
    titled: 'after commit nothing is left of the place that was entered',
  },
  {
    name: 'a write without an audit entry is committed',
    part: 'kernel',
    file: `${SERVER}/kernel/operation/operation.ts`,
    text: 'if (ctx.audit.deeds.length === 0)',
    replacement: 'if (ctx.audit.deeds.length < 0)',
    test: WRITES,
    titled: 'a write without an audit entry is not committed',
  },
  {
    name: 'audit entries are counted and not written',
    part: 'kernel',
    file: `${SERVER}/kernel/operation/operation.ts`,
    text: 'deeds: ctx.audit.deeds }',
    replacement: 'deeds: ctx.audit.deeds.slice(1) }',
    test: WRITES,
    titled: 'a write leaves its row, its audit entry and its answer',
  },
  {
    name: 'a request id that was answered acts again',
    part: 'kernel',
    file: `${SERVER}/kernel/operation/operation.ts`,
    text: 'if (known) return',
    replacement: 'if (known && !known) return',
    test: WRITES,
    titled: 'a request id that was answered gets the first answer again',
  },
  {
    name: 'a request id may be used for another question',
    part: 'kernel',
    file: `${SERVER}/kernel/operation/operation.ts`,
    text: 'before.input_digest === inputDigest',
    replacement: 'before.input_digest.length === inputDigest.length',
    test: WRITES,
    titled: 'a request id that was answered gets the first answer again',
  },
  {
    name: 'who failed keeps what was written',
    part: 'kernel',
    file: `${SERVER}/kernel/db/with-actor.ts`,
    text: "await client.query('rollback');",
    replacement: "await client.query('commit');",
    test: WRITES,
    titled: 'a write that fails after it wrote leaves nothing',
  },
  {
    name: 'an operation may answer without asking for its right',
    part: 'kernel',
    file: `${SERVER}/kernel/operation/rights.ts`,
    text: 'if (!this.#asked) throw',
    replacement: 'if (this.#asked && !this.#asked) throw',
    test: WRITES,
    titled: 'a write that never asked for its right is not committed',
  },
  {
    name: 'administrators may be idle as long as everybody',
    part: 'kernel',
    file: `${SERVER}/kernel/http/session.ts`,
    text: 'SIGN_IN_LIMITS.idleMinutesAdmin]',
    replacement: 'SIGN_IN_LIMITS.idleMinutes]',
    test: SIGN_IN,
    titled: 'of a security administrator ends after 15 idle minutes',
  },
  {
    name: 'of two editors the second is not refused',
    part: 'statistics',
    file: `${SERVER}/modules/statistics/draft.service.ts`,
    text: 'if (draft && draft.version !== input.version) {',
    replacement: 'if (draft && draft.version < input.version) {',
    test: REPORTS,
    titled: 'of two editors the second is refused, and told both values',
  },
  {
    name: 'errors are left in a report that is submitted',
    part: 'statistics',
    file: `${SERVER}/modules/statistics/answers.service.ts`,
    text: 'errors.length + unexplained.length + missing.length > 0',
    replacement: 'errors.length + unexplained.length + missing.length > 99',
    test: REPORTS,
    titled: 'errors, empty required fields and queries without explanation refuse a submission',
  },
  {
    name: 'sums move with the wrong sign',
    part: 'statistics',
    file: `${SERVER}/modules/statistics/fact.store.ts`,
    text: '(BigInt(values[i] ?? 0) - BigInt(old?.[i] ?? 0))',
    replacement: '(BigInt(values[i] ?? 0) + BigInt(old?.[i] ?? 0))',
    test: REPORTS,
    titled:
      'after closing, a correction needs the period and the report reopened with reasons, and counts once',
  },
  {
    name: 'what a correction replaced still counts',
    part: 'statistics',
    file: `${SERVER}/modules/statistics/fact.store.ts`,
    text: 'update app.fact f set known_to = e.now',
    replacement: 'update app.fact f set known_to = f.known_to',
    test: REPORTS,
    titled:
      'after closing, a correction needs the period and the report reopened with reasons, and counts once',
  },
  {
    name: 'a closed period takes acts',
    part: 'statistics',
    file: `${SERVER}/modules/statistics/period.service.ts`,
    text: "if (period.status === 'closed') throw problem('PERIOD_CLOSED'",
    replacement: "if (period.status !== 'closed' && period.code === '') throw problem('PERIOD_CLOSED'",
    test: REPORTS,
    titled:
      'after closing, a correction needs the period and the report reopened with reasons, and counts once',
  },
  {
    name: 'reading as of an instant takes what came later',
    part: 'statistics',
    file: `${SERVER}/modules/statistics/fact.views.ts`,
    text: 'and f.known_from <= ${q.asOf} and f.known_to > ${q.asOf}\n    order by',
    replacement: 'and f.known_to >= ${q.asOf}\n    order by',
    test: FIGURES,
    titled: 'as of an instant before a correction the old figure is read, after it the new one',
  },
  {
    name: 'official statistics are read by an evaluation',
    part: 'statistics',
    file: `${SERVER}/modules/statistics/fact.views.ts`,
    text: "if (first && !mayBeReadFor(first.nature ?? '', q.purpose))",
    replacement: "if (first && !mayBeReadFor(first.nature ?? '', 'figures'))",
    test: PURPOSE,
    titled: 'an evaluation that reads official statistics is refused, previewed or closed',
  },
  {
    name: 'a total of two respondents leaves the office',
    part: 'statistics',
    file: 'packages/engine/src/statistics/purpose.ts',
    text: 'FEWEST_RESPONDENTS = 3',
    replacement: 'FEWEST_RESPONDENTS = 2',
    test: PURPOSE,
    titled: 'a total of fewer than three respondents stays in the office',
  },
  {
    name: 'a part may unpack to more than it says',
    part: 'kernel',
    file: `${SERVER}/kernel/files/zip-gate.ts`,
    text: 'if (bytes > entry.bytes) throw',
    replacement: 'if (bytes > MOST.inflatedBytes) throw',
    test: WORKBOOK,
    titled:
      'a hostile file is refused as a whole, with the place and the way out a bomb that says it is small',
  },
  {
    name: 'a number is taken as the file has it, with the rest of its binary digits',
    part: 'kernel',
    file: `${SERVER}/kernel/files/cell-values.ts`,
    text: 'number.toPrecision(DIGITS)',
    replacement: 'String(number)',
    test: WORKBOOK,
    titled: 'what is typed in a cell arrives as it was typed numbers keep the 15 digits',
  },
  {
    name: 'the hash of the cover sheet leaves out the explanations',
    part: 'statistics',
    file: `${SERVER}/modules/statistics/cover.ts`,
    text: '    canonical(r.explanations),\n',
    replacement: '',
    test: `${SERVER}/modules/statistics/cover.db.test.ts`,
    titled: 'the hash on the cover sheet is the SHA-256 of the eleven lines',
  },
  {
    name: 'a paper of another zone is taken for one of ours',
    part: 'statistics',
    file: `${SERVER}/modules/statistics/cover.read.ts`,
    text: ' || (zone !== null && recorded.zone.toUpperCase() !== zone)',
    replacement: '',
    test: `${SERVER}/modules/statistics/cover.db.test.ts`,
    titled: 'a paper of a report that is not there, of another zone',
  },
  {
    name: 'two numbers pasted into one cell become a longer one',
    part: 'statistics',
    file: 'packages/web/src/features/statistics/grid/paste.ts',
    text: `'↵'`,
    replacement: `''`,
    test: 'packages/web/src/features/statistics/grid/paste.test.ts',
    titled: 'two numbers in one cell do not become a longer one',
  },
  {
    name: 'a branch is taken for its head office',
    part: 'kernel',
    file: 'packages/engine/src/names/match-name.ts',
    text: "{ decision: 'related', candidates:",
    replacement: "{ decision: 'match', candidates:",
    test: NAMES,
    titled: 'a branch is never its head office, nor the other way round',
  },
  {
    name: 'a code is repaired into one that the register does not have',
    part: 'kernel',
    file: 'packages/engine/src/department-list/judge-list.ts',
    text: 'const known = register.byCode(code.repaired);',
    replacement: 'const known = register.byCode(code.code);',
    test: LISTS,
    titled: 'a preview imports nothing; confirmed, accepted rows are values in 元 with their file and row',
  },
  {
    name: 'the same file counts twice',
    part: 'kernel',
    file: `${SERVER}/modules/enterprises/list-import.service.ts`,
    text: '  if (!before) return;',
    replacement: '  if (before) return;\n  if (!before) return;',
    test: LISTS,
    titled: 'the same file counts once, and a later one of the period supersedes it',
  },
  {
    name: 'who created a person grants them a role',
    part: 'identity',
    file: `${SERVER}/modules/identity/assignment.service.ts`,
    text: 'if (createdBy === ctx.actor.memberId)',
    replacement: 'if (createdBy === id)',
    test: PEOPLE,
    titled: 'is refused to who created the person',
  },
  {
    name: 'an administrator may hold another role',
    part: 'identity',
    file: `${SERVER}/migrations/0038_people.sql`,
    text: "then 'administrator' else 'business' end) with <>,",
    replacement: "then 'business' else 'business' end) with <>,",
    test: PEOPLE,
    titled: 'keeps the three administrators apart from one another and from every other role',
  },
  {
    name: 'a code that was accepted is accepted again',
    part: 'identity',
    file: `${SERVER}/migrations/0039_second_factor.sql`,
    text: 'where f.person_id = who and f.last_step < step;',
    replacement: 'where f.person_id = who;',
    test: SECOND_FACTOR,
    titled: 'takes no code twice, not even in two sessions at the same moment',
  },
  {
    name: 'a session that owes its code is signed in',
    part: 'identity',
    file: `${SERVER}/kernel/http/request-context.ts`,
    text: "if (session.stage !== 'full')",
    replacement: "if (session.stage === 'enrol')",
    test: SECOND_FACTOR,
    titled: 'that is due lets nothing through but the code',
  },
  {
    name: 'a delegation outlasts the role it was delegated from',
    part: 'identity',
    file: `${SERVER}/migrations/0038_people.sql`,
    text: '(o.valid @> day and ob.valid @> day and ob.disabled_at is null)',
    replacement: '(ob.disabled_at is null)',
    test: ACCOUNT,
    titled: 'is over when the role it was delegated from is over',
  },
  {
    name: 'a workbook with a wrong cell is written all the same',
    part: 'statistics',
    file: `${SERVER}/modules/exchange/exchange.service.ts`,
    text: "outcome === 'ready' && (act === 'save'",
    replacement: "outcome !== 'refused' && (act === 'save'",
    test: EXCHANGE,
    titled: 'a workbook that comes back with one wrong cell writes nothing',
  },
  {
    name: 'a workbook that is sent twice is written twice',
    part: 'statistics',
    file: `${SERVER}/modules/exchange/judge.ts`,
    text: "return { outcome: 'same', reason: null };",
    replacement: "return { outcome: 'ready', reason: null };",
    test: EXCHANGE,
    titled: 'a workbook that comes back counts once though it is sent twice',
  },
  {
    name: 'a carrier is removed without a notice before it',
    part: 'evaluation',
    file: 'packages/engine/src/carrier-status/propose.ts',
    text: 'failures.length >= rule.removeAfter && noticedOn !== null',
    replacement: 'failures.length >= rule.removeAfter',
    test: 'packages/engine/src/carrier-status/carrier-status.test.ts',
    titled: 'where notices were never given, failures lead to a notice first',
  },
  {
    name: 'the grade compares what was not rounded',
    part: 'evaluation',
    file: 'packages/engine/src/evaluation/grading.ts',
    text: '.plus(counted).minus(penalty).round(decimals)',
    replacement: ".plus(counted).minus(penalty).round(decimals, 'floor')",
    test: 'packages/engine/src/evaluation/grading.test.ts',
    titled: 'is rounded half up once, and the grade compares the rounded value',
  },
];
