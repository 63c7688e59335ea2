import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Button, Card, NeedsReview, PageHead, Tag } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { EntryFailures, EntryLeft, EntrySaved } from './EntryState.tsx';
import { EntryStatus, PastedNote } from './EntryStatus.tsx';
import { FormFace } from './FormFace.tsx';
import { Grid } from './grid/Grid.tsx';
import type { Pasted } from './grid/paste.ts';
import { History, Remarks } from './History.tsx';
import { useEntryRows } from './entry-rows.tsx';
import { useEntryWords } from './entry-words.ts';
import { type Writing, leftOf } from './writing.ts';

/** The report as a grid: one row per field, this period beside the ones before. */
export function EntryGrid({ at, onSubmit }: { at: Writing; onSubmit: () => void }) {
  const t = useEntryWords();
  const words = useWords();
  const language = useLanguage();
  const { form } = at.report;
  const { heads, rows } = useEntryRows(at);
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const filled = form.fields.filter((field) => (at.answers[field.id] ?? '') !== '').length;
  return (
    <div className={ui.stack}>
      <EntryHead at={at} onSubmit={onSubmit} />
      <EntryFailures at={at} />
      <Remarks report={at.report} />
      <div className={ui.side}>
        <div className={ui.stack}>
          <Card flush>
            <FormFace form={form} title={t.filled(filled, form.fields.length)} />
            <Grid
              label={`${words(at.report.formName)} ${periodText(at.report.periodCode, language)}`}
              heads={heads}
              rows={rows}
              onPasted={setPasted}
              onChange={(texts) => at.setMany(Object.fromEntries(texts.map(({ row, text }) => [row, text])))}
              status={(cell) => <EntryStatus cell={cell} form={form} />}
            />
          </Card>
          <PastedNote pasted={pasted} onClose={() => setPasted(null)} />
          <p className={ui.sub}>{t.hint}</p>
        </div>
        <div className={ui.stack}>
          <Card title={t.left}>
            <EntryLeft at={at} />
          </Card>
          <Card title={t.use}>
            <p>
              {t.uses(words(form.legalNature), form.purposes.map(words).join(t.listSep))}
              {words(form.visibleTo)}
            </p>
          </Card>
          <History report={at.report} />
        </div>
      </div>
    </div>
  );
}

function EntryHead({ at, onSubmit }: { at: Writing; onSubmit: () => void }) {
  const t = useEntryWords();
  const words = useWords();
  const language = useLanguage();
  const { report } = at;
  const left = leftOf(at);
  return (
    <PageHead
      title={`${words(report.formName)}（${report.form.id}）· ${periodText(report.periodCode, language)}`}
      sub={
        <>
          {report.respondent.shortName} · {words(report.subPark.shortName)} <NeedsReview /> ·{' '}
          {words(report.carrier.shortName)} · {t.due(report.dueOn)}
        </>
      }
    >
      <EntrySaved at={at} />
      <Link to="/reports/$submissionId/workbook" params={{ submissionId: report.id }}>
        {t.excel}
      </Link>
      {left.errors.length > 0 && <Tag tone="bad">{t.errorTag(left.errors.length)}</Tag>}
      {left.queries.length > 0 && <Tag tone="warn">{t.queryTag(left.queries.length)}</Tag>}
      <Button kind="primary" disabled={!left.ready || at.submit.isPending} onClick={onSubmit}>
        {t.submit}
      </Button>
    </PageHead>
  );
}
