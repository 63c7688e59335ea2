import type { Answers, Explanations } from '@yuanheng/contract';

/** What stands in the cells, and the words to the queries. */
export interface Written {
  readonly answers: Answers;
  readonly explanations: Explanations;
}

/** What was typed and not yet saved, on top of which version of the draft. */
export interface Kept extends Written {
  readonly version: number;
}

/** Typed figures stay in this tab until the server has them: through a reload, a way back, a new sign-in. */
const KEY = 'yuanheng-unsaved';
const keyOf = (person: string, report: string): string => `${KEY} ${person} ${report}`;

export const keep = (person: string, report: string, kept: Kept): void =>
  sessionStorage.setItem(keyOf(person, report), JSON.stringify(kept));
export const forget = (person: string, report: string): void =>
  sessionStorage.removeItem(keyOf(person, report));
export function keptOf(person: string, report: string): Kept | null {
  const text = sessionStorage.getItem(keyOf(person, report));
  return text === null ? null : (JSON.parse(text) as Kept);
}
