import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Period, SubmissionRow } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { Card, Empty, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './report.module.css';
import { ReviewQueue } from './ReviewQueue.tsx';
import { ReviewedReport } from './ReviewedReport.tsx';
import { useKeys } from './keys.ts';
import { BulkPass } from './BulkPass.tsx';
import { type Filter, FITS } from './review-filters.ts';
import { useReviewWords } from './review-words.ts';

interface DeskProps {
  readonly list: { readonly rows: readonly SubmissionRow[]; readonly total: number; readonly asOf: string };
  readonly period: Period;
  readonly start: string | undefined;
  readonly accepts: boolean;
}

export function ReviewDesk({ list: { rows, total, asOf }, period, start, accepts }: DeskProps) {
  const t = useReviewWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const [filter, setFilter] = useState<Filter>('waiting');
  const [current, setCurrent] = useState<string | null>(start ?? null);
  const [said, setSaid] = useState('');
  // remarks stay while another report is looked at
  const [remarks, setRemarks] = useState<Record<string, Record<string, string>>>({});
  const shown = rows.filter(FITS[filter]);
  const at = shown.find((row) => row.id === current) ?? shown[0];
  const refresh = () => queries.invalidateQueries({ queryKey: api.statistics.key() });
  const pass = useMutation(
    (accepts ? api.statistics.accept : api.statistics.review).mutationOptions({ onSettled: refresh }),
  );
  const word = accepts ? t.accept : t.review;
  const step = (by: number) => {
    const next = shown[shown.findIndex((row) => row.id === at?.id) + by];
    if (next) setCurrent(next.id);
  };
  const moveOn = (row: SubmissionRow, what: string) => {
    setSaid(t.done(row.respondent.shortName, what));
    const i = shown.indexOf(row);
    setCurrent((shown[i + 1] ?? shown[i - 1])?.id ?? null);
  };
  useKeys({ j: () => step(1), k: () => step(-1), s: () => step(1) });
  return (
    <>
      <p role="status" className={said ? ui.sub : ui.caption}>
        {said}
      </p>
      <div className={s.review}>
        <ReviewQueue
          rows={rows}
          shown={shown}
          at={at}
          accepts={accepts}
          filter={filter}
          onFilter={setFilter}
          onChoose={setCurrent}
        >
          {rows.length > 0 && (
            <div style={{ padding: 12 }}>
              <BulkPass
                rows={rows}
                total={total}
                accepts={accepts}
                said={{ filter: periodText(period.code, language), asOf }}
              />
            </div>
          )}
        </ReviewQueue>
        <div className={ui.stack}>
          {pass.error && <Failure sentence={sentenceOf(pass.error)} onRetry={() => void refresh()} />}
          {at ? (
            <ReviewedReport
              key={at.id}
              remarks={remarks[at.id] ?? {}}
              onRemarks={(written) => setRemarks({ ...remarks, [at.id]: written })}
              row={at}
              accepts={accepts}
              onPass={(row) =>
                pass.mutate({ submissionIds: [row.id] }, { onSuccess: () => moveOn(row, word) })
              }
              onSkip={() => step(1)}
              onSentBack={moveOn}
              busy={pass.isPending}
            />
          ) : (
            <Card>
              <Empty>{rows.length === 0 ? t.none : t.pick}</Empty>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}
