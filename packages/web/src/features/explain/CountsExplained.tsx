import { Link } from '@tanstack/react-router';
import { useMe } from '../../app/session.ts';
import { fullMoment } from '../../ui/format.ts';
import ui from '../../ui/ui.module.css';
import { useStatusWords } from '../statistics/index.ts';
import s from './explain.module.css';
import type { Asked } from './explain.ts';
import { useExplainWords } from './words.ts';

/** How far a place's reports have come, state by state. */
export function CountsExplained({ asked }: { asked: Extract<Asked, { kind: 'counts' }> }) {
  const t = useExplainWords();
  const statuses = useStatusWords();
  const { counts, period, subPark, asOf } = asked;
  const mayList = useMe().active.role !== 'leader';
  const rows = [
    [statuses.accepted, counts.accepted, 'accepted'],
    [statuses.reviewed, counts.reviewed, 'reviewed'],
    [statuses.submitted, counts.submitted, 'submitted'],
    [statuses['sent-back'], counts.sentBack, 'sent-back'],
    [t.notReported, counts.notReported, 'not-reported'],
  ] as const;
  return (
    <>
      <table className={ui.table}>
        <caption className={ui.caption}>{t.status}</caption>
        <thead>
          <tr>
            <th scope="col">{t.status}</th>
            <th scope="col" className={ui.right}>
              {t.n}
            </th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, n, status]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={`${ui.right} ${ui.num}`} data-value={n}>
                {n}
              </td>
              <td className={ui.right}>
                {mayList && n > 0 && (
                  <Link to="/reports" search={{ period, status, ...(subPark ? { subPark } : {}) }}>
                    {t.list}
                  </Link>
                )}
              </td>
            </tr>
          ))}
          <tr className={s.total}>
            <th scope="row">{t.sum}</th>
            <td className={`${ui.right} ${ui.num}`}>{counts.respondents}</td>
            <td />
          </tr>
        </tbody>
      </table>
      <p>{t.countsHow}</p>
      <p className={ui.sub}>{t.computed(fullMoment(asOf))}</p>
    </>
  );
}
