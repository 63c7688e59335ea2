import { Link } from '@tanstack/react-router';
import type { Period } from '@yuanheng/contract';
import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import ui from '../../ui/ui.module.css';
import { useWorkWords } from './words.ts';

/** How many are due, reported, in review and late; each count leads to its reports. */
export function PeriodCounts({ period, accepts }: { period: Period; accepts: boolean }) {
  const t = useWorkWords();
  const language = useLanguage();
  const { counts } = period;
  const percent =
    counts.respondents === 0 ? '—' : `${Math.round((counts.reported / counts.respondents) * 100)}%`;
  const search = { period: period.code };
  return (
    <div className={ui.cells}>
      <Link to="/reports" search={search}>
        <Big name={t.due(periodText(period.code, language))} n={counts.respondents} unit={t.firms} />
      </Link>
      <Link to="/reports" search={{ ...search, status: 'reported' }}>
        <Big name={t.reported} n={counts.reported} unit={t.share(percent)} />
      </Link>
      <Link to="/reports" search={{ ...search, status: 'submitted' }}>
        <Big name={t.submitted} n={counts.submitted} unit={t.reports} />
      </Link>
      {accepts && (
        <Link to="/reports" search={{ ...search, status: 'reviewed' }}>
          <Big name={t.reviewed} n={counts.reviewed} unit={t.reports} />
        </Link>
      )}
      <Link to="/reports" search={{ ...search, status: 'sent-back' }}>
        <Big name={t.sentBack} n={counts.sentBack} unit={t.reports} />
      </Link>
      <Link to="/reports" search={{ ...search, status: 'not-reported' }}>
        <Big
          name={counts.overdue > 0 ? t.late : t.notReported}
          n={counts.overdue > 0 ? counts.overdue : counts.notReported}
          unit={t.firms}
        />
      </Link>
    </div>
  );
}

const Big = ({ name, n, unit }: { name: string; n: number; unit: string }) => (
  <>
    <span className={ui.sub}>{name}</span>
    <span>
      <b className={ui.big}>{n}</b> {unit}
    </span>
  </>
);
