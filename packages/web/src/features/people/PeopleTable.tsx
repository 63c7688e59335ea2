import type { HeldRole, MemberRow, Role } from '@yuanheng/contract';
import { useRoleWords } from '../../app/words.ts';
import { fullMoment } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Empty, Tag, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { usePeopleWords } from './words.ts';
import s from './people.module.css';

interface TableProps {
  readonly rows: readonly MemberRow[];
  readonly chosen: string | undefined;
  /** Whether the zone requires a second factor of administrators and reviewers. */
  readonly needed: boolean;
  readonly onChoose: (memberId: string) => void;
}

const TONES = {
  active: 'good',
  invited: 'soft',
  locked: 'bad',
  'no-sign-in': undefined,
  disabled: 'warn',
  ended: undefined,
} as const satisfies Record<MemberRow['state'], string | undefined>;

export function StateTag({ state }: { state: MemberRow['state'] }) {
  const t = usePeopleWords();
  return <Tag tone={TONES[state]}>{t[state]}</Tag>;
}

/** From when to when something is held. */
export function useSpan() {
  const t = usePeopleWords();
  return ({ from, until }: Pick<HeldRole, 'from' | 'until'>): string => {
    if (from === null) return t.notBegun;
    return until === null ? t.from(from) : t.fromTo(from, until);
  };
}

/** Whose second factor the zone may require. */
const NEEDS: readonly Role[] = ['office', 'sub-park', 'system-admin', 'security-admin', 'audit-admin'];

export function PeopleTable({ rows, chosen, needed, onChoose }: TableProps) {
  const t = usePeopleWords();
  if (rows.length === 0) return <Empty>{t.none}</Empty>;
  return (
    <section className={ui.scroll} tabIndex={0} aria-label={t.people}>
      <table className={ui.table}>
        <caption className={ui.caption}>{t.people}</caption>
        <thead>
          <tr>
            {[t.name, t.role, t.place, t.span, t.state, t.factor, t.seen].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              chosen={row.id === chosen}
              needed={needed}
              onChoose={() => onChoose(row.id)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly row: MemberRow;
  readonly chosen: boolean;
  readonly needed: boolean;
  readonly onChoose: () => void;
}

function Row({ row, chosen, needed, onChoose }: RowProps) {
  const t = usePeopleWords();
  const roles = useRoleWords();
  const words = useWords();
  const spanOf = useSpan();
  const lines = (cell: (held: HeldRole) => string) =>
    row.assignments.map((held) => <div key={held.id}>{cell(held)}</div>);
  return (
    <tr className={cx(chosen && s.chosen)}>
      <td>
        <button type="button" className={ui.link} aria-pressed={chosen} onClick={onChoose}>
          {row.name}
        </button>
        {row.login && <div className={ui.sub}>{row.login}</div>}
      </td>
      <td>
        {row.assignments.length === 0 ? (
          <span className={ui.sub}>{t.noRole}</span>
        ) : (
          lines((held) => roles[held.role])
        )}
      </td>
      <td>{lines((held) => words(held.placeName))}</td>
      <td className={s.days}>{lines(spanOf)}</td>
      <td>
        <StateTag state={row.state} />
      </td>
      <td>
        {row.login === null ? null : row.secondFactor ? (
          t.factorOn
        ) : needed && row.assignments.some(({ role }) => NEEDS.includes(role)) ? (
          <Tag tone="warn">{t.factorOff}</Tag>
        ) : (
          <span className={ui.sub}>{t.factorOff}</span>
        )}
      </td>
      <td className={s.days}>
        {row.lastSignInAt ? fullMoment(row.lastSignInAt) : <span className={ui.sub}>{t.never}</span>}
      </td>
    </tr>
  );
}
