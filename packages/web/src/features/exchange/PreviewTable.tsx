import type { Preview, ReceivedReport } from '@yuanheng/contract';
import { exactText, fullMoment } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { type Column, DataTable, Tag } from '../../ui/parts.tsx';
import { type PreviewCell, cellsOf } from './cells.ts';
import { useExchangeWords } from './words.ts';

const LOOK = {
  ready: { tone: 'good', shape: '●' },
  same: { tone: 'plain', shape: '○' },
  wrong: { tone: 'bad', shape: '■' },
  missing: { tone: 'bad', shape: '■' },
  query: { tone: 'warn', shape: '▲' },
} as const;

/** Field by field: what stands there, what the workbook says, and what is to be done. */
export function PreviewTable({ preview, report }: { preview: Preview; report: ReceivedReport }) {
  const t = useExchangeWords();
  const words = useWords();
  const valueOf = (cell: PreviewCell, value: string | null): string => {
    if (value === null) return cell.state === 'same' ? '' : t.emptyCell;
    const option = cell.field.options.find(({ id }) => id === value);
    return option ? words(option.name) : /^-?\d+(\.\d+)?$/.test(value) ? exactText(value) : value;
  };
  const reasonOf = ({ state, reasons }: PreviewCell): string => {
    const said = reasons.map(words).join(words({ zh: '；', en: '; ' }));
    if (state === 'query') return `${said}${words({ zh: '。', en: '. ' })}${t.explain}`;
    return state === 'missing' ? t.fill : said;
  };
  const columns: Column<PreviewCell>[] = [
    { id: 'number', head: t.row, right: true, text: ({ field }) => String(field.number) },
    { id: 'name', head: t.item, text: ({ field }) => `${words(field.name)} ${field.unit ?? ''}` },
    {
      id: 'before',
      head: t.before,
      right: true,
      text: (cell) => valueOf(cell, cell.before),
      exact: ({ before }) => before ?? '',
    },
    {
      id: 'after',
      head: t.after,
      right: true,
      text: (cell) => valueOf(cell, cell.after),
      exact: ({ after }) => after ?? '',
    },
    {
      id: 'state',
      head: t.result,
      text: ({ state }) => t[state],
      cell: ({ state }) => (
        <Tag tone={LOOK[state].tone}>
          {LOOK[state].shape} {t[state]}
        </Tag>
      ),
    },
    { id: 'reason', head: t.reason, text: reasonOf },
  ];
  return (
    <DataTable
      caption={`${t.preview} ${report.respondent} ${preview.periodCode}`}
      rows={cellsOf(preview, report)}
      rowKey={({ field }) => field.id}
      columns={columns}
      said={{ filter: `${preview.name} ${preview.sha256}`, asOf: fullMoment(preview.readAt) }}
    />
  );
}
