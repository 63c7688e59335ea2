import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Answers, ProblemData, Signatories, Submission } from '@yuanheng/contract';
import { api, codeOf, dataOf } from '../../app/rpc.ts';
import { type Written, forget, keep } from './kept.ts';

const SAVE_AFTER_MS = 1_500;
const AGAIN_AFTER_MS = 5_000;

/** What passes by itself: a lost connection, a server that starts, a session that has to be renewed. */
const passes = (error: unknown): boolean =>
  [undefined, 'STARTING', 'UNAUTHENTICATED'].includes(codeOf(error));

/** Another editor's version, what both began with, and where a choice begins: what was written here stays, the rest is theirs. */
export type Conflict = ProblemData<'DRAFT_MOVED'> & {
  readonly base: Written;
  /** The fields and the rules that were written here. */
  readonly mine: ReadonlySet<string>;
};

/** The fields, or rules, that one text of a report has otherwise than another. */
const changedIn = (now: Answers, before: Answers): string[] =>
  [...new Set([...Object.keys(now), ...Object.keys(before)])].filter(
    (key) => (now[key] ?? '') !== (before[key] ?? ''),
  );

interface Start {
  readonly person: { readonly id: string; readonly name: string };
  /** What the server had when the page was opened. */
  readonly read: Written;
  /** What stands in the cells: the same, or what this tab had kept. */
  readonly written: Written;
  readonly version: number;
}

/** Saves what is written, one request after the other, each on top of the version that the one before it made. */
export function useSaving(report: Submission, start: Start) {
  const { id: person } = start.person;
  const [unsaved, setUnsaved] = useState(start.written !== start.read);
  /** Why the last save failed, until one succeeds. */
  const [trouble, setTrouble] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const at = useRef({
    latest: start.written,
    saved: start.read,
    version: start.version,
    gone: false,
    signatories: {} as Signatories,
  });
  const { stop, later, runs } = useTimer();
  const failed = (error: unknown) => {
    const { latest, saved, gone } = at.current;
    setUnsaved(latest !== saved);
    setTrouble(error);
    if (gone) return;
    if (passes(error)) return later(AGAIN_AFTER_MS);
    const moved = codeOf(error) === 'DRAFT_MOVED' ? dataOf<ProblemData<'DRAFT_MOVED'>>(error) : undefined;
    if (!moved) return;
    if (moved.cells.length + moved.explanations.length > 0)
      return setConflict({
        ...moved,
        base: saved,
        mine: new Set([
          ...changedIn(latest.answers, saved.answers),
          ...changedIn(latest.explanations, saved.explanations),
        ]),
      });
    // our own save whose answer was lost
    at.current.version = moved.version;
    later(0);
  };
  const { save, submit, line, remember } = useRequests(report, start.person);
  const saveNow = () =>
    line(async () => {
      stop();
      const sent = at.current.latest;
      const saved = await save.mutateAsync({ submissionId: report.id, version: at.current.version, ...sent });
      Object.assign(at.current, { version: saved.version, saved: sent });
      remember(saved, sent);
      setTrouble(null);
      setUnsaved(at.current.latest !== sent);
      if (at.current.latest === sent) forget(person, report.id);
      else keep(person, report.id, { ...at.current.latest, version: saved.version });
    }, failed);
  const send = () =>
    line(async () => {
      stop();
      const { version, latest, signatories } = at.current;
      await submit.mutateAsync({ submissionId: report.id, version, ...latest, signatories });
      at.current.saved = latest;
      setTrouble(null);
      setUnsaved(false);
      forget(person, report.id);
    }, failed);
  useEffect(() => runs(saveNow));
  useLeaving(unsaved, () => {
    const { latest, saved } = at.current;
    if (latest !== saved) void saveNow();
    at.current.gone = true;
  });
  useEffect(() => {
    at.current.gone = false;
    if (at.current.latest !== at.current.saved) later(0);
  }, [later]);
  return {
    unsaved,
    trouble,
    conflict,
    save,
    submit,
    saveNow: () => void saveNow(),
    send: (signatories: Signatories = at.current.signatories) => {
      // a second try is signed by the same
      at.current.signatories = signatories;
      void send();
    },
    latest: () => at.current.latest,
    wrote: (whole: Written) => {
      at.current.latest = whole;
      keep(person, report.id, { ...whole, version: at.current.version });
      if (submit.error) submit.reset();
      setUnsaved(true);
      later(SAVE_AFTER_MS);
    },
    /** Of a conflict the values have been chosen. */
    settle: () => {
      if (conflict) at.current.version = conflict.version;
      setConflict(null);
      setTrouble(null);
    },
    /** The choice is put off; the next save asks again. */
    putOff: () => setConflict(null),
  };
}

/** The two requests, in line behind each other, and what the pages remember of a saved draft. */
function useRequests(report: Submission, person: Start['person']) {
  const queries = useQueryClient();
  const before = useRef<Promise<void>>(Promise.resolve());
  const { queryKey } = api.statistics.getSubmission.queryOptions({ input: { submissionId: report.id } });
  return {
    save: useMutation(api.statistics.saveDraft.mutationOptions()),
    submit: useMutation(
      api.statistics.submit.mutationOptions({
        onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }),
      }),
    ),
    line: (run: () => Promise<void>, failed: (error: unknown) => void): Promise<void> => {
      before.current = before.current.then(run).catch(failed);
      return before.current;
    },
    remember: ({ version, savedAt }: { version: number; savedAt: string }, sent: Written) =>
      queries.setQueryData(
        queryKey,
        (known) => known && { ...known, draft: { version, ...sent, by: person.name, at: savedAt } },
      ),
  };
}

/** At most one appointed time for what has to run. */
function useTimer() {
  const latest = useRef<() => unknown>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const [parts] = useState(() => ({
    stop: () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    later: (ms: number) => {
      timer.current ??= setTimeout(() => {
        timer.current = null;
        latest.current?.();
      }, ms);
    },
    runs: (run: () => unknown) => {
      latest.current = run;
    },
  }));
  useEffect(() => parts.stop, [parts]);
  return parts;
}

/** What was typed just before the page is left is saved all the same; a tab that closes over unsaved figures asks. */
function useLeaving(unsaved: boolean, leave: () => void) {
  const latest = useRef(leave);
  useEffect(() => {
    latest.current = leave;
  });
  useEffect(() => () => latest.current(), []);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (unsaved) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsaved]);
}
