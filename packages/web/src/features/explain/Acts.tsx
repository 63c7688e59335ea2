import { Link } from '@tanstack/react-router';
import type { Explanation } from '@yuanheng/contract';
import { useMe } from '../../app/session.ts';
import { momentText } from '../../ui/format.ts';
import ui from '../../ui/ui.module.css';
import s from './explain.module.css';
import { useExplainWords } from './words.ts';

export function Acts({ e }: { e: Explanation }) {
  const t = useExplainWords();
  const others = e.eventsTotal - e.events.length;
  const canOpen = useMe().active.role !== 'leader';
  const names: Record<string, string> = {
    submit: t.submit,
    review: t.review,
    accept: t.accept,
    'send-back': t['send-back'],
    reopen: t.reopen,
  };
  return (
    <ol className={s.acts}>
      {e.events.map((event) => (
        <li key={`${event.at} ${event.by} ${event.act}`}>
          <span className={ui.num}>{momentText(event.at)}</span>
          <span>{event.by}</span>
          <span>
            {names[event.act] ?? event.act} {t.count(event.count)} {event.respondent}
          </span>
          {event.submissionId && canOpen ? (
            <Link to="/reports/$submissionId" params={{ submissionId: event.submissionId }}>
              {t.open}
            </Link>
          ) : (
            <span />
          )}
        </li>
      ))}
      {others > 0 && <li className={ui.sub}>{t.moreActs(others)}</li>}
    </ol>
  );
}
