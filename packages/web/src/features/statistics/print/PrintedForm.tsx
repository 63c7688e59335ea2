import type { Answers, Finding, Form, Paper, Submission } from '@yuanheng/contract';
import { fullMoment, periodText } from '../../../ui/format.ts';
import { useLanguage, useWords } from '../../../ui/messages.ts';
import { NeedsReview } from '../../../ui/parts.tsx';
import { useUnits } from '../../../ui/units.ts';
import { sectionFields, shownText } from '../report.ts';
import { useFormWords, useSignatoryWords } from '../words.ts';
import s from './print.module.css';
import { usePrintWords } from './print-words.ts';

/** A query and what the respondent said to it. */
export interface Explained {
  readonly id: string;
  readonly message: Finding['message'];
  readonly text: string;
}

interface PrintedFormProps {
  readonly report: Submission;
  /** Null: a draft, for comparing by eye only. */
  readonly paper: Paper | null;
  readonly answers: Answers;
  readonly explained: readonly Explained[];
}

/** The form with the face of Chinese statistics: its head and foot, the columns repeated on every sheet. */
export function PrintedForm({ report, paper, answers, explained }: PrintedFormProps) {
  const t = usePrintWords();
  const f = useFormWords();
  const words = useWords();
  const language = useLanguage();
  const unitText = useUnits();
  const { form } = report;
  const isYear = form.frequency === 'year';
  const columns = isYear ? 5 : 6;
  const name = `${words(report.formName)} ${periodText(report.periodCode, language)}`;
  return (
    <article className={s.sheet} aria-label={name}>
      <h1 className={s.formTitle}>{words(report.formName)}</h1>
      <p className={s.formPeriod}>{periodText(report.periodCode, language)}</p>
      <Face report={report} paper={paper} />
      <table className={s.table}>
        <caption className={s.hidden}>{name}</caption>
        <thead>
          <tr className={s.running}>
            <td colSpan={columns}>
              {report.respondent.name} · {name} · {paper ? t.revisionOf(paper.revision) : t.draftMark}
              {paper && ` · ${paper.digest.slice(0, 16)}`}
            </td>
          </tr>
          <tr>
            <th scope="col">{t.code}</th>
            <th scope="col">{t.item}</th>
            <th scope="col">{t.unit}</th>
            <th scope="col">{isYear ? t.thisYear : f.now}</th>
            {!isYear && <th scope="col">{f.beforeShort}</th>}
            <th scope="col">{f.lastYear}</th>
          </tr>
        </thead>
        {form.sections.map((section) => (
          <tbody key={section.id}>
            <tr className={s.section}>
              <th scope="rowgroup" colSpan={columns}>
                {words(section.name)}
              </th>
            </tr>
            {sectionFields(form, section.id).map((field) => (
              <tr key={field.id}>
                <td>{String(field.number).padStart(2, '0')}</td>
                <td className={s.item}>{words(field.name)}</td>
                <td>{unitText(field.unit) || '—'}</td>
                <td className={s.figure}>{shownText(field, answers[field.id], words)}</td>
                {!isYear && (
                  <td className={s.figure}>{shownText(field, report.previous?.answers[field.id], words)}</td>
                )}
                <td className={s.figure}>{shownText(field, report.lastYear?.answers[field.id], words)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      <Foot form={report.form} paper={paper} />
      {explained.length > 0 && (
        <section className={s.said}>
          <h2>{t.explanations}</h2>
          <ol>
            {explained.map(({ id, message, text }) => (
              <li key={id}>
                {words(message)}：{text}
              </li>
            ))}
          </ol>
        </section>
      )}
    </article>
  );
}

/** 表号, 制定机关, 文号, 有效期, 计量单位; what no source states is marked, not invented. */
function Face({ report, paper }: Pick<PrintedFormProps, 'report' | 'paper'>) {
  const t = usePrintWords();
  const f = useFormWords();
  const unitText = useUnits();
  const { form } = report;
  const toConfirm = <NeedsReview who={form.needsReview} />;
  return (
    <div className={s.face}>
      <dl>
        <div>
          <dt>{t.respondent}</dt>
          <dd>{report.respondent.name}</dd>
        </div>
        <div>
          <dt>{t.respondentCode}</dt>
          <dd>{paper?.respondent.code ?? ''}</dd>
        </div>
        <div>
          <dt>{t.unit}</dt>
          <dd>{t.unitOf(unitText(form.unit))}</dd>
        </div>
      </dl>
      <dl>
        <div>
          <dt>{f.formNumber}</dt>
          <dd>{form.number ?? toConfirm}</dd>
        </div>
        <div>
          <dt>{f.issuer}</dt>
          <dd>{form.issuingBody}</dd>
        </div>
        <div>
          <dt>{t.documentNumber}</dt>
          <dd>{form.documentNumber ?? toConfirm}</dd>
        </div>
        <div>
          <dt>{f.validUntil}</dt>
          <dd>{form.validUntil ?? toConfirm}</dd>
        </div>
      </dl>
    </div>
  );
}

/** Who signs, and the day on which it was handed in; without names there is room for a hand. */
function Foot({ form, paper }: { form: Form; paper: Paper | null }) {
  const t = usePrintWords();
  const names = useSignatoryWords();
  const language = useLanguage();
  const day = paper ? fullMoment(paper.submittedAt).slice(0, 10) : null;
  const [year, month, date] = (day ?? '').split('-').map(Number);
  return (
    <dl className={s.foot}>
      {form.signatories.map((role) => (
        <div key={role}>
          <dt>{names(role)}：</dt>
          <dd>{paper?.signatories?.[role] ?? ''}</dd>
        </div>
      ))}
      <div>
        <dt>{t.handedIn}：</dt>
        <dd>{day && (language === 'zh' ? `${year} 年 ${month} 月 ${date} 日` : day)}</dd>
      </div>
    </dl>
  );
}
