import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Period, Reminded } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { fullMoment, momentText, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Button, Chips, type Column, DataTable, Drawer, Failure, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useRemindWords } from './due-words.ts';
import { useStatusWords } from './words.ts';

type Reach = 'late' | 'due-soon' | 'sent-back';
const REACHES: readonly Reach[] = ['late', 'due-soon', 'sent-back'];
/** Calendar days that count as soon. */
const SOON = 3;

/** Reminds those who are waited for, after a look at who they are and whom to ask. */
export function Reminders({ period }: { period: Period }) {
  const t = useRemindWords();
  const { role } = useMe().active;
  const [open, setOpen] = useState(false);
  if (period.status === 'closed' || (role !== 'office' && role !== 'sub-park')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.open}</Button>
      {open && <RemindDrawer period={period} onClose={() => setOpen(false)} />}
    </>
  );
}

function RemindDrawer({ period, onClose }: { period: Period; onClose: () => void }) {
  const t = useRemindWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const [reach, setReach] = useState<Reach>('late');
  const [spared, setSpared] = useState<ReadonlySet<string>>(new Set());
  const list = useQuery(
    api.statistics.reminderList.queryOptions({ input: { periodId: period.id, reach, days: SOON } }),
  );
  const remind = useMutation(
    api.statistics.remind.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }),
    }),
  );
  const rows = list.data?.rows ?? [];
  const chosen = rows.filter((row) => !row.today && !spared.has(row.submissionId));
  const already = rows.filter((row) => row.today).length;
  const turn = (id: string) =>
    setSpared(new Set(spared.has(id) ? [...spared].filter((one) => one !== id) : [...spared, id]));
  const filter = `${periodText(period.code, language)} · ${t[reach]}`;
  return (
    <Drawer
      wide
      title={t.title(periodText(period.code, language))}
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          disabled={chosen.length === 0 || remind.isPending}
          onClick={() => remind.mutate({ submissionIds: chosen.map(({ submissionId }) => submissionId) })}
        >
          {remind.isPending ? t.running : t.yes(chosen.length)}
        </Button>
      }
    >
      <div className={ui.stack}>
        <Chips
          label={t.which}
          value={reach}
          onChange={(value) => {
            setReach(value);
            remind.reset();
          }}
          options={REACHES.map((value) => ({
            value,
            text: t[value],
            ...(value === reach && list.data ? { count: list.data.total } : {}),
          }))}
        />
        {list.error && <Failure sentence={sentenceOf(list.error)} onRetry={() => void list.refetch()} />}
        {remind.error && <Failure sentence={sentenceOf(remind.error)} />}
        {remind.data && (
          <p role="status" className={ui.notice}>
            {t.result(remind.data.reminded)}
            {remind.data.leftOut.map(({ submissionId, name, why, by }) => (
              <span key={submissionId}> {t.left(name, t[`why-${why}`], by ?? '')}</span>
            ))}
          </p>
        )}
        {list.data ? (
          <>
            <p>
              {t.said(list.data.total, chosen.length, already)} · {t.asOf(fullMoment(list.data.asOf))}
            </p>
            <RemindTable rows={rows} spared={spared} onTurn={turn} said={{ filter, asOf: list.data.asOf }} />
            <p className={ui.sub}>{t.note}</p>
          </>
        ) : (
          <Waiting />
        )}
      </div>
    </Drawer>
  );
}

interface TableProps {
  readonly rows: readonly Reminded[];
  readonly spared: ReadonlySet<string>;
  readonly onTurn: (submissionId: string) => void;
  readonly said: { readonly filter: string; readonly asOf: string };
}

function RemindTable({ rows, spared, onTurn, said }: TableProps) {
  const t = useRemindWords();
  const statuses = useStatusWords();
  const words = useWords();
  const columns: Column<Reminded>[] = [
    {
      id: 'take',
      head: t.take,
      text: (row) => (row.today ? t['why-today'] : spared.has(row.submissionId) ? t.no : t.take),
      cell: (row) => (
        <input
          type="checkbox"
          aria-label={`${t.take} ${row.name}`}
          disabled={row.today}
          checked={!row.today && !spared.has(row.submissionId)}
          onChange={() => onTurn(row.submissionId)}
        />
      ),
    },
    { id: 'name', head: t.name, text: (row) => row.name },
    { id: 'place', head: t.place, text: (row) => `${words(row.subPark)} · ${words(row.carrier)}` },
    { id: 'contacts', head: t.contacts, text: (row) => row.contacts.join('、') || '—' },
    { id: 'status', head: t.status, text: (row) => statuses[row.status] },
    {
      id: 'due',
      head: t.due,
      right: true,
      text: (row) => row.dueOn,
      cell: (row) => (
        <>
          {row.dueOn} <Tag tone={row.daysLate > 0 ? 'bad' : 'plain'}>{t.daysLate(row.daysLate)}</Tag>
        </>
      ),
    },
    {
      id: 'last',
      head: t.last,
      text: (row) =>
        row.reminded ? t.times(row.reminded.times, momentText(row.reminded.at), row.reminded.by) : t.never,
    },
  ];
  return (
    <DataTable
      caption={said.filter}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.submissionId}
      empty={t.nobody}
      said={said}
    />
  );
}
