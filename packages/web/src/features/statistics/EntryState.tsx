import type { FormField } from '@yuanheng/contract';
import { sentenceOf } from '../../app/rpc.ts';
import { timeText } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './report.module.css';
import { type Writing, leftOf } from './writing.ts';
import { useEntryWords } from './entry-words.ts';

export function EntrySaved({ at }: { at: Writing }) {
  const t = useEntryWords();
  const text = at.trouble
    ? t.saveFailed
    : at.save.isPending
      ? t.saving
      : at.unsaved
        ? t.unsaved
        : at.save.data
          ? t.saved(timeText(at.save.data.savedAt))
          : at.report.draft
            ? t.saved(timeText(at.report.draft.at))
            : '';
  return (
    <span className={ui.sub} role="status" data-saved={at.save.isSuccess && !at.unsaved}>
      {text}
    </span>
  );
}

export function EntryFailures({ at }: { at: Writing }) {
  const t = useEntryWords();
  if (at.conflict) return null;
  if (at.submit.error)
    return <Failure sentence={sentenceOf(at.submit.error)} retry={t.submit} onRetry={() => at.send()} />;
  if (!at.trouble) return null;
  return <Failure sentence={sentenceOf(at.trouble)} retry={t.retry} onRetry={at.saveNow} />;
}

export function EntryLeft({ at }: { at: Writing }) {
  const t = useEntryWords();
  const words = useWords();
  const left = leftOf(at);
  const names = (fields: readonly FormField[]) => fields.map((field) => words(field.name)).join(t.listSep);
  if (left.ready) return <p>● {t.nothingLeft}</p>;
  return (
    <ul className={s.left}>
      {left.errors.length > 0 && (
        <li>
          <b className={s.badText}>■</b> {t.errors(left.errors.length, names(left.errors))}
        </li>
      )}
      {left.queries.length > 0 && (
        <li>
          <b className={s.warnText}>▲</b> {t.queries(left.queries.length, names(left.queries))}
        </li>
      )}
      {left.missing.length > 0 && (
        <li>
          <b>○</b> {t.missing(left.missing.length, names(left.missing))}
        </li>
      )}
    </ul>
  );
}
