import { useQuery } from '@tanstack/react-query';
import { api, sentenceOf } from '../../app/rpc.ts';
import { exactText } from '../../ui/format.ts';
import { messages, useWords } from '../../ui/messages.ts';
import { Card, DataTable, Failure, NeedsReview, PageHead, Waiting } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';

const useText = messages(
  {
    title: '行动方案',
    targets: '目标与可数举措',
    text: '正文',
    clause: '条款',
    name: '目标',
    value: '目标值',
    deadline: '期限',
    quote: '原文',
    open: '待确认',
    none: '原文未写',
  },
  {
    title: 'Action plan',
    targets: 'Targets and countable measures',
    text: 'Text',
    clause: 'Clause',
    name: 'Target',
    value: 'Value',
    deadline: 'Deadline',
    quote: 'In the text',
    open: 'To confirm',
    none: 'not stated',
  },
);

const SIGN: Record<string, string> = { '>=': '≥', '>': '>', '<=': '≤', '<': '<', '=': '', range: '' };

export function PlanPage() {
  const t = useText();
  const words = useWords();
  const unitText = useUnits();
  const plan = useQuery(api.plan.read.queryOptions());
  if (plan.error) return <Failure sentence={sentenceOf(plan.error)} onRetry={() => void plan.refetch()} />;
  if (!plan.data) return <Waiting />;
  const { title, documentNumber, issuer, issued, targets, lines, outline } = plan.data;
  const headings = new Map(outline.map((entry) => [entry.line, entry.level]));
  return (
    <div className={ui.stack}>
      <PageHead title={t.title} sub={`${title} · ${documentNumber} · ${issuer} · ${issued}`} />
      <Card title={t.targets} aside={String(targets.length)} flush>
        <DataTable
          caption={t.targets}
          rows={targets}
          rowKey={(row) => row.id}
          said={{ filter: documentNumber, asOf: issued }}
          columns={[
            {
              id: 'name',
              head: t.name,
              text: (row) => words(row.name),
              cell: (row) => <a href={`#line-${row.line}`}>{words(row.name)}</a>,
            },
            {
              id: 'value',
              head: t.value,
              right: true,
              text: (row) =>
                `${SIGN[row.comparator] ?? ''} ${exactText(row.value)}${row.valueMax ? `–${exactText(row.valueMax)}` : ''} ${unitText(row.unit)}`,
              exact: (row) => `${row.value}${row.valueMax === null ? '' : `–${row.valueMax}`}`,
              cell: (row) => (
                <span style={{ whiteSpace: 'nowrap' }}>
                  {SIGN[row.comparator] ?? ''} {exactText(row.value)}
                  {row.valueMax && `–${exactText(row.valueMax)}`} {unitText(row.unit)}
                </span>
              ),
            },
            {
              id: 'deadline',
              head: t.deadline,
              text: (row) => row.deadline ?? t.none,
              cell: (row) => <span style={{ whiteSpace: 'nowrap' }}>{row.deadline ?? t.none}</span>,
            },
            { id: 'clause', head: t.clause, text: (row) => row.clause },
            { id: 'quote', head: t.quote, text: (row) => `“${row.quote}”` },
            {
              id: 'open',
              head: t.open,
              text: (row) => row.needsReview?.what ?? '',
              cell: (row) => (
                <span className={ui.row}>
                  {row.needsReview && (
                    <>
                      <NeedsReview who={row.needsReview.who} />
                      <span className={ui.sub}>
                        {row.needsReview.what}（{row.needsReview.who}）
                      </span>
                    </>
                  )}
                </span>
              ),
            },
          ]}
        />
      </Card>
      <Card title={t.text}>
        {lines.map((line, i) => {
          const heading = (headings.get(i + 1) ?? 9) < 4 && !line.startsWith('——');
          return (
            <p
              key={`${i}-${line.slice(0, 12)}`}
              id={`line-${i + 1}`}
              style={{ marginBottom: 8, fontWeight: heading ? 600 : 400, textIndent: heading ? 0 : '2em' }}
            >
              {line}
            </p>
          );
        })}
      </Card>
    </div>
  );
}
