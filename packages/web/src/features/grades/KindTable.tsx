import { Link } from '@tanstack/react-router';
import type { CarrierKind, CarrierResults, GradedCarrier } from '@yuanheng/contract';
import { decimalText } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { type Column, DataTable, Tag, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './carriers.module.css';
import { GradeChip } from './GradeChip.tsx';
import { StatusTag } from './StatusTag.tsx';
import { useCarrierWords, useRegisterWords } from './words.ts';

/** One kind of carriers by rank, with the points of each group. */
export function KindTable({ results, shown }: { results: CarrierResults; shown: CarrierKind }) {
  const t = useCarrierWords();
  const words = useWords();
  const status = useRegisterWords();
  const gradeName = (id: string | null) => {
    const name = shown.grades.find((grade) => grade.id === id)?.name;
    return name && words(name);
  };
  const columns: Column<GradedCarrier>[] = [
    { id: 'rank', head: t.rank, right: true, text: ({ rank }) => (rank === null ? '—' : String(rank)) },
    {
      id: 'carrier',
      head: t.carrier,
      text: ({ carrier }) => words(carrier.name),
      cell: (row) => <Name row={row} period={results.period} />,
    },
    {
      id: 'status',
      head: t.status,
      text: (row) => status[row.status],
      cell: (row) => <StatusTag status={row.status} />,
    },
    {
      id: 'final',
      head: t.final,
      right: true,
      text: ({ final }) => decimalText(final, 2),
      cell: ({ final }) =>
        final === null ? <span className={ui.sub}>{t.notRated}</span> : <b>{decimalText(final, 2)}</b>,
    },
    {
      id: 'grade',
      head: t.grade,
      text: ({ grade }) => grade ?? '',
      cell: (row) => <Graded row={row} shown={shown} name={gradeName(row.grade)} />,
    },
    { id: 'plus', head: t.plus, right: true, text: plusText },
    { id: 'before', head: t.before, right: true, text: changeText },
    ...shown.groups.map((group): Column<GradedCarrier> => ({
      id: group.id,
      head: words(group.name),
      right: true,
      text: ({ groups }) => decimalText(groups[group.id], 2),
      exact: ({ groups }) => groups[group.id] ?? '',
      cell: ({ groups }) => <Points points={groups[group.id]} weight={group.weight} />,
    })),
    {
      id: 'gaps',
      head: t.gaps,
      text: ({ gaps }) =>
        [gaps.zero > 0 && t.zero(gaps.zero), gaps.share > 0 && t.share(gaps.share)]
          .filter(Boolean)
          .join(' · ') || '—',
    },
  ];
  return (
    <>
      <DataTable
        caption={`${t.title(results.period)} ${words(shown.scheme.name)}`}
        columns={columns}
        rows={shown.rows}
        rowKey={({ carrier }) => carrier.id}
        empty={t.empty}
        said={{
          filter: `${results.period} ${shown.scheme.id} v${shown.scheme.version} ${results.state}`,
          asOf: results.asOf,
        }}
      />
      <p className={cx(ui.sub, s.note)}>
        {t.bars} {t.bands(shown.grades.map(({ id, from }) => `${id} ≥ ${from}`).join('，'))}
      </p>
    </>
  );
}

const plusText = ({ bonus, penalty }: GradedCarrier): string =>
  [Number(bonus) > 0 && `+${bonus}`, Number(penalty) > 0 && `−${penalty}`].filter(Boolean).join(' ') || '—';

function changeText({ final, before }: GradedCarrier): string {
  if (final === null || before === null) return '—';
  const change = Number(final) - Number(before);
  return `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(2)}`;
}

function Name({ row: { carrier }, period }: { row: GradedCarrier; period: string }) {
  const t = useCarrierWords();
  const words = useWords();
  return (
    <div className={s.name}>
      <Link to="/grades/$code" params={{ code: carrier.code }} search={{ period }} className={ui.link}>
        {words(carrier.name)}
      </Link>
      <div className={ui.sub}>
        {carrier.subPark ? words(carrier.subPark.name) : t.outside}
        {carrier.inAlliance && <> · {t.alliance}</>}
      </div>
    </div>
  );
}

function Graded({ row, shown, name }: { row: GradedCarrier; shown: CarrierKind; name: string | undefined }) {
  const t = useCarrierWords();
  const held = shown.grades.find(({ id }) => id === row.heldFrom);
  return (
    <span className={ui.row} style={{ flexWrap: 'nowrap' }}>
      <GradeChip grade={row.grade} name={name} />
      {row.vetoes.length > 0 && <Tag tone="bad">{t.vetoed(row.vetoes.join(', '))}</Tag>}
      {held?.atMostShare && (
        <abbr title={t.held(held.id, held.atMostShare * 100)} className={ui.sub}>
          ↓{held.id}
        </abbr>
      )}
    </span>
  );
}

export function Points({ points, weight }: { points: string | null | undefined; weight: number }) {
  const share = Math.max(0, Math.min(1, Number(points ?? 0) / weight));
  return (
    <span className={s.cell}>
      {decimalText(points, 2)}
      <span className={s.bar} aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  );
}
