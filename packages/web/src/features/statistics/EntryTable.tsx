import type { FormField } from '@yuanheng/contract';
import { changeOf, percentText, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Button, Card, Kbd, NeedsReview, PageHead, Tag, cx } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import { History, Remarks } from './History.tsx';
import s from './report.module.css';
import { monthsOf, sectionFields, shownText } from './report.ts';
import { type Writing, leftOf } from './writing.ts';
import { useFormWords } from './words.ts';
import { EntryCell } from './EntryCell.tsx';
import { EntryFinding } from './EntryFinding.tsx';
import { EntrySaved, EntryFailures, EntryLeft } from './EntryState.tsx';
import { useEntryWords } from './entry-words.ts';

export function EntryTable({ at, onSubmit }: { at: Writing; onSubmit: () => void }) {
  const t = useEntryWords();
  const f = useFormWords();
  const words = useWords();
  const language = useLanguage();
  const unitText = useUnits();
  const { report } = at;
  const { form } = report;
  const left = leftOf(at);
  const filled = form.fields.filter((field) => (at.answers[field.id] ?? '') !== '').length;
  const money = form.fields.find((field) => field.unit?.endsWith('元'))?.unit ?? '';
  return (
    <div className={ui.stack}>
      <PageHead
        title={`${words(report.formName)}（${form.id}）· ${periodText(report.periodCode, language)}`}
        sub={
          <>
            {report.enterprise.shortName} · {words(report.subPark.shortName)} <NeedsReview /> ·{' '}
            {words(report.carrier.shortName)} · {t.due(report.dueOn)}
          </>
        }
      >
        <EntrySaved at={at} />
        {left.errors.length > 0 && <Tag tone="bad">{t.errorTag(left.errors.length)}</Tag>}
        {left.queries.length > 0 && <Tag tone="warn">{t.queryTag(left.queries.length)}</Tag>}
        <Button kind="primary" disabled={!left.ready || at.submit.isPending} onClick={onSubmit}>
          {t.submit}
        </Button>
      </PageHead>
      <EntryFailures at={at} />
      <Remarks report={report} />
      <div className={ui.side}>
        <div className={ui.stack}>
          <Card flush>
            <div className={s.face}>
              <h2 className={ui.cardTitle}>{t.filled(filled, form.fields.length)}</h2>
              <span className={ui.sub}>{f.unit(unitText(money))}</span>
            </div>
            <Face at={at} />
            <section className={ui.scroll} tabIndex={0} aria-label={words(report.formName)}>
              <table className={cx(ui.table, s.form)}>
                <caption className={ui.caption}>{words(report.formName)}</caption>
                <thead>
                  <tr>
                    <th scope="col">{f.number}</th>
                    <th scope="col">{f.item}</th>
                    <th scope="col">{f.kind}</th>
                    <th scope="col" className={ui.right}>
                      {f.now}
                    </th>
                    <th scope="col" className={ui.right}>
                      {report.previous ? f.before(monthsOf(report.previous.code)) : f.beforeShort}
                    </th>
                    <th scope="col" className={ui.right}>
                      {f.lastYear}
                    </th>
                    <th scope="col" className={ui.right}>
                      {f.change}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {form.sections.map((section) => [
                    <tr key={section.id} className={s.section}>
                      <th scope="rowgroup" colSpan={7}>
                        {words(section.name)}
                      </th>
                    </tr>,
                    ...sectionFields(form, section.id).flatMap((field) => [
                      <Row key={field.id} at={at} field={field} />,
                      <FindingRows key={`${field.id} findings`} at={at} field={field} />,
                    ]),
                  ])}
                </tbody>
              </table>
            </section>
          </Card>
          <p className={ui.sub}>
            {t.hint} <Kbd>Enter</Kbd> {t.next}
          </p>
        </div>
        <div className={ui.stack}>
          <Card title={t.left}>
            <EntryLeft at={at} />
          </Card>
          <Card title={t.use}>
            <p>
              {words(form.legalNature)}：{form.purposes.map(words).join(t.listSep)}。{words(form.visibleTo)}
            </p>
          </Card>
          <History report={report} />
        </div>
      </div>
    </div>
  );
}

function Face({ at }: { at: Writing }) {
  const f = useFormWords();
  const words = useWords();
  const { form } = at.report;
  return (
    <dl className={s.faceLine}>
      <div>
        <dt>{f.formNumber}</dt>
        <dd>{form.number ?? <NeedsReview who={form.needsReview} />}</dd>
      </div>
      <div>
        <dt>{f.issuer}</dt>
        <dd>{form.issuingBody}</dd>
      </div>
      <div>
        <dt>{f.nature}</dt>
        <dd>{words(form.legalNature)}</dd>
      </div>
      <div>
        <dt>{f.validUntil}</dt>
        <dd>{form.validUntil ?? <NeedsReview who={form.needsReview} />}</dd>
      </div>
    </dl>
  );
}

function Row({ at, field }: { at: Writing; field: FormField }) {
  const f = useFormWords();
  const words = useWords();
  const { report } = at;
  const lastYear = report.lastYear?.answers[field.id];
  return (
    <tr>
      <td className={ui.sub}>{field.number}</td>
      <td>
        {words(field.name)}
        {!field.required && f.optional}
      </td>
      <td className={ui.sub}>
        {f[field.kind]} {field.kind === 'running-total' && f.months(monthsOf(report.periodCode))}
      </td>
      <td className={s.cell}>
        <EntryCell at={at} field={field} />
      </td>
      <td className={cx(ui.right, ui.num)}>{shownText(field, report.previous?.answers[field.id], words)}</td>
      <td className={cx(ui.right, ui.num)}>{shownText(field, lastYear, words)}</td>
      <td className={cx(ui.right, ui.num)}>
        {percentText(changeOf(at.checked.clean[field.id], lastYear), 1, true)}
      </td>
    </tr>
  );
}

function FindingRows({ at, field }: { at: Writing; field: FormField }) {
  const findings = at.checked.findings.filter((finding) => finding.fields[0] === field.id);
  return findings.map((finding) => (
    <tr key={finding.ruleId} className={finding.severity === 'error' ? s.badRow : s.warnRow}>
      <td />
      <td colSpan={6}>
        <EntryFinding at={at} finding={finding} />
      </td>
    </tr>
  ));
}
