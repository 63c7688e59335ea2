import { useQuery } from '@tanstack/react-query';
import { api, sentenceOf } from '../../app/rpc.ts';
import { exactText } from '../../ui/format.ts';
import { messages, useWords } from '../../ui/messages.ts';
import { Card, DataTable, Failure, NeedsReview, PageHead, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';

const useText = messages(
  { title: '行动方案', targets: '目标与可数举措', text: '正文', clause: '条款', name: '目标', value: '目标值', deadline: '期限', quote: '原文', open: '待确认', baseline: '基期未确认', none: '原文未写' },
  { title: 'Action plan', targets: 'Targets and countable measures', text: 'Text', clause: 'Clause', name: 'Target', value: 'Value', deadline: 'Deadline', quote: 'In the text', open: 'To confirm', baseline: 'Baseline unconfirmed', none: 'not stated' },
);

export function PlanPage() {
  const t = useText();
  const words = useWords();
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
          columns={[
            { id: 'name', head: t.name, cell: (row) => <a href={`#line-${row.line}`}>{words(row.name)}</a> },
            { id: 'value', head: t.value, right: true, cell: (row) => `${row.comparator === 'range' ? '' : row.comparator} ${exactText(row.value)}${row.valueMax ? `–${exactText(row.valueMax)}` : ''} ${row.unit}` },
            { id: 'deadline', head: t.deadline, cell: (row) => row.deadline ?? t.none },
            { id: 'clause', head: t.clause, cell: (row) => row.clause },
            { id: 'quote', head: t.quote, cell: (row) => `“${row.quote}”` },
            { id: 'open', head: t.open, cell: (row) => <span className={ui.row}>{row.kind === 'target' && <Tag>○ {t.baseline}</Tag>}{row.needsReview && <><NeedsReview who={row.needsReview.who} /><span className={ui.sub}>{row.needsReview.what}</span></>}</span> },
          ]}
        />
      </Card>
      <Card title={t.text}>
        {lines.map((line, i) => {
          const heading = (headings.get(i + 1) ?? 9) < 4 && !line.startsWith('——');
          return <p key={`${i}-${line.slice(0, 12)}`} id={`line-${i + 1}`} style={{ marginBottom: 8, fontWeight: heading ? 600 : 400, textIndent: heading ? 0 : '2em' }}>{line}</p>;
        })}
      </Card>
    </div>
  );
}
