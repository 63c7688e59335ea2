import { useState } from 'react';
import type { FormField } from '@yuanheng/contract';
import { periodText, shortDay } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Button, Card, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { Remarks } from './History.tsx';
import s from './report.module.css';
import { sectionFields } from './report.ts';
import { type Writing, leftOf } from './writing.ts';
import { EntrySaved, EntryFailures, EntryLeft } from './EntryState.tsx';
import { PhoneField } from './PhoneField.tsx';
import { useEntryWords } from './entry-words.ts';

/** One part of the form at a time; the bar says how far each part is. */
export function EntryPhone({ at, onSubmit }: { at: Writing; onSubmit: () => void }) {
  const t = useEntryWords();
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
      <EntryFailures at={at} />
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
          <EntryLeft at={at} />
        </Card>
      )}
      <div className={s.phoneFoot}>
        <div className={ui.between}>
          <EntrySaved at={at} />
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
