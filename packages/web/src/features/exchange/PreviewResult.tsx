import { useState } from 'react';
import type { Preview, ReceivedReport } from '@yuanheng/contract';
import { fullMoment, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Button, Card, Confirm, Failure, PageHead } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { cellsOf } from './cells.ts';
import s from './exchange.module.css';
import { PreviewTable } from './PreviewTable.tsx';
import { useExchangeWords } from './words.ts';

interface PreviewResultProps {
  readonly preview: Preview;
  readonly busy: boolean;
  readonly failed: string | null;
  readonly onGiveUp: () => void;
  readonly onMarked: () => void;
  readonly onWrite: (act: 'save' | 'submit') => void;
}

/** What a workbook would change, before anything is written. */
export function PreviewResult({ preview, busy, failed, onGiveUp, onMarked, onWrite }: PreviewResultProps) {
  const t = useExchangeWords();
  const words = useWords();
  const language = useLanguage();
  const [asking, setAsking] = useState(false);
  const [report] = preview.reports;
  if (!report) return null;
  const ready = report.outcome === 'ready';
  const whole = ready && report.missing.length + report.unexplained.length === 0;
  return (
    <div className={ui.stack}>
      <PageHead
        title={t.preview}
        sub={`${preview.name} · ${words(preview.form.name)} ${periodText(preview.periodCode, language)} · ${report.respondent} · ${t.notYet}`}
      >
        <Button disabled={busy} onClick={onMarked}>
          {t.marked}
        </Button>
        <Button onClick={onGiveUp}>{t.giveUp}</Button>
        {ready && (
          <Button disabled={busy} onClick={() => onWrite('save')}>
            {t.save}
          </Button>
        )}
        <Button kind="primary" disabled={busy || !whole} onClick={() => setAsking(true)}>
          {t.submit(report.changes.length)}
        </Button>
      </PageHead>
      {failed && <Failure sentence={failed} />}
      {report.outcome === 'refused' && report.reason && (
        <Failure sentence={`${t.refused}：${words(report.reason)}`} />
      )}
      {report.outcome === 'same' && <p className={ui.notice}>{t.allSame}</p>}
      {preview.conversion && (
        <p className={ui.notice}>{t.converted(preview.conversion.periodCode, preview.conversion.version)}</p>
      )}
      <Counts preview={preview} report={report} />
      <div className={ui.side}>
        <Card flush>
          <PreviewTable preview={preview} report={report} />
        </Card>
        <FileFacts preview={preview} />
      </div>
      {asking && (
        <Confirm
          title={t.sure}
          text={t.sureText}
          yes={t.submit(report.changes.length)}
          onClose={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            onWrite('submit');
          }}
        />
      )}
    </div>
  );
}

function Counts({ preview, report }: { preview: Preview; report: ReceivedReport }) {
  const t = useExchangeWords();
  const cells = cellsOf(preview, report);
  const count = (state: string) => cells.filter((cell) => cell.state === state).length;
  const counts: readonly (readonly [string, number])[] = [
    [t.inTable, cells.length],
    [t.changed, report.changes.length],
    [t.toCorrect, count('wrong')],
    [t.toExplain, count('query')],
    [t.required, count('missing')],
  ];
  return (
    <Card>
      <div className={s.counts}>
        {counts.map(([name, n]) => (
          <div key={name}>
            <div className={ui.sub}>{name}</div>
            <b className={ui.num}>{n}</b> <span className={ui.sub}>{t.cells}</span>
          </div>
        ))}
      </div>
    </Card>
  );
}

function FileFacts({ preview: { form, name, bytes, sha256, sheet, readAt } }: { preview: Preview }) {
  const t = useExchangeWords();
  const words = useWords();
  const facts: readonly (readonly [string, string])[] = [
    [t.file, name],
    [t.sheet, sheet],
    [t.form, `${form.id} v${form.version}`],
    [t.use, `${words(form.legalNature)} · ${form.purposes.map(words).join(words({ zh: '、', en: ', ' }))}`],
    [t.read, fullMoment(readAt)],
    [t.size, `${Math.ceil(bytes / 1024)} KB`],
    [t.hash, `SHA-256 ${sha256.slice(0, 8)}…${sha256.slice(-4)}`],
  ];
  return (
    <Card title={t.file} aside={t.twice}>
      <dl className={s.facts}>
        {facts.map(([head, text]) => (
          <div key={head} style={{ display: 'contents' }}>
            <dt className={ui.sub}>{head}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
