import { useState } from 'react';
import type { ImportRow, ListImport } from '@yuanheng/contract';
import { exactText } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { type Column, DataTable, Tag } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { DecideRow } from './DecideRow.tsx';
import { useImportWords, useReason } from './import-words.ts';

const TONE = { accepted: 'good', queued: 'warn', rejected: 'bad', ignored: 'plain' } as const;
const SHAPE = { accepted: '●', queued: '▲', rejected: '■', ignored: '○' } as const;

interface RowsProps {
  readonly list: ListImport;
  readonly rows: readonly ImportRow[];
  readonly said: { readonly filter: string; readonly asOf: string };
}

/** The rows of a file as they were understood, each with its result and why. */
export function ImportRows({ list, rows, said }: RowsProps) {
  const t = useImportWords();
  const words = useWords();
  const reasonOf = useRowReason();
  const [deciding, setDeciding] = useState<ImportRow | null>(null);
  const shown = list.columns.filter(({ kind }) => ['money', 'count', 'date', 'text'].includes(kind));
  const valueOf = (row: ImportRow, id: string, kind: string): string => {
    const foreign = Object.values(row.foreign)[0];
    const value = row.values?.[id] ?? null;
    if (kind === 'money' && value === null && foreign)
      return `${exactText(foreign.amount)} ${foreign.currency}`;
    if (value === null) return row.values === null ? '' : t.blank;
    return kind === 'money' || kind === 'count' ? exactText(value) : value;
  };
  const columns: Column<ImportRow>[] = [
    { id: 'row', head: t.row, right: true, text: (row) => String(row.row) },
    {
      id: 'name',
      head: t.name,
      text: (row) => row.name ?? '',
      cell: (row) => (
        <>
          {row.name}
          {row.enterprise && row.enterprise.name !== row.name && (
            <div className={ui.sub}>→ {row.enterprise.name}</div>
          )}
        </>
      ),
    },
    { id: 'code', head: t.code, text: (row) => row.code ?? '', cell: (row) => <code>{row.code}</code> },
    ...(list.columns.some(({ kind }) => kind === 'period')
      ? [{ id: 'period', head: t.period, text: (row: ImportRow) => row.period ?? '' }]
      : []),
    ...shown.map(({ id, kind, name, letter }) => ({
      id: `column-${id}`,
      head: `${t.headOf(words(name), letter)}${kind === 'money' ? ` ${t.inYuan}` : ''}`,
      right: kind === 'money' || kind === 'count',
      text: (row: ImportRow) => valueOf(row, id, kind),
    })),
    {
      id: 'result',
      head: t.result,
      text: (row) => t[row.status],
      cell: (row) => (
        <Tag tone={TONE[row.status]}>
          {SHAPE[row.status]} {t[row.status]}
        </Tag>
      ),
    },
    {
      id: 'reason',
      head: t.reason,
      text: reasonOf,
      cell: (row) => (
        <>
          {reasonOf(row)}{' '}
          {row.status === 'queued' && row.decision === null && list.status === 'confirmed' && (
            <button type="button" className={ui.link} onClick={() => setDeciding(row)}>
              {t.decide}
            </button>
          )}
        </>
      ),
    },
  ];
  return (
    <>
      <DataTable
        caption={list.fileName}
        rows={rows}
        rowKey={(row) => String(row.row)}
        said={said}
        columns={columns}
      />
      {deciding && <DecideRow importId={list.id} row={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}

/** What is said of a row: the cell that is wrong, why it waits, what was unusual, what was decided. */
function useRowReason(): (row: ImportRow) => string {
  const t = useImportWords();
  const reason = useReason();
  return (row) => {
    const [fault] = row.faults;
    const why = fault
      ? `${fault.cell} ${reason(fault.reason)}：“${fault.typed}”`
      : row.reason && reason(row.reason);
    const decided =
      row.decision &&
      `${row.decision.decision === 'taken' ? t.taken(row.enterprise?.name ?? '') : t.leftOut}（${row.decision.by}：${row.decision.reason ?? ''}）`;
    return [why, ...row.warnings.map(reason), decided].filter(Boolean).join('；');
  };
}
