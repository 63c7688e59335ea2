/**
 * Whose name it is. Only what is the same after spaces, width and brackets may be taken without a person; everything else
 * is a suggestion with its reasons, and a branch is never its head office. That 市 is there or not is shown first and
 * left to a person: registers hold 深圳云… beside 深圳市云… as two entries.
 */
import { foldConfusable } from './characters.ts';
import {
  type NameParts,
  bigrams,
  headOfficeIn,
  nameParts,
  placeFreeName,
  sameName,
  withoutDepartment,
} from './name-parts.ts';

/** A name that the register knows. */
export interface KnownName {
  readonly id: string;
  readonly name: string;
  readonly kind: 'current' | 'former' | 'short';
}

export type NameReason =
  | 'same'
  | 'place-mark'
  | 'former-name'
  | 'short-name'
  | 'branch-of'
  | 'has-branch'
  | 'department'
  | 'legal-form'
  | 'similar';

export interface NameCandidate {
  readonly id: string;
  /** The register's spelling that it was found by. */
  readonly name: string;
  readonly why: NameReason;
  /** 0–1; for the order only. */
  readonly score: number;
}

/**
 * `match`: may be taken without a person. `suggest`: a person decides, the likeliest first. `related`: a branch and its
 * head office, each registered for itself. `ambiguous`: several of equal standing. `none`: not in the register.
 */
export interface NameDecision {
  readonly decision: 'match' | 'suggest' | 'related' | 'ambiguous' | 'none';
  readonly candidates: readonly NameCandidate[];
}

interface Compared {
  readonly parts: NameParts;
  readonly core: string;
  /** With its legal form: a slip may lie there too. */
  readonly whole: string;
}
type Entry = KnownName & Compared;

function compared(name: string): Compared {
  const parts = nameParts(name);
  return { parts, core: foldConfusable(parts.core), whole: foldConfusable(placeFreeName(name)) };
}

const MOST_CANDIDATES = 8;
/** Below it two names have less in common than names of one trade usually do. */
const LEAST_SCORE = 0.58;

/** Names of a register, arranged so that one is found without reading all. */
export class NameIndex {
  readonly #same = new Map<string, Entry[]>();
  readonly #placeFree = new Map<string, Entry[]>();
  readonly #heads = new Map<string, Entry[]>();
  readonly #grams = new Map<string, Entry[]>();

  constructor(names: Iterable<KnownName>) {
    for (const known of names) this.#add(known);
  }

  #add(known: KnownName): void {
    const entry: Entry = { ...known, ...compared(known.name) };
    const put = (map: Map<string, Entry[]>, key: string) => map.set(key, [...(map.get(key) ?? []), entry]);
    put(this.#same, sameName(known.name));
    put(this.#placeFree, placeFreeName(known.name));
    const head = headOfficeIn(known.name);
    if (head !== null) put(this.#heads, placeFreeName(head));
    for (const gram of new Set(bigrams(entry.core))) {
      const list = this.#grams.get(gram);
      if (list) list.push(entry);
      else this.#grams.set(gram, [entry]);
    }
  }

  /** Decides whose name it is. */
  decide(name: string): NameDecision {
    const same = sameName(name);
    if (same === '') return { decision: 'none', candidates: [] };
    return (
      this.#bySameName(same) ??
      this.#byPlaceFree(placeFreeName(name)) ??
      this.#byBranch(name) ??
      this.#byDepartment(name) ??
      this.#bySimilarity(name)
    );
  }

  #bySameName(same: string): NameDecision | null {
    const found = this.#same.get(same) ?? [];
    const current = found.filter(({ kind }) => kind === 'current');
    if (current.length > 0) return sureOr(current);
    const why = (entry: Entry): NameReason => (entry.kind === 'former' ? 'former-name' : 'short-name');
    return found.length === 0 ? null : suggested(found.map((entry) => candidate(entry, why(entry), 1)));
  }

  #byPlaceFree(key: string): NameDecision | null {
    const found = (this.#placeFree.get(key) ?? []).filter(({ kind }) => kind === 'current');
    return found.length === 0 ? null : suggested(found.map((entry) => candidate(entry, 'place-mark', 1)));
  }

  #byBranch(name: string): NameDecision | null {
    const head = headOfficeIn(name);
    const related = (found: readonly Entry[] | undefined, why: NameReason): NameDecision | null =>
      found === undefined
        ? null
        : { decision: 'related', candidates: distinct(found.map((entry) => candidate(entry, why, 1))) };
    if (head === null) return related(this.#heads.get(placeFreeName(name)), 'has-branch');
    return (
      related(this.#placeFree.get(placeFreeName(head)), 'branch-of') ?? { decision: 'none', candidates: [] }
    );
  }

  #byDepartment(name: string): NameDecision | null {
    const head = withoutDepartment(name);
    const found = head === null ? undefined : this.#placeFree.get(placeFreeName(head));
    return found === undefined ? null : suggested(found.map((entry) => candidate(entry, 'department', 1)));
  }

  #bySimilarity(name: string): NameDecision {
    const asked = compared(withoutDepartment(name) ?? name);
    const near = new Set(bigrams(asked.core).flatMap((gram) => this.#grams.get(gram) ?? []));
    const scored = [...near]
      .map((entry) =>
        candidate(entry, entry.core === asked.core ? 'legal-form' : 'similar', similarity(asked, entry)),
      )
      .filter(({ score }) => score >= LEAST_SCORE);
    return suggested(scored);
  }
}

const candidate = (entry: Entry, why: NameReason, score: number): NameCandidate => ({
  id: entry.id,
  name: entry.name,
  why,
  score,
});

/** One candidate may be taken; several of the same name are for a person. */
function sureOr(found: readonly Entry[]): NameDecision {
  const candidates = distinct(found.map((entry) => candidate(entry, 'same', 1)));
  return { decision: candidates.length === 1 ? 'match' : 'ambiguous', candidates };
}

/** The likeliest first; two of the same score at the head are ambiguous. */
function suggested(found: readonly NameCandidate[]): NameDecision {
  const candidates = distinct(found).slice(0, MOST_CANDIDATES);
  const [first, second] = candidates;
  if (first === undefined) return { decision: 'none', candidates };
  return {
    decision: second?.score === first.score && first.score === 1 ? 'ambiguous' : 'suggest',
    candidates,
  };
}

/** Each enterprise once, by its best name. */
function distinct(found: readonly NameCandidate[]): NameCandidate[] {
  const sorted = found.toSorted(
    (a, b) => b.score - a.score || (a.name < b.name ? -1 : Number(a.name > b.name)) || (a.id < b.id ? -1 : 1),
  );
  return sorted.filter(({ id }, i) => sorted.findIndex((other) => other.id === id) === i);
}

/**
 * How alike two names are, 0–1: by their cores, and by what is left of them without words that many names share; the
 * place weighs little where both name the same one and much where they name different ones.
 */
function similarity(asked: Compared, entry: Compared): number {
  const shape = Math.max(alike(asked, entry), contained(asked, entry));
  const { place } = asked.parts;
  const samePlace = place === entry.parts.place;
  const otherPlace = place !== null && entry.parts.place !== null && !samePlace;
  const sameForm = asked.parts.legalForm === entry.parts.legalForm;
  return Math.max(0, shape - (samePlace ? 0 : 0.01) - (otherPlace ? 0.25 : 0) - (sameForm ? 0 : 0.005));
}

function alike({ parts, core, whole: text }: Compared, entry: Compared): number {
  if (core === entry.core) return 0.99;
  const isSlip =
    (isOneApart(core, entry.core) && core.length >= 5) ||
    (isOneApart(text, entry.whole) && text.length >= 10);
  const typo = isSlip ? 0.9 : 0;
  const whole = dice(core, entry.core);
  const own = dice(foldConfusable(parts.distinct), foldConfusable(entry.parts.distinct));
  return Math.max(typo, 0.35 * whole + 0.6 * own);
}

/** A short form: the whole of it stands in the name, at its front or inside, or its characters in their order. */
function contained({ parts, core }: Compared, entry: Compared): number {
  const short = core.replace(/(?:股份|集团|控股|科技|公司|中国)$/u, '');
  for (const text of [core, foldConfusable(parts.distinct), short]) {
    if (text.length < 2) continue;
    const share = text.length / Math.max(text.length, entry.core.length);
    const at = entry.core.indexOf(text);
    if (at >= 0) return (at === 0 ? 0.72 : 0.6) + 0.2 * share;
  }
  return core.length >= 3 && isInOrder(core, entry.core) ? 0.6 : 0;
}

function isInOrder(short: string, long: string): boolean {
  if (short[0] !== long[0]) return false;
  let at = 0;
  for (const character of long) if (character === short[at]) at += 1;
  return at === short.length;
}

/** Twice the shared pairs of neighbouring characters by all pairs. */
function dice(a: string, b: string): number {
  const [left, right] = [bigrams(a), bigrams(b)];
  const rest = [...right];
  let shared = 0;
  for (const gram of left) {
    const at = rest.indexOf(gram);
    if (at < 0) continue;
    shared += 1;
    rest.splice(at, 1);
  }
  return left.length + right.length === 0 ? 0 : (2 * shared) / (left.length + right.length);
}

/** One character replaced, missing or too many. */
function isOneApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  const rest = short.slice(short.length === long.length ? from + 1 : from);
  return rest === long.slice(from + 1);
}
