/** What becomes of each row of a department's list: taken, kept for a person, or refused with a reason. */
import { Decimal } from '../formula/index.ts';
import { type NameDecision, headOfficeIn, sameName } from '../names/index.ts';
import type { CellFault, EnterpriseRow, ForeignAmount, OtherRow, ReadList } from './read-list.ts';

/** An enterprise as the register knows it. */
export interface RegisteredEnterprise {
  readonly id: string;
  readonly name: string;
  readonly formerNames: readonly string[];
}

/** The register, as far as the rows of a list ask for it. */
export interface Register {
  byCode(uscc: string): RegisteredEnterprise | undefined;
  codeOf(id: string): string;
  decideName(name: string): NameDecision;
}

export interface RowMatch {
  /** The enterprise, or the likeliest one; absent where only a person can say. */
  readonly id?: string;
  readonly by: 'uscc' | 'uscc_corrected' | 'name' | 'short_name' | 'former_name';
  readonly candidates?: readonly string[];
}

export interface JudgedRow {
  readonly row: number;
  readonly status: 'accepted' | 'queued' | 'rejected' | 'ignored';
  readonly reason: string | null;
  readonly match: RowMatch | null;
  readonly uscc: string | null;
  readonly period: string | null;
  readonly values: Readonly<Record<string, string | null>> | null;
  readonly foreign: Readonly<Record<string, ForeignAmount>>;
  readonly formerName: string | null;
  readonly warnings: readonly string[];
  readonly faults: readonly CellFault[];
  /** As typed, for the person who decides. */
  readonly name: string | null;
  readonly code: string | null;
  readonly totals: readonly TotalCheck[];
}

/** A printed total beside the sum of the accepted and queued rows, in 元; missing ones count nothing. */
export interface TotalCheck {
  readonly column: string;
  readonly printed: string;
  readonly sum: string;
  readonly agrees: boolean;
}

export function judgeList(list: ReadList, register: Register): JudgedRow[] {
  const judged = list.rows.map((row) => (row.kind === 'other' ? setAside(row) : judgeRow(row, register)));
  const once = withoutDuplicates(judged);
  return once.map((row, i) => {
    const read = list.rows[i];
    return read?.kind === 'other' && read.reason === 'total_row'
      ? { ...row, totals: totalsOf(read, once) }
      : row;
  });
}

const NOTHING = {
  match: null,
  uscc: null,
  period: null,
  values: null,
  foreign: {},
  formerName: null,
} as const;

const setAside = ({ row, reason }: OtherRow): JudgedRow => ({
  ...NOTHING,
  row,
  status: 'ignored',
  reason,
  warnings: [],
  faults: [],
  name: null,
  code: null,
  totals: [],
});

/** Whose row it is, before its figures are looked at. */
interface Whose {
  readonly status: 'accepted' | 'queued' | 'rejected';
  readonly reason: string | null;
  readonly match: RowMatch | null;
  readonly warnings: readonly string[];
}

function judgeRow(row: EnterpriseRow, register: Register): JudgedRow {
  const whose = whoseRow(row, register);
  const { id } = whose.match ?? {};
  const judged: JudgedRow = {
    row: row.row,
    status: whose.status,
    reason: whose.reason,
    match: whose.match,
    uscc: id === undefined || isOpen(whose) ? null : register.codeOf(id),
    period: row.period,
    values: row.values,
    foreign: row.foreign,
    formerName: row.formerName,
    warnings: [...row.warnings, ...whose.warnings],
    faults: row.faults,
    name: row.name === '' ? null : row.name,
    code: 'code' in row.code ? row.code.code : null,
    totals: [],
  };
  if (whose.status === 'rejected') return { ...judged, values: null };
  const [fault] = row.faults;
  if (fault)
    return {
      ...judged,
      status: 'rejected',
      reason: fault.reason,
      values: fault.reason === 'not_a_number' ? null : row.values,
    };
  if (Object.keys(row.foreign).length > 0 && whose.status === 'accepted')
    return { ...judged, status: 'queued', reason: 'foreign_currency' };
  return judged;
}

/** Found by its name alone and left to a person: no code is written beside it yet. */
const isOpen = ({ status, match }: Whose): boolean => status === 'queued' && !match?.by.startsWith('uscc');

function whoseRow(row: EnterpriseRow, register: Register): Whose {
  const { code } = row;
  if (code.kind === 'valid') {
    const known = register.byCode(code.code);
    return known ? byCode(row, { known, by: 'uscc', warnings: [] }, register) : byForeignCode(row, register);
  }
  // a code that the register has is that enterprise's, also where its check character is wrong there too
  const verbatim = 'code' in code ? register.byCode(code.code) : undefined;
  if (verbatim) return byCode(row, { known: verbatim, by: 'uscc', warnings: [] }, register);
  if (code.kind === 'repairable') {
    const known = register.byCode(code.repaired);
    if (known) return byCode(row, { known, by: 'uscc_corrected', warnings: code.repairs }, register);
  }
  const why =
    code.kind === 'missing'
      ? 'uscc_missing'
      : code.kind === 'lost'
        ? 'uscc_lost_to_scientific_notation'
        : 'uscc_checksum_wrong';
  return byName(row, why, register);
}

interface ByCode {
  readonly known: RegisteredEnterprise;
  readonly by: 'uscc' | 'uscc_corrected';
  readonly warnings: readonly string[];
}

/** The code says who it is; the name must not say that it is somebody else. */
function byCode(row: EnterpriseRow, { known, by, warnings }: ByCode, register: Register): Whose {
  const match = { id: known.id, by };
  const taken = (...more: string[]): Whose => ({
    status: 'accepted',
    reason: null,
    match,
    warnings: [...warnings, ...more],
  });
  const same = sameName(row.name);
  if (same === '') return taken('name_missing');
  if (same === sameName(known.name)) return taken();
  const { candidates, decision } = register.decideName(row.name);
  const other = candidates.find(({ id, why }) => id !== known.id && why === 'same');
  if (decision !== 'none' && other) {
    const isHead = sameName(headOfficeIn(known.name) ?? '') === same;
    const says = isHead ? `name_is_headquarters_of_branch ${other.id}` : `name_belongs_to_${other.id}`;
    return { status: 'queued', reason: 'uscc_name_conflict', match, warnings: [...warnings, says] };
  }
  if (known.formerNames.some((former) => sameName(former) === same)) return taken('former_name');
  if (row.formerName !== null && sameName(row.formerName) === sameName(known.name)) return taken('renamed');
  if (decision === 'suggest' && candidates[0]?.id === known.id) return taken('name_differs');
  return { status: 'queued', reason: 'name_unknown_needs_person', match, warnings };
}

/** A right code that the register does not have: another enterprise, even under a known name. */
function byForeignCode(row: EnterpriseRow, register: Register): Whose {
  const { decision, candidates } = register.decideName(row.name);
  const [first] = candidates;
  if (decision !== 'match' || first === undefined)
    return { status: 'rejected', reason: 'not_in_registry', match: null, warnings: [] };
  return {
    status: 'queued',
    reason: 'uscc_not_in_registry',
    match: { id: first.id, by: 'name' },
    warnings: [],
  };
}

/** Without a usable code only the very name decides; everything else is for a person. */
function byName(row: EnterpriseRow, why: string, register: Register): Whose {
  const { decision, candidates } = register.decideName(row.name);
  const [first] = candidates;
  const queued = (reason: string, match: RowMatch): Whose => ({
    status: 'queued',
    reason,
    match,
    warnings: [],
  });
  if (decision === 'none' || first === undefined)
    return { status: 'rejected', reason: 'not_in_registry', match: null, warnings: [] };
  if (decision === 'match')
    return { status: 'accepted', reason: null, match: { id: first.id, by: 'name' }, warnings: [why] };
  const ids = candidates.map(({ id }) => id);
  if (decision === 'ambiguous') return queued('ambiguous_name', { by: 'name', candidates: ids });
  if (decision === 'related') return queued('branch_needs_person', { by: 'name', candidates: ids });
  if (first.why === 'former-name')
    return queued('former_name_needs_person', { by: 'former_name', candidates: ids });
  const near = candidates.filter(({ why: reason }) => reason !== 'similar').map(({ id }) => id);
  if (isShort(row.name) || first.why === 'short-name')
    return queued('short_name_needs_person', { by: 'short_name', candidates: near.length > 0 ? near : ids });
  return queued('name_similar_needs_person', {
    id: first.id,
    by: 'name',
    ...(ids.length > 1 ? { candidates: ids } : {}),
  });
}

const isShort = (name: string): boolean => !/(?:公司|企业|厂|合伙\)|中心|院|所)$/u.test(sameName(name));

/** Twice the same enterprise and period: identical rows count once, different ones are all kept for a person. */
function withoutDuplicates(rows: readonly JudgedRow[]): JudgedRow[] {
  const groups = new Map<string, JudgedRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return rows.map((row) => {
    const group = groups.get(keyOf(row) ?? '') ?? [row];
    const [first] = group;
    if (first === undefined || group.length === 1) return row;
    if (group.some((other) => saysOf(other) !== saysOf(first)))
      return { ...row, status: 'queued', reason: row.reason ?? 'duplicate_conflict' };
    return row === first ? row : { ...row, status: 'ignored', reason: 'duplicate_identical', values: null };
  });
}

const keyOf = ({ status, match, period }: JudgedRow): string | null =>
  (status === 'accepted' || status === 'queued') && match?.id !== undefined && match.by !== 'short_name'
    ? `${match.id} ${period ?? ''}`
    : null;
const saysOf = ({ values, foreign, formerName, reason }: JudgedRow): string =>
  JSON.stringify([values, foreign, formerName, reason]);

function totalsOf({ printed }: OtherRow, rows: readonly JudgedRow[]): TotalCheck[] {
  const counted = rows.filter(({ status }) => status === 'accepted' || status === 'queued');
  return Object.entries(printed).map(([column, text]) => {
    const sum = counted
      .map(({ values }) => Decimal.parse(values?.[column] ?? '0') ?? Decimal.of(0n))
      .reduce((total, value) => total.plus(value), Decimal.of(0n));
    const agrees = Decimal.parse(text)?.compare(sum) === 0;
    return { column, printed: text, sum: sum.toString(), agrees };
  });
}
