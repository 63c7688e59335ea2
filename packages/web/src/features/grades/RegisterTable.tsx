import type { CarrierDeed, CarrierRegister, RegisterRow } from '@yuanheng/contract';
import { decimalText } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { type Column, DataTable, Tag, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './carriers.module.css';
import { GradeChip } from './GradeChip.tsx';
import { StatusTag } from './StatusTag.tsx';
import { useCarrierWords, useRegisterWords } from './words.ts';

interface RegisterTableProps {
  readonly register: CarrierRegister;
  readonly rows: readonly RegisterRow[];
  readonly show: string;
  readonly picked: string | undefined;
  readonly onPick: (code: string) => void;
}

export function RegisterTable({ register, rows, show, picked, onPick }: RegisterTableProps) {
  const t = useRegisterWords();
  const kinds = useCarrierWords();
  const words = useWords();
  const last = register.round?.period ?? null;
  const basis = useBasis();
  const resultOf = (row: RegisterRow) => row.results.find(({ period }) => period === last);
  const columns: Column<RegisterRow>[] = [
    {
      id: 'carrier',
      head: t.carrier,
      text: ({ carrier }) => words(carrier.name),
      cell: ({ carrier }) => (
        <button
          type="button"
          className={s.rowButton}
          aria-pressed={carrier.code === picked}
          onClick={() => onPick(carrier.code)}
        >
          {carrier.code === picked && '▸ '}
          {words(carrier.name)}
        </button>
      ),
    },
    {
      id: 'subPark',
      head: t.subPark,
      text: ({ carrier }) => (carrier.subPark ? words(carrier.subPark.name) : kinds.outside),
    },
    {
      id: 'kind',
      head: t.kind,
      text: ({ carrier }) => t[carrier.ownership],
      cell: ({ carrier }) => (
        <>
          {t[carrier.ownership]}
          {carrier.inAlliance && (
            <div className={ui.sub} title={kinds.allianceSub}>
              {kinds.alliance}
            </div>
          )}
        </>
      ),
    },
    {
      id: 'status',
      head: t.status,
      text: ({ status }) => t[status],
      cell: ({ status }) => <StatusTag status={status} />,
    },
    { id: 'since', head: t.since, text: ({ since }) => since ?? '—' },
    {
      id: 'basis',
      head: t.basis,
      text: (row) => (row.basis ? `${basis(row.basis)} · ${words(row.basis.clause)}` : '—'),
      cell: (row) => (row.basis ? <span title={words(row.basis.clause)}>{basis(row.basis)}</span> : '—'),
    },
    {
      id: 'result',
      head: last === null ? t.last('') : t.last(last),
      right: true,
      text: (row) => `${resultOf(row)?.grade ?? '—'} ${decimalText(resultOf(row)?.final, 2)}`,
      cell: (row) => {
        const result = resultOf(row);
        return result ? (
          <span className={cx(ui.row, ui.num)} style={{ justifyContent: 'flex-end', flexWrap: 'nowrap' }}>
            <GradeChip grade={result.grade} /> {decimalText(result.final, 2)}
          </span>
        ) : (
          '—'
        );
      },
    },
    {
      id: 'proposal',
      head: t.proposal,
      text: ({ proposal }) => (proposal ? t[proposal.act] : '—'),
      cell: ({ proposal }) =>
        proposal ? <Tag tone={proposal.act === 'remove' ? 'bad' : 'warn'}>{t[proposal.act]}</Tag> : '—',
    },
  ];
  return (
    <div className={s.tight}>
      <DataTable
        caption={t.title}
        columns={columns}
        rows={rows}
        rowKey={({ carrier }) => carrier.id}
        empty={register.total === 0 ? t.none : t.noneHere}
        said={{ filter: show, asOf: register.asOf }}
      />
      <p className={cx(ui.sub, s.note)}>{t.shown(rows.length, register.total)}</p>
    </div>
  );
}

/** What a status rests on, in a few words; its clause stands in the panel. */
function useBasis(): (deed: CarrierDeed) => string {
  const t = useRegisterWords();
  return ({ act, period, setAside }) =>
    [period && t.last(period), setAside ? t.setAside(t[act]) : t[act]].filter(Boolean).join(' · ');
}
