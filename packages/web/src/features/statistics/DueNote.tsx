import type { SubmissionRow } from '@yuanheng/contract';
import { momentText } from '../../ui/format.ts';
import ui from '../../ui/ui.module.css';
import s from './desk.module.css';
import { dueChangeText, useDueWords } from './due-words.ts';

/** What the office decided about a respondent, and the reminders, for whom they concern. */
export function DueNote({ row }: { row: Pick<SubmissionRow, 'dueChange' | 'reminded'> }) {
  const t = useDueWords();
  const { dueChange, reminded } = row;
  if (!dueChange && !reminded) return null;
  return (
    <div className={ui.notice}>
      {dueChange && (
        <p>
          {dueChangeText(t, dueChange)}{' '}
          <span className={ui.sub}>{t.by(dueChange.by, momentText(dueChange.at))}</span>
        </p>
      )}
      {reminded && (
        <p>
          {t.reminded(reminded.times, momentText(reminded.at))} <span className={ui.sub}>{reminded.by}</span>
        </p>
      )}
    </div>
  );
}

/** The same in a cell of a list: what was decided, and the reason under it. */
export function DueCell({ row }: { row: Pick<SubmissionRow, 'dueChange' | 'reminded'> }) {
  const t = useDueWords();
  const { dueChange, reminded } = row;
  return (
    <span className={s.note}>
      {dueChange && <span title={dueChange.reason}>{dueChangeText(t, dueChange)}</span>}
      {reminded && <span className={ui.sub}>{t.reminded(reminded.times, momentText(reminded.at))}</span>}
    </span>
  );
}
