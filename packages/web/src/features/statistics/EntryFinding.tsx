import { useWords } from '../../ui/messages.ts';
import { cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { sawText } from './report.ts';
import s from './report.module.css';
import type { Writing } from './writing.ts';
import { useFormWords } from './words.ts';
import { useEntryWords } from './entry-words.ts';

export function EntryFinding({
  at,
  finding,
}: {
  at: Writing;
  finding: Writing['checked']['findings'][number];
}) {
  const t = useEntryWords();
  const f = useFormWords();
  const words = useWords();
  const said = at.explanations[finding.ruleId] ?? '';
  return (
    <div className={s.finding}>
      <p className={finding.severity === 'error' ? s.badText : s.warnText}>
        <b>{f[finding.severity]}</b> {words(finding.message)}
        {finding.because.length > 0 && t.because(sawText(at.report.form, finding, words))}
      </p>
      {finding.severity === 'query' && (
        <label className={s.explain}>
          <span className={ui.caption}>{t.explain}</span>
          <input
            className={ui.input}
            placeholder={t.explain}
            maxLength={200}
            value={said}
            onChange={(e) => at.explain(finding.ruleId, e.target.value)}
          />
          <span className={cx(ui.sub, ui.num)}>{[...said].length} / 200</span>
        </label>
      )}
    </div>
  );
}
