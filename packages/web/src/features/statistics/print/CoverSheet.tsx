import type { Form, Paper } from '@yuanheng/contract';
import { fullMoment, periodText } from '../../../ui/format.ts';
import { useLanguage, useWords } from '../../../ui/messages.ts';
import { useSignatoryWords } from '../words.ts';
import { QrCode } from '../../../ui/QrCode.tsx';
import s from './print.module.css';
import { usePrintWords } from './print-words.ts';

/** What ties the paper to the record: which revision it is, its hash, and the same as a QR code and as a line to type. */
export function CoverSheet({ paper, form }: { paper: Paper; form: Form }) {
  const t = usePrintWords();
  const names = useSignatoryWords();
  const words = useWords();
  const language = useLanguage();
  const lines: readonly (readonly [string, string])[] = [
    [t.respondent, paper.respondent.name],
    [t.respondentCode, paper.respondent.code],
    [t.formLine, `${words(paper.formName)}（${paper.formId}）`],
    [t.period, periodText(paper.periodCode, language)],
    [t.revision, t.revisionOf(paper.revision)],
    [t.submitted, `${fullMoment(paper.submittedAt)}  ${paper.by}`],
  ];
  return (
    <article className={s.sheet} aria-label={t.cover}>
      <p className={s.issuer}>{form.issuingBody}</p>
      <h1 className={s.coverTitle}>{words(paper.formName)}</h1>
      <p className={s.coverPeriod}>{periodText(paper.periodCode, language)}</p>
      <dl className={s.lines}>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {form.signatories.map((role) => (
          <div key={role}>
            <dt>{names(role)}</dt>
            <dd>{paper.signatories?.[role]}</dd>
          </div>
        ))}
      </dl>
      <div className={s.seal}>{t.seal}</div>
      <div className={s.proof}>
        <QrCode text={paper.code} label={t.qr} className={s.qr ?? ''} />
        <div>
          <p>{t.typed}</p>
          <p className={s.mono} data-typed-code>
            {paper.typedCode}
          </p>
          <p>{t.hash}</p>
          <p className={s.mono}>{paper.digest.replaceAll(/.{16}(?=.)/g, '$& ')}</p>
          <p>{t.how}</p>
        </div>
      </div>
    </article>
  );
}
