import { Link } from '@tanstack/react-router';
import type { SubmissionRow } from '@yuanheng/contract';
import { fullMoment, momentText, periodText, shortDay } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { DataTable, Tag, type Column } from '../../ui/parts.tsx';
import { DueCell } from './DueNote.tsx';
import { dueChangeText, useDueWords } from './due-words.ts';
import { STATUS_SHAPE, STATUS_TONE, useStatusWords } from './words.ts';
import { useReportsWords } from './reports-words.ts';

interface ReportTableProps {
  readonly rows: readonly SubmissionRow[];
  /** An enterprise sees its own reports by period, others see enterprises. */
  readonly own: boolean;
  readonly said: { readonly filter: string; readonly asOf: string };
}

export function ReportTable({ rows, own, said }: ReportTableProps) {
  const t = useReportsWords();
  const columns = useColumns(own);
  return (
    <DataTable
      caption={t.title}
      rows={rows}
      rowKey={(row) => row.id}
      empty={t.none}
      said={said}
      columns={columns}
    />
  );
}

function useColumns(own: boolean): Column<SubmissionRow>[] {
  const t = useReportsWords();
  const d = useDueWords();
  const statuses = useStatusWords();
  const words = useWords();
  const language = useLanguage();
  return [
    own
      ? {
          id: 'period',
          head: t.period,
          text: (row) => periodText(row.periodCode, language),
          cell: (row) => (
            <Link to="/reports/$submissionId" params={{ submissionId: row.id }}>
              {periodText(row.periodCode, language)}
            </Link>
          ),
        }
      : {
          id: 'respondent',
          head: t.respondent,
          text: (row) => row.respondent.name,
          cell: (row) => (
            <Link to="/reports/$submissionId" params={{ submissionId: row.id }}>
              {row.respondent.shortName}
            </Link>
          ),
        },
    ...(own
      ? []
      : [
          {
            id: 'subPark',
            head: t.subPark,
            text: (row: SubmissionRow) => words(row.subPark.shortName),
          },
          {
            id: 'carrier',
            head: t.carrier,
            text: (row: SubmissionRow) => words(row.carrier.shortName),
          },
        ]),
    {
      id: 'status',
      head: t.status,
      text: (row) => statuses[row.status],
      cell: (row) => (
        <Tag tone={STATUS_TONE[row.status]}>
          {STATUS_SHAPE[row.status]} {statuses[row.status]}
        </Tag>
      ),
    },
    { id: 'queries', head: t.queries, right: true, text: (row) => String(row.queries || '') },
    { id: 'revision', head: t.revision, right: true, text: (row) => String(row.revision || '—') },
    {
      id: 'at',
      head: t.at,
      right: true,
      text: (row) => (row.submittedAt ? fullMoment(row.submittedAt) : '—'),
    },
    {
      id: 'due',
      head: t.due,
      right: true,
      text: (row) => row.dueOn,
      cell: (row) => shortDay(row.dueOn),
    },
    {
      id: 'note',
      head: d.note,
      text: (row) =>
        [
          row.dueChange && dueChangeText(d, row.dueChange),
          row.reminded && d.reminded(row.reminded.times, momentText(row.reminded.at)),
        ]
          .filter(Boolean)
          .join('；'),
      cell: (row) => <DueCell row={row} />,
    },
  ];
}
