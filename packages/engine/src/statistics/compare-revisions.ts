/** What of a submitted revision is compared; the contract's revision has it. */
export interface ComparedRevision {
  readonly answers: Readonly<Record<string, string | null>>;
  readonly explanations: Readonly<Record<string, string>>;
  readonly findings: readonly { readonly ruleId: string; readonly severity: string }[];
}

/** What stands in one revision and in the other; null: nothing. */
export interface Changed<T> {
  readonly id: string;
  readonly before: T | null;
  readonly after: T | null;
}

export interface RevisionChanges<F> {
  /** By field, in the form's order. */
  readonly cells: readonly Changed<string>[];
  /** By rule: findings that came, went, or weigh otherwise. */
  readonly findings: readonly Changed<F>[];
  /** By rule: the words to queries. */
  readonly explanations: readonly Changed<string>[];
}

/**
 * What one revision of a report has otherwise than another, in the order asked: exchanging the two exchanges before and
 * after. A cell that was never filled and one that was emptied are the same.
 *
 * @param fields ids of the form's fields, in its order
 */
export function compareRevisions<R extends ComparedRevision>(
  fields: readonly string[],
  before: R,
  after: R,
): RevisionChanges<R['findings'][number]> {
  const cells = fields.map((id) => ({
    id,
    before: before.answers[id] || null,
    after: after.answers[id] || null,
  }));
  const rules = [...new Set([...before.findings, ...after.findings].map(({ ruleId }) => ruleId))];
  const findingOf = (revision: R, id: string): R['findings'][number] | null =>
    revision.findings.find(({ ruleId }) => ruleId === id) ?? null;
  const findings = rules.map((id) => ({ id, before: findingOf(before, id), after: findingOf(after, id) }));
  const said = [...new Set([...Object.keys(before.explanations), ...Object.keys(after.explanations)])];
  const explanations = said.map((id) => ({
    id,
    before: before.explanations[id] || null,
    after: after.explanations[id] || null,
  }));
  return {
    cells: cells.filter((cell) => cell.before !== cell.after),
    findings: findings.filter((one) => one.before?.severity !== one.after?.severity),
    explanations: explanations.filter((one) => one.before !== one.after),
  };
}
