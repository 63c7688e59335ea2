import { useState } from 'react';
import type { LeftOut, SubmissionRow } from '@yuanheng/contract';
import { CLEAN_RULES, type CleanRule } from '@yuanheng/engine/statistics';
import { sentenceOf } from '../../app/rpc.ts';
import { percentText } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Button, Chips, type Column, DataTable, Drawer, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useBulkWords, useLeftOutWords } from './desk-words.ts';
import { type PassResult, usePassing } from './passing.ts';
import { reasonAgainst } from './review-filters.ts';
import { useReviewWords } from './review-words.ts';
import { useStatusWords } from './words.ts';

interface BulkProps {
  /** The reports of the current filter that wait for this person. */
  readonly rows: readonly SubmissionRow[];
  /** How many there are, read or not. */
  readonly total: number;
  readonly accepts: boolean;
  readonly said: { readonly filter: string; readonly asOf: string };
}

/** Passes the clean reports of a filter together, after a look at which they are and which are left, and why. */
export function BulkPass(props: BulkProps) {
  const t = useBulkWords();
  const r = useReviewWords();
  const [open, setOpen] = useState(false);
  const clean = props.rows.filter((row) => reasonAgainst(row, 'untroubled') === null).length;
  return (
    <div className={ui.row}>
      <Button disabled={props.rows.length === 0} onClick={() => setOpen(true)}>
        {t.open(props.accepts ? r.accept : r.review, clean)}
      </Button>
      <span className={ui.sub}>{t.note}</span>
      {open && <BulkDrawer {...props} onClose={() => setOpen(false)} />}
    </div>
  );
}

function BulkDrawer({ rows: now, total, accepts, said, onClose }: BulkProps & { onClose: () => void }) {
  const t = useBulkWords();
  const r = useReviewWords();
  // the list that was looked at stays, also while the page behind it is read again
  const [rows] = useState(now);
  const [rule, setRule] = useState<CleanRule>('untroubled');
  const { passing, done } = usePassing();
  const act = accepts ? r.accept : r.review;
  const clean = rows.filter((row) => reasonAgainst(row, rule) === null);
  const left = rows.filter((row) => reasonAgainst(row, rule) !== null);
  const asked = !passing.isPending && !passing.data && !passing.error;
  return (
    <Drawer
      wide
      title={t.title(act)}
      onClose={onClose}
      foot={
        asked && (
          <Button
            kind="primary"
            disabled={clean.length === 0}
            onClick={() => passing.mutate({ rule, rows: clean })}
          >
            {t.yes(act, clean.length)}
          </Button>
        )
      }
    >
      <div className={ui.stack}>
        {asked && (
          <>
            <Chips
              label={t.which}
              value={rule}
              onChange={setRule}
              options={CLEAN_RULES.map((value) => ({
                value,
                text: t[value],
                count: rows.filter((row) => reasonAgainst(row, value) === null).length,
              }))}
            />
            <p>{t.said(clean.length, left.length, said.filter)}</p>
            {total > rows.length && <p className={ui.notice}>{t.notAll(rows.length, total)}</p>}
            <Chosen title={t.will(clean.length)} rows={clean} rule={rule} said={said} empty={t.nothing} />
            <Chosen title={t.leave(left.length)} rows={left} rule={rule} said={said} empty={t.none} />
          </>
        )}
        {passing.isPending && (
          <>
            <p role="status">{t.running(done, passing.variables.rows.length)}</p>
            <progress max={passing.variables.rows.length} value={done} aria-label={t.title(act)} />
          </>
        )}
        {passing.error && (
          <Failure sentence={`${sentenceOf(passing.error)} ${done > 0 ? t.halfway(done) : ''}`} />
        )}
        {passing.data && <Passed act={act} result={passing.data} said={said} />}
      </div>
    </Drawer>
  );
}

interface ChosenProps {
  readonly title: string;
  readonly rows: readonly SubmissionRow[];
  readonly rule: CleanRule;
  readonly said: BulkProps['said'];
  readonly empty: string;
}

function Chosen({ title, rows, rule, said, empty }: ChosenProps) {
  const t = useBulkWords();
  const reasons = useLeftOutWords();
  const words = useWords();
  const why = (row: SubmissionRow): string => {
    const reason = reasonAgainst(row, rule);
    return reason ? reasons[reason] : '';
  };
  const columns: Column<SubmissionRow>[] = [
    { id: 'name', head: t.name, text: (row) => row.respondent.name, cell: (row) => row.respondent.shortName },
    { id: 'subPark', head: t.subPark, text: (row) => words(row.subPark.shortName) },
    { id: 'revision', head: t.revision, right: true, text: (row) => String(row.revision) },
    { id: 'queries', head: t.queries, right: true, text: (row) => String(row.queries) },
    { id: 'change', head: t.change, right: true, text: (row) => percentText(row.largestChange) },
    ...(rows.some((row) => why(row) !== '') ? [{ id: 'why', head: t.why, text: why }] : []),
  ];
  return (
    <section>
      <h3 className={ui.cardTitle}>{title}</h3>
      <DataTable
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={empty}
        said={said}
      />
    </section>
  );
}

function Passed({ act, result, said }: { act: string; result: PassResult; said: BulkProps['said'] }) {
  const t = useBulkWords();
  const reasons = useLeftOutWords();
  const statuses = useStatusWords();
  const columns: Column<LeftOut>[] = [
    { id: 'name', head: t.name, text: (row) => row.name },
    { id: 'why', head: t.why, text: (row) => reasons[row.why] },
    { id: 'status', head: t.status, text: (row) => statuses[row.status] },
    { id: 'by', head: t.by, text: (row) => row.by ?? '—' },
  ];
  const { passed, leftOut } = result;
  return (
    <>
      <p role="status" className={leftOut.length > 0 ? ui.notice : undefined}>
        {t.result(act, passed, leftOut.length)}
      </p>
      {leftOut.length > 0 && (
        <DataTable
          caption={t.leave(leftOut.length)}
          columns={columns}
          rows={leftOut}
          rowKey={(row) => row.submissionId}
          said={said}
        />
      )}
    </>
  );
}
