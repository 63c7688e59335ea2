import { Link } from '@tanstack/react-router';
import type { CarrierDeed, RegisterRow } from '@yuanheng/contract';
import { useMe } from '../../app/session.ts';
import { decimalText, fullMoment } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Card } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './carriers.module.css';
import { Decide } from './Decide.tsx';
import { GradeChip } from './GradeChip.tsx';
import { StatusTag } from './StatusTag.tsx';
import { useCarrierWords, useRegisterWords } from './words.ts';

/** One carrier of the register: its results, its acts, and what is to be decided. */
export function RegisterPanel({ row, round }: { row: RegisterRow; round: string | null }) {
  const t = useRegisterWords();
  const kinds = useCarrierWords();
  const words = useWords();
  const me = useMe();
  const { carrier } = row;
  return (
    <div className={s.panel}>
      <Card title={words(carrier.name)} aside={<StatusTag status={row.status} />}>
        <div className={ui.stack}>
          <p className={ui.sub}>
            {carrier.subPark ? words(carrier.subPark.name) : kinds.outside} · {kinds[carrier.ownership]} ·{' '}
            {carrier.code}
            {carrier.inAlliance && ` · ${kinds.alliance}`}
          </p>
          {row.proposal && round ? (
            <Decide
              row={row}
              proposal={row.proposal}
              isOffice={me.active.role === 'office'}
              today={me.today}
            />
          ) : (
            <p className={ui.sub}>{t.nothing}</p>
          )}
          {row.mayApplyFrom && <p>{t.mayApply(row.mayApplyFrom)}</p>}
          <h3>{t.history}</h3>
          <ul className={s.deeds}>
            {row.results.map(({ period, final, grade }) => (
              <li key={period}>
                <span className={ui.sub}>{period}</span>
                <span className={ui.between}>
                  <Link
                    to="/grades/$code"
                    params={{ code: carrier.code }}
                    search={{ period }}
                    className={ui.link}
                  >
                    {t.result(period)}
                  </Link>
                  <span className={ui.row}>
                    <span className={ui.num}>{decimalText(final, 2)}</span> <GradeChip grade={grade} />
                  </span>
                </span>
              </li>
            ))}
            {row.history.map((deed) => (
              <Deed key={`${deed.at} ${deed.act}`} deed={deed} />
            ))}
          </ul>
        </div>
      </Card>
    </div>
  );
}

function Deed({ deed }: { deed: CarrierDeed }) {
  const t = useRegisterWords();
  const words = useWords();
  return (
    <li>
      <span className={ui.sub}>{deed.on}</span>
      <span>
        <b>{deed.setAside ? t.setAside(t[deed.act]) : t[deed.act]}</b>
        <div>{deed.reason}</div>
        <div className={ui.sub}>
          {words(deed.clause)} · {t.by(deed.by, fullMoment(deed.at))}
        </div>
      </span>
    </li>
  );
}
