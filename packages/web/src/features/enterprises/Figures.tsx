import { Link } from '@tanstack/react-router';
import type { ReportOf, ReportedFigures } from '@yuanheng/contract';
import { exactText, fullMoment, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Card, DataTable, Empty, Tag } from '../../ui/parts.tsx';
import { STATUS_SHAPE, STATUS_TONE, useStatusWords } from '../statistics/index.ts';
import { usePageWords } from './page-words.ts';

interface FiguresProps {
  readonly title: string;
  readonly figures: readonly ReportedFigures[];
  readonly asOf: string;
}

/** Figures by year with the report that each comes from, one table per form. */
export function Figures({ title, figures, asOf }: FiguresProps) {
  const t = usePageWords();
  const words = useWords();
  const filled = figures.filter(({ columns }) => columns.length > 0);
  if (filled.length === 0)
    return (
      <Card title={title}>
        <Empty>{t.noFigures}</Empty>
      </Card>
    );
  return filled.map((form) => (
    <Card key={form.formId} title={title} aside={t.sourceOf(words(form.formName))} flush>
      <FigureTable title={`${title} ${words(form.formName)}`} form={form} asOf={asOf} />
    </Card>
  ));
}

function FigureTable({ title, form, asOf }: { title: string; form: ReportedFigures; asOf: string }) {
  const t = usePageWords();
  const words = useWords();
  const language = useLanguage();
  const last = form.columns.length - 1;
  const headOf = (period: string, i: number) =>
    i === last || !period.endsWith('Q4') ? periodText(period, language) : t.yearEnd(period.slice(0, 4));
  return (
    <DataTable
      caption={title}
      rows={form.rows}
      rowKey={(row) => row.field}
      said={{ filter: words(form.formName), asOf }}
      columns={[
        { id: 'name', head: t.figure, text: (row) => words(row.name) },
        { id: 'unit', head: t.unit, text: (row) => row.unit ?? '' },
        ...form.columns.map(({ period, stage, submissionId }, i) => ({
          id: period,
          head: `${headOf(period, i)} ${stage === 'accepted' ? t.accepted : t.reported}`,
          right: true,
          text: (row: ReportedFigures['rows'][number]) => exactText(row.values[i]),
          exact: (row: ReportedFigures['rows'][number]) => row.values[i] ?? '',
          cell: (row: ReportedFigures['rows'][number]) => (
            <Link to="/reports/$submissionId" params={{ submissionId }} style={{ color: 'inherit' }}>
              {exactText(row.values[i])}
            </Link>
          ),
        })),
      ]}
    />
  );
}

/** Reports with their status, the latest first. */
export function Reports({ reports, asOf }: { reports: readonly ReportOf[]; asOf: string }) {
  const t = usePageWords();
  const words = useWords();
  const language = useLanguage();
  const statuses = useStatusWords();
  const nameOf = (row: ReportOf) => `${periodText(row.period, language)} ${words(row.formName)}`;
  return (
    <Card title={t.reports} flush>
      <DataTable
        caption={t.reports}
        rows={reports}
        rowKey={(row) => row.id}
        empty={t.noReports}
        said={{ filter: t.reports, asOf }}
        columns={[
          {
            id: 'report',
            head: t.report,
            text: nameOf,
            cell: (row) => (
              <Link to="/reports/$submissionId" params={{ submissionId: row.id }}>
                {nameOf(row)}
              </Link>
            ),
          },
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
          { id: 'revision', head: t.revision, text: (row) => t.revisionOf(row.revision) },
          {
            id: 'submitted',
            head: t.submitted,
            text: (row) => (row.submittedAt ? fullMoment(row.submittedAt) : '—'),
          },
          { id: 'queries', head: t.queries, text: (row) => t.queriesOf(row.queries) },
        ]}
      />
    </Card>
  );
}
