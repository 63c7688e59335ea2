import { useState } from 'react';
import type { Finding, Form, Submission } from '@yuanheng/contract';
import { shortDay } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Kbd } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { sawText } from './report.ts';
import s from './report.module.css';
import { useFormWords } from './words.ts';
import { useReviewWords } from './review-words.ts';

interface QueryBarProps {
  readonly form: Form;
  readonly finding: Finding;
  readonly nth: number;
  readonly of: number;
  /** What the enterprise says to it. */
  readonly said: string | undefined;
}

export function QueryBar({ form, finding, nth, of, said }: QueryBarProps) {
  const t = useReviewWords();
  const f = useFormWords();
  const words = useWords();
  return (
    <div className={`${s.findingBar} ${ui.warn}`}>
      <p className={ui.between}>
        <b>
          {t.nth(nth, of)}　{words(finding.message)}
        </b>
        {of > 1 && (
          <span>
            <Kbd>N</Kbd> {t.next}
          </span>
        )}
      </p>
      <p>{sawText(form, finding, words)}</p>
      <p>
        {f.explained}：{said || f.noExplanation}
      </p>
    </div>
  );
}

/** Characters of a remark. */
const MOST = 500;

export function RemarkField({
  name,
  text,
  onWrite,
}: {
  name: string;
  text: string;
  onWrite: (text: string) => void;
}) {
  const t = useReviewWords();
  return (
    <>
      <label className={ui.field}>
        <b>{t.remarkAt(name)}</b>
        <textarea
          className={ui.input}
          rows={3}
          maxLength={MOST}
          value={text}
          onChange={(e) => onWrite(e.target.value)}
        />
        <span className={ui.sub}>{t.length(text.length, MOST)}</span>
      </label>
      <div className={ui.chips}>
        {t.quick.split('|').map((quick) => (
          <button
            key={quick}
            type="button"
            className={ui.chip}
            onClick={() => onWrite(`${text}${quick}。`.slice(0, MOST))}
          >
            {quick}
          </button>
        ))}
      </div>
    </>
  );
}

/** Until when it has to be reviewed, and which days that limit skipped. */
export function ReviewLimit({ report }: { report: Submission }) {
  const t = useReviewWords();
  const [how, setHow] = useState(false);
  return (
    <span className={ui.sub}>
      {report.reviewDueOn && t.limit(shortDay(report.reviewDueOn), report.workingDaysLeft ?? 0)}{' '}
      <button type="button" className={ui.link} aria-expanded={how} onClick={() => setHow(!how)}>
        {t.how}
      </button>
      {how && (
        <span>
          {' '}
          {t.howText(report.reviewSkips.map(({ date, reason }) => `${shortDay(date)} ${reason}`).join('、'))}
        </span>
      )}
    </span>
  );
}
