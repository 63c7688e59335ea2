import type { ReactNode } from 'react';
import type { SubmissionRow } from '@yuanheng/contract';
import { useWords } from '../../ui/messages.ts';
import { Card, Empty, Tag, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './work.module.css';
import { useWorkWords } from './words.ts';

interface ListProps {
  readonly title: string;
  readonly rows: readonly SubmissionRow[];
  readonly empty: string;
  readonly all: ReactNode;
  readonly mark: (row: SubmissionRow) => string;
  readonly say: (row: SubmissionRow) => string;
  readonly limit: (row: SubmissionRow) => ReactNode;
  readonly link: (row: SubmissionRow) => ReactNode;
}

const MOST_SHOWN = 6;

export function WorkList({ title, rows, empty, all, mark, say, limit, link }: ListProps) {
  const t = useWorkWords();
  const words = useWords();
  return (
    <Card
      title={
        <>
          {title} <Tag>{rows.length}</Tag>
        </>
      }
      aside={rows.length > 0 && all}
      flush
    >
      {rows.length === 0 ? (
        <Empty>{empty}</Empty>
      ) : (
        <ul className={s.list}>
          {rows.slice(0, MOST_SHOWN).map((row) => (
            <li key={row.id}>
              <span
                className={s[`mark${mark(row) === '■' ? 'Bad' : mark(row) === '▲' ? 'Warn' : 'None'}`]}
                aria-hidden="true"
              >
                {mark(row)}
              </span>
              <span className={s.name}>
                {row.respondent.shortName} · {words(row.formName)} <span className={ui.sub}>{say(row)}</span>
              </span>
              <span className={cx(ui.sub, s.place)}>
                {words(row.subPark.shortName)} · {words(row.carrier.shortName)}
              </span>
              <span>{limit(row)}</span>
              <span className={s.link}>{link(row)}</span>
            </li>
          ))}
          {rows.length > MOST_SHOWN && (
            <li className={s.more}>
              <span className={ui.sub}>{t.more(rows.length - MOST_SHOWN)}</span> {all}
            </li>
          )}
        </ul>
      )}
    </Card>
  );
}
