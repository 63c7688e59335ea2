import { addMonths } from '../calendar/index.ts';
import { foldActs, moveTo } from '../workflow/index.ts';
import { type CarrierAct, type CarrierStatus, type ProposedAct, carrierMoves } from './moves.ts';

/** What follows from grades, as a scheme says it; grades with the best one first. */
export interface StatusRule {
  readonly grades: readonly string[];
  readonly failGrade: string;
  readonly noticeAfter: number;
  readonly removeAfter: number;
  /** `consecutive`: failed rounds in a row; `cumulative`: failed ones among the last `cumulativeRounds`. */
  readonly counting: 'consecutive' | 'cumulative';
  readonly cumulativeRounds: number;
  /** The grade of who handed in nothing. */
  readonly noSubmissionCountsAs: string;
  readonly rectifyMonths: number;
  /** A carrier included less than so many months before a round's end is on trial in it: graded, not counted. */
  readonly graceMonths: number;
  /** Removal is proposed only where the probability of the failing grade is at least this, or was not computed. */
  readonly robustnessGate: number;
  readonly reEntryYears: number;
  readonly inclusionGrade: string;
}

/** An act that a person decided, with the day from which it counts. */
export interface DatedAct {
  readonly act: CarrierAct;
  readonly on: string;
}

/** What a closed round said of a carrier. */
export interface RoundOutcome {
  readonly round: string;
  /** The last day of the evaluated period. */
  readonly endsOn: string;
  /** Null: 暂不评定. */
  readonly grade: string | null;
  readonly submitted: boolean;
  /** Probability of the failing grade in the round's uncertainty run, 0–1; null: not assessed. */
  readonly failProbability: number | null;
  /** A person set the proposal of this round aside: its failure has no consequence and is not counted later. */
  readonly setAside: boolean;
}

export interface CarrierHistory {
  /** In the order in which they count. */
  readonly acts: readonly DatedAct[];
  /** In the order of their periods; the last one is what is proposed for. */
  readonly rounds: readonly RoundOutcome[];
}

/** Why something is proposed, or nothing. */
export type Because =
  | 'no-round'
  | 'not-rated'
  | 'round-before-inclusion'
  | 'candidate-fit'
  | 'candidate-unfit'
  | 'trial-passed'
  | 'trial-failed'
  | 'fit'
  | 'failed'
  | 'failed-too-few'
  | 'failed-never-noticed'
  | 'passed-after-notice'
  | 'failed-again'
  | 'failed-robustness'
  | 'left';

export interface Proposal {
  readonly status: CarrierStatus;
  /** Null: nothing is to be decided. */
  readonly act: ProposedAct | null;
  readonly because: Because;
  /** The failed rounds that count, oldest first. */
  readonly failures: readonly string[];
  /** The first day on which the act may be decided: the end of rectification; null: at once. */
  readonly notBefore: string | null;
}

/** The status after a carrier's acts. @throws RangeError naming the act that could not happen */
export const carrierStatusOf = (acts: readonly Pick<DatedAct, 'act'>[]): CarrierStatus =>
  foldActs<CarrierStatus>(
    carrierMoves,
    'unlisted',
    acts.map(({ act }) => act),
  );

/** What the last closed round proposes for a carrier. A person decides it. */
export function proposeFor(rule: StatusRule, history: CarrierHistory): Proposal {
  const status = carrierStatusOf(history.acts);
  const last = history.rounds.at(-1);
  const nothing = (because: Because, failures: readonly string[] = []): Proposal => ({
    status,
    act: null,
    because,
    failures,
    notBefore: null,
  });
  if (last === undefined) return nothing('no-round');
  if (status === 'removed' || status === 'unlisted') return nothing('left');
  const grade = gradeOf(rule, last);
  if (grade === null) return nothing('not-rated');
  if (status === 'outside')
    return rule.grades.indexOf(grade) <= rule.grades.indexOf(rule.inclusionGrade)
      ? { ...nothing('candidate-fit'), act: 'include' }
      : nothing('candidate-unfit');
  const at = { rule, history, status, last, fails: grade === rule.failGrade };
  if (last.endsOn < sinceOf(history.acts)) return nothing('round-before-inclusion');
  if (isTrial(rule, history.acts, last))
    return status === 'trial'
      ? { ...nothing(at.fails ? 'trial-failed' : 'trial-passed'), act: 'confirm' }
      : nothing('fit');
  return { ...nothing('fit'), ...counted(at) };
}

interface Counting {
  readonly rule: StatusRule;
  readonly history: CarrierHistory;
  readonly status: CarrierStatus;
  readonly last: RoundOutcome;
  readonly fails: boolean;
}
type Counted = Omit<Proposal, 'status' | 'notBefore'> & Partial<Pick<Proposal, 'notBefore'>>;

/** What a round that counts proposes for a carrier in the register. */
function counted({ rule, history, status, last, fails }: Counting): Counted {
  const failures = failuresOf(rule, history);
  if (!fails) {
    if (status === 'noticed') return { act: 'restore', because: 'passed-after-notice', failures };
    return {
      act: status === 'trial' ? 'confirm' : null,
      because: status === 'trial' ? 'trial-passed' : 'fit',
      failures,
    };
  }
  const noticedOn = noticedSince(history.acts);
  if (failures.length >= rule.removeAfter && noticedOn !== null) {
    if (last.failProbability !== null && last.failProbability < rule.robustnessGate)
      return { act: null, because: 'failed-robustness', failures };
    return {
      act: 'remove',
      because: 'failed-again',
      failures,
      notBefore: status === 'noticed' ? addMonths(noticedOn, rule.rectifyMonths) : null,
    };
  }
  if (failures.length < rule.noticeAfter || moveTo(carrierMoves, status, 'notice') === undefined)
    return { act: null, because: 'failed-too-few', failures };
  return {
    act: 'notice',
    because: failures.length >= rule.removeAfter ? 'failed-never-noticed' : 'failed',
    failures,
  };
}

/** The failed rounds that count against a carrier since it came into the register, up to the last round. */
export function failuresOf(rule: StatusRule, { acts, rounds }: CarrierHistory): string[] {
  const since = sinceOf(acts);
  const counting = rounds.filter(
    (round, i) =>
      round.endsOn >= since &&
      gradeOf(rule, round) !== null &&
      !isTrial(rule, acts, round) &&
      // what is being proposed for is not decided yet
      (!round.setAside || i === rounds.length - 1),
  );
  const fails = (round: RoundOutcome) => gradeOf(rule, round) === rule.failGrade;
  const recent =
    rule.counting === 'cumulative'
      ? counting.slice(-rule.cumulativeRounds)
      : counting.slice(1 + counting.findLastIndex((round) => !fails(round)));
  return recent.filter(fails).map(({ round }) => round);
}

/** Who handed in nothing has the grade that the rule says. */
const gradeOf = (rule: StatusRule, { submitted, grade }: RoundOutcome): string | null =>
  submitted ? grade : rule.noSubmissionCountsAs;

/** The day since which a carrier is in the register; before its first entry the beginning of time. */
const sinceOf = (acts: readonly DatedAct[]): string =>
  acts.findLast(({ act }) => act === 'enrol' || act === 'include')?.on ?? '';

/** Only who was included has a trial; the first carriers of a register were enrolled without one. */
function isTrial({ graceMonths }: StatusRule, acts: readonly DatedAct[], { endsOn }: RoundOutcome): boolean {
  const entry = acts.findLast(({ act }) => act === 'enrol' || act === 'include');
  return entry?.act === 'include' && addMonths(entry.on, graceMonths) > endsOn;
}

/** The day of the last notice since the carrier came into the register. */
function noticedSince(acts: readonly DatedAct[]): string | null {
  const entry = acts.findLastIndex(({ act }) => act === 'enrol' || act === 'include');
  return acts.findLast(({ act }, i) => act === 'notice' && i > entry)?.on ?? null;
}

/** The first day on which a removed carrier may apply again; null: it was never removed, or is not removed now. */
export function mayApplyFrom({ reEntryYears }: StatusRule, acts: readonly DatedAct[]): string | null {
  const last = acts.at(-1);
  return last?.act === 'remove' ? addMonths(last.on, 12 * reEntryYears) : null;
}
