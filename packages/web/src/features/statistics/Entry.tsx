import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import type { FormField } from '@yuanheng/contract';
import { readEntry } from '@yuanheng/engine/statistics';
import { sentenceOf } from '../../app/rpc.ts';
import { changeOf, exactText, percentText, periodText, shortDay, timeText } from '../../ui/format.ts';
import { messages, useLanguage, useWords } from '../../ui/messages.ts';
import { useNarrow } from '../../ui/narrow.ts';
import { Button, Card, Confirm, Failure, Kbd, NeedsReview, PageHead, Tag, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { ConflictDialog } from './ConflictDialog.tsx';
import { History, Remarks } from './History.tsx';
import s from './report.module.css';
import { type Writing, leftOf, monthsOf, sectionFields, shownText, useWriting } from './report.ts';
import { useFormWords } from './words.ts';

const useText = messages(
  {
    filled: (n: number, of: number) => `已填 ${n} / ${of}`,
    saved: (at: string) => `✓ ${at} 已保存`,
    saving: '正在保存…',
    unsaved: '未保存',
    saveFailed: '没有保存上',
    retry: '再保存一次',
    submit: '报送',
    sure: (period: string) => `报送 ${period}？`,
    sureText: '报送后由子园办审核；审核期间不能再改，有误会退回给您改。',
    left: '还差什么',
    nothingLeft: '都齐了，可以报送。',
    errors: (n: number, names: string) => `改 ${n} 处错误：${names}`,
    queries: (n: number, names: string) => `说明 ${n} 处核实，或改数：${names}`,
    missing: (n: number, names: string) => `填 ${n} 项必填：${names}`,
    errorTag: (n: number) => `■ 错误 ${n}`,
    queryTag: (n: number) => `▲ 核实 ${n}`,
    use: '这些数怎么用',
    hint: '可从 Excel 粘贴整列；“5.862万”“５８，６２０”都能识别。空着表示未填，0 请填 0。',
    next: '下一格',
    explain: '属实请说明，至少 10 字；有误请改数',
    understood: (value: string, unit: string) => `识别为 ${value} ${unit}`,
    due: (day: string) => `${day} 截止`,
    nextSection: (name: string) => `下一部分：${name}`,
    overview: (n: number) => `全部 ${n} 项`,
    bySection: '分部分填',
    choose: '请选择',
    previousOf: (months: string) => `上期（${months} 月）`,
    listSep: '、',
  },
  {
    filled: (n, of) => `${n} of ${of} filled`,
    saved: (at) => `✓ saved ${at}`,
    saving: 'Saving …',
    unsaved: 'Not saved',
    saveFailed: 'Could not be saved',
    retry: 'Save again',
    submit: 'Submit',
    sure: (period) => `Submit ${period}?`,
    sureText:
      'The sub-park reviews it; until then it cannot be changed. If something is wrong it comes back.',
    left: 'What is left',
    nothingLeft: 'Everything is there; it can be submitted.',
    errors: (n, names) => `Correct ${n} errors: ${names}`,
    queries: (n, names) => `Explain ${n} queries or correct them: ${names}`,
    missing: (n, names) => `Fill in ${n} required items: ${names}`,
    errorTag: (n) => `■ ${n} errors`,
    queryTag: (n) => `▲ ${n} queries`,
    use: 'What these figures are for',
    hint: 'A column can be pasted from Excel; full-width digits and 万 are understood. Empty means not filled; write 0 for zero.',
    next: 'next cell',
    explain: 'If right, explain in 10 characters or more; if wrong, correct it',
    understood: (value, unit) => `read as ${value} ${unit}`,
    due: (day) => `due on ${day}`,
    nextSection: (name) => `Next part: ${name}`,
    overview: (n) => `All ${n} items`,
    bySection: 'Part by part',
    choose: 'Choose',
    previousOf: (months) => `Before (months ${months})`,
    listSep: ', ',
  },
);

/** The report while its enterprise fills it in: a table on the desktop, part by part on a phone. */
export function Entry({ report }: { report: Writing['report'] }) {
  const at = useWriting(report);
  const narrow = useNarrow();
  const [asking, setAsking] = useState(false);
  const t = useText();
  const language = useLanguage();
  return (
    <>
      {narrow ? (
        <Phone at={at} onSubmit={() => setAsking(true)} />
      ) : (
        <Desktop at={at} onSubmit={() => setAsking(true)} />
      )}
      {asking && (
        <Confirm
          title={t.sure(periodText(report.periodCode, language))}
          text={t.sureText}
          yes={t.submit}
          onClose={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            at.send();
          }}
        />
      )}
      {at.conflict && <ConflictDialog form={report.form} conflict={at.conflict} onChosen={at.resolve} />}
    </>
  );
}

function Saved({ at }: { at: Writing }) {
  const t = useText();
  const text = at.save.isPending
    ? t.saving
    : at.save.error
      ? t.saveFailed
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

function Failures({ at }: { at: Writing }) {
  const t = useText();
  const failed = at.conflict ? null : (at.submit.error ?? at.save.error);
  if (!failed) return null;
  return <Failure sentence={sentenceOf(failed)} retry={t.retry} onRetry={at.saveNow} />;
}

function Desktop({ at, onSubmit }: { at: Writing; onSubmit: () => void }) {
  const t = useText();
  const f = useFormWords();
  const words = useWords();
  const language = useLanguage();
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
        <Saved at={at} />
        {left.errors.length > 0 && <Tag tone="bad">{t.errorTag(left.errors.length)}</Tag>}
        {left.queries.length > 0 && <Tag tone="warn">{t.queryTag(left.queries.length)}</Tag>}
        <Button kind="primary" disabled={!left.ready || at.submit.isPending} onClick={onSubmit}>
          {t.submit}
        </Button>
      </PageHead>
      <Failures at={at} />
      <Remarks report={report} />
      <div className={ui.side}>
        <div className={ui.stack}>
          <Card flush>
            <div className={s.face}>
              <h2 className={ui.cardTitle}>{t.filled(filled, form.fields.length)}</h2>
              <span className={ui.sub}>{f.unit(money)}</span>
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
            <Left at={at} />
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

function Left({ at }: { at: Writing }) {
  const t = useText();
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
        <Cell at={at} field={field} />
      </td>
      <td className={cx(ui.right, ui.num)}>{shownText(field, report.previous?.answers[field.id], words)}</td>
      <td className={cx(ui.right, ui.num)}>{shownText(field, lastYear, words)}</td>
      <td className={cx(ui.right, ui.num)}>
        {percentText(changeOf(at.checked.clean[field.id], lastYear), 1, true)}
      </td>
    </tr>
  );
}

/** Enter goes to the next cell, as in a spreadsheet. */
function toNextCell(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  const cells = [...document.querySelectorAll<HTMLElement>('[data-cell]')];
  cells[cells.indexOf(event.currentTarget) + (event.shiftKey ? -1 : 1)]?.focus();
}

function Cell({ at, field }: { at: Writing; field: FormField }) {
  const t = useText();
  const words = useWords();
  const value = at.answers[field.id] ?? '';
  const findings = at.checked.findings.filter((finding) => finding.fields[0] === field.id);
  const bad = findings.some(({ severity }) => severity === 'error');
  const asks = findings.some(({ severity }) => severity === 'query');
  const look = cx(ui.input, s.input, bad ? s.badCell : asks && s.warnCell);
  const shared = {
    'data-cell': field.id,
    'aria-label': words(field.name),
    'aria-invalid': bad,
    onKeyDown: toNextCell,
  };
  if (field.kind === 'choice')
    return (
      <select {...shared} className={look} value={value} onChange={(e) => at.set(field.id, e.target.value)}>
        <option value="">{t.choose}</option>
        {field.options.map((option) => (
          <option key={option.id} value={option.id}>
            {words(option.name)}
          </option>
        ))}
      </select>
    );
  const read = readEntry(value, field.unit, field.decimals);
  const plain = read.kind === 'value' && value.normalize('NFKC').replaceAll(/[,\s]/g, '') === read.value;
  return (
    <>
      <span className={s.typed}>
        <input
          {...shared}
          className={cx(look, plain && s.grouped)}
          inputMode="decimal"
          autoComplete="off"
          maxLength={60}
          value={value}
          onChange={(e) => at.set(field.id, e.target.value)}
          onPaste={(e) => pasteColumn(e, at, field)}
        />
        {/* separators are shown over the cell while nobody writes in it; what was typed stays as it is */}
        {plain && (
          <span className={s.overlay} aria-hidden="true">
            {exactText(read.value)}
          </span>
        )}
      </span>
      {read.kind === 'value' && !plain && (
        <span className={s.understood}>{t.understood(exactText(read.value), field.unit ?? '')}</span>
      )}
    </>
  );
}

/** Several lines on the clipboard fill this cell and those below it. */
function pasteColumn(event: ClipboardEvent<HTMLInputElement>, at: Writing, field: FormField) {
  const lines = event.clipboardData
    .getData('text/plain')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  if (lines.length < 2) return;
  event.preventDefault();
  const { fields } = at.report.form;
  const from = fields.indexOf(field);
  at.setMany(
    Object.fromEntries(
      lines.flatMap((line, i) => {
        const target = fields[from + i];
        return target ? [[target.id, choiceOf(target, line.split('\t')[0] ?? '')]] : [];
      }),
    ),
  );
}

function choiceOf(field: FormField, text: string): string {
  return (
    field.options.find(({ name }) => name.zh === text.trim() || name.en === text.trim())?.id ?? text.trim()
  );
}

function FindingRows({ at, field }: { at: Writing; field: FormField }) {
  const findings = at.checked.findings.filter((finding) => finding.fields[0] === field.id);
  return findings.map((finding) => (
    <tr key={finding.ruleId} className={finding.severity === 'error' ? s.badRow : s.warnRow}>
      <td />
      <td colSpan={6}>
        <FindingText at={at} finding={finding} />
      </td>
    </tr>
  ));
}

function FindingText({ at, finding }: { at: Writing; finding: Writing['checked']['findings'][number] }) {
  const t = useText();
  const f = useFormWords();
  const words = useWords();
  const said = at.explanations[finding.ruleId] ?? '';
  return (
    <div className={s.finding}>
      <p className={finding.severity === 'error' ? s.badText : s.warnText}>
        <b>{f[finding.severity]}</b> {words(finding.message)}{' '}
        {finding.because.map(({ name, value }) => `${name} ${exactText(value)}`).join('；')}
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

/** One part of the form at a time; the bar says how far each part is. */
function Phone({ at, onSubmit }: { at: Writing; onSubmit: () => void }) {
  const t = useText();
  const words = useWords();
  const language = useLanguage();
  const { form } = at.report;
  const [index, setIndex] = useState(0);
  const [all, setAll] = useState(false);
  const left = leftOf(at);
  const isFilled = (field: FormField) => (at.answers[field.id] ?? '') !== '';
  const sections = all ? form.sections : form.sections.slice(index, index + 1);
  const next = form.sections[index + 1];
  const goTo = (i: number) => {
    setAll(false);
    setIndex(i);
    scrollTo({ top: 0 });
  };
  return (
    <div className={s.phone}>
      <div className={s.phoneHead}>
        <p className={ui.between}>
          <b>{periodText(at.report.periodCode, language)}</b>
          <span className={ui.sub}>{t.due(shortDay(at.report.dueOn))}</span>
        </p>
        <div className={ui.between}>
          <h1 className={s.phoneTitle}>
            {all ? words(at.report.formName) : words(form.sections[index]?.name ?? at.report.formName)}
          </h1>
          <span className={ui.num}>{t.filled(form.fields.filter(isFilled).length, form.fields.length)}</span>
        </div>
        <div className={s.steps}>
          {form.sections.map((section, i) => {
            const fields = sectionFields(form, section.id);
            const share = fields.filter(isFilled).length / fields.length;
            return (
              <button
                key={section.id}
                type="button"
                aria-label={words(section.name)}
                aria-current={!all && i === index}
                style={{ flex: fields.length }}
                onClick={() => goTo(i)}
              >
                <i style={{ width: `${share * 100}%` }} />
              </button>
            );
          })}
        </div>
      </div>
      <Failures at={at} />
      <Remarks report={at.report} />
      {sections.map((section) => (
        <section key={section.id} className={cx(ui.card, ui.flush)} aria-label={words(section.name)}>
          {sectionFields(form, section.id).map((field) => (
            <PhoneField key={field.id} at={at} field={field} />
          ))}
        </section>
      ))}
      {(all || !next) && (
        <Card title={t.left}>
          <Left at={at} />
        </Card>
      )}
      <div className={s.phoneFoot}>
        <div className={ui.between}>
          <Saved at={at} />
          <span>
            {left.errors.length > 0 && <b className={s.badText}>{t.errorTag(left.errors.length)} </b>}
            {left.queries.length > 0 && <b className={s.warnText}>{t.queryTag(left.queries.length)}</b>}
          </span>
        </div>
        <div className={s.phoneButtons}>
          <Button wide onClick={() => setAll(!all)}>
            {all ? t.bySection : t.overview(form.fields.length)}
          </Button>
          {next && !all ? (
            <Button wide kind="primary" onClick={() => goTo(index + 1)}>
              {t.nextSection(words(next.name))}
            </Button>
          ) : (
            <Button wide kind="primary" disabled={!left.ready || at.submit.isPending} onClick={onSubmit}>
              {t.submit}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

function PhoneField({ at, field }: { at: Writing; field: FormField }) {
  const t = useText();
  const f = useFormWords();
  const words = useWords();
  const { report } = at;
  const findings = at.checked.findings.filter((finding) => finding.fields[0] === field.id);
  const kind =
    field.kind === 'running-total'
      ? `${f['running-total']} ${f.months(monthsOf(report.periodCode))}`
      : f[field.kind];
  return (
    <div className={s.phoneField}>
      <div className={ui.between}>
        <span>
          {words(field.name)}
          {!field.required && f.optional}
        </span>
        <span className={ui.sub}>
          {kind}
          {field.unit && ` · ${field.unit}`}
        </span>
      </div>
      <Cell at={at} field={field} />
      <div className={cx(ui.between, ui.sub)}>
        <span>
          {report.previous
            ? field.kind === 'running-total'
              ? t.previousOf(monthsOf(report.previous.code))
              : f.beforeShort
            : f.beforeShort}{' '}
          {shownText(field, report.previous?.answers[field.id], words)}
        </span>
        <span>
          {f.lastYear} {shownText(field, report.lastYear?.answers[field.id], words)}
        </span>
      </div>
      {findings.map((finding) => (
        <FindingText key={finding.ruleId} at={at} finding={finding} />
      ))}
    </div>
  );
}
