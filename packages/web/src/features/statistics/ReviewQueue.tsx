import type { ReactNode } from 'react';
import type { SubmissionRow } from '@yuanheng/contract';
import { momentText } from '../../ui/format.ts';
import { Card, Chips, Empty, Kbd, Tag } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './report.module.css';
import { type Filter, FITS } from './review-filters.ts';
import { useReviewWords } from './review-words.ts';

interface QueueProps {
  readonly rows: readonly SubmissionRow[];
  readonly shown: readonly SubmissionRow[];
  readonly at: SubmissionRow | undefined;
  readonly accepts: boolean;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly onChoose: (id: string) => void;
  readonly children: ReactNode;
}

/** The reports that wait, most queries first. */
export function ReviewQueue({ rows, shown, at, accepts, filter, onFilter, onChoose, children }: QueueProps) {
  const t = useReviewWords();
  const options = [
    { value: 'waiting' as const, text: accepts ? t.waiting : t.waitingSub },
    { value: 'queries' as const, text: t.withQueries },
    { value: 'clean' as const, text: t.clean },
  ].map((option) => ({ ...option, count: rows.filter(FITS[option.value]).length }));
  return (
    <Card flush>
      <div style={{ padding: 12 }}>
        <Chips label={t.filter} value={filter} onChange={onFilter} options={options} />
        <p className={ui.between} style={{ marginTop: 8 }}>
          <span className={ui.sub}>{t.order}</span>
          <span className={ui.sub}>
            <Kbd>J</Kbd>
            <Kbd>K</Kbd> {t.upDown}
          </span>
        </p>
      </div>
      <div className={s.list}>
        {shown.map((row) => (
          <button
            key={row.id}
            type="button"
            className={s.item}
            aria-current={row.id === at?.id}
            onClick={() => onChoose(row.id)}
          >
            <b>{row.respondent.shortName}</b>
            <span>
              {row.queries > 0 ? (
                <Tag tone="warn">{t.queries(row.queries)}</Tag>
              ) : (
                <Tag tone="good">{t.fine}</Tag>
              )}
            </span>
            <span className={ui.sub}>
              {row.submittedAt && t.revision(row.revision, momentText(row.submittedAt))}
            </span>
            <span className={ui.sub}>{t.left(row.workingDaysLeft)}</span>
          </button>
        ))}
        {shown.length === 0 && <Empty>{rows.length === 0 ? t.none : t.noneFilter}</Empty>}
      </div>
      {children}
    </Card>
  );
}
