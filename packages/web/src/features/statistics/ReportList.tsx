import { useState } from 'react';
import type { SubmissionRow } from '@yuanheng/contract';
import { isIn } from '../../app/report-filters.ts';
import { fullMoment, periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { Card, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { BulkPass } from './BulkPass.tsx';
import { useStatusWords } from './words.ts';
import { useReportsWords } from './reports-words.ts';
import { ReportFilters, type Narrowed } from './ReportFilters.tsx';
import { ReportTable } from './ReportTable.tsx';

interface ReportListProps {
  readonly period: string;
  readonly own: boolean;
  /** The status of the reports that this person passes; null: passes none. */
  readonly waitsFor: SubmissionRow['status'] | null;
  readonly at: Narrowed;
  /** Undefined until it is there. */
  readonly list:
    | { readonly rows: readonly SubmissionRow[]; readonly total: number; readonly asOf: string }
    | undefined;
  readonly onGo: (next: Narrowed) => void;
}

/** The reports of a period, or one's own of all periods, narrowed by status, sub-park and name. */
export function ReportList({ period, own, waitsFor, at: { status, subPark }, list, onGo }: ReportListProps) {
  const t = useReportsWords();
  const names = { ...useStatusWords(), reported: t.reported, 'not-reported': t.notReported };
  const language = useLanguage();
  const [search, setSearch] = useState('');
  const all = list?.rows ?? [];
  const inSubPark = all.filter(
    (row) =>
      (!subPark || row.subPark.code === subPark) &&
      (search === '' || row.respondent.name.includes(search) || row.respondent.shortName.includes(search)),
  );
  const rows = inSubPark.filter((row) => !status || isIn(status, row));
  const waiting = rows.filter((row) => row.status === waitsFor);
  const filterText = [periodText(period, language), subPark ?? t.all, status ? names[status] : t.all, search]
    .filter(Boolean)
    .join(' · ');
  return (
    <>
      {waitsFor && waiting.length > 0 && list && (
        <BulkPass
          rows={waiting}
          total={list.total > all.length ? list.total : waiting.length}
          accepts={waitsFor === 'reviewed'}
          said={{ filter: filterText, asOf: list.asOf }}
        />
      )}
      {!own && (
        <ReportFilters
          all={all}
          inSubPark={inSubPark}
          at={{ status, subPark, search }}
          onGo={onGo}
          onSearch={setSearch}
        />
      )}
      <Card flush>
        {list ? (
          <ReportTable rows={rows} own={own} said={{ filter: filterText, asOf: list.asOf }} />
        ) : (
          <Waiting />
        )}
      </Card>
      {list && <p className={ui.sub}>{t.said(rows.length, list.total, fullMoment(list.asOf))}</p>}
    </>
  );
}
