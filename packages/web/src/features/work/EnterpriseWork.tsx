import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SubmissionRow } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { dayText, momentText, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Card, Empty, Failure, PageHead, Tag, Waiting, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { DueNote, Remarks, STATUS_SHAPE, STATUS_TONE, useStatusWords } from '../statistics/index.ts';
import { NotAll } from './OfficeWork.tsx';
import s from './work.module.css';
import { daysBetween } from './days.ts';
import { useWorkWords } from './words.ts';

const MOST_SHOWN = 8;

export function EnterpriseWork() {
  const t = useWorkWords();
  const me = useMe();
  const words = useWords();
  const language = useLanguage();
  const statuses = useStatusWords();
  const list = useQuery(api.statistics.listSubmissions.queryOptions({ input: { limit: 200, offset: 0 } }));
  const periods = useQuery(api.statistics.listPeriods.queryOptions());
  const failed = list.error ?? periods.error;
  if (failed)
    return (
      <Failure
        sentence={sentenceOf(failed)}
        onRetry={() => void Promise.all([periods.refetch(), list.refetch()])}
      />
    );
  if (!list.data || !periods.data) return <Waiting />;
  const closed = new Set(periods.data.rows.filter(({ status }) => status === 'closed').map(({ id }) => id));
  const open = list.data.rows.filter((row) => !closed.has(row.periodId));
  const toDo = open.filter((row) => ['due', 'draft', 'sent-back'].includes(row.status));
  const waiting = open.filter((row) => ['submitted', 'reviewed'].includes(row.status));
  const done = list.data.rows.filter(
    (row) => !toDo.includes(row) && !waiting.includes(row) && row.revision > 0,
  );
  return (
    <div className={cx(ui.stack, s.enterprise)}>
      <PageHead
        title={t.toDo(toDo.length)}
        sub={`${words(me.active.placeName)} · ${dayText(me.today, language)}`}
      >
        <OwnPage />
      </PageHead>
      {toDo.map((row) => (
        <section key={row.id} className={cx(ui.card, ui.stack, row.status === 'sent-back' && s.back)}>
          <div className={ui.between}>
            <h2 className={ui.cardTitle}>
              {periodText(row.periodCode, language)} {words(row.formName)}
            </h2>
            <Tag tone={STATUS_TONE[row.status]}>
              {STATUS_SHAPE[row.status]} {statuses[row.status]}
            </Tag>
          </div>
          <p className={ui.sub}>
            {t.dueOn(row.dueOn)} · {t.daysLeft(daysBetween(me.today, row.dueOn))}
          </p>
          <Link
            to="/reports/$submissionId"
            params={{ submissionId: row.id }}
            className={cx(ui.button, ui.primary, ui.wide, s.go)}
          >
            {row.status === 'sent-back' ? t.correct : t.fill}
          </Link>
          <DueNote row={row} />
          {row.status === 'sent-back' && <LastRemarks id={row.id} />}
        </section>
      ))}
      {open.map((row) => row.status === 'exempt' && <Exempted key={row.id} row={row} />)}
      {waiting.map((row) => (
        <section key={row.id} className={ui.card}>
          <div className={ui.between}>
            <Link to="/reports/$submissionId" params={{ submissionId: row.id }}>
              {periodText(row.periodCode, language)} {words(row.formName)}
            </Link>
            <Tag tone={STATUS_TONE[row.status]}>
              {STATUS_SHAPE[row.status]} {statuses[row.status]}
            </Tag>
          </div>
          {row.submittedAt && <p className={ui.sub}>{t.sentOn(momentText(row.submittedAt))}</p>}
        </section>
      ))}
      <NotAll shown={list.data.rows.length} total={list.data.total} />
      <Card title={t.mine}>
        {done.length === 0 ? (
          <Empty>{t.none}</Empty>
        ) : (
          <ul className={s.done}>
            {done.slice(0, MOST_SHOWN).map((row) => (
              <li key={row.id} className={ui.between}>
                <Link to="/reports/$submissionId" params={{ submissionId: row.id }}>
                  {periodText(row.periodCode, language)} {words(row.formName)}
                </Link>
                <Tag tone={STATUS_TONE[row.status]}>
                  {STATUS_SHAPE[row.status]} {statuses[row.status]}
                </Tag>
              </li>
            ))}
            {done.length > MOST_SHOWN && (
              <li className={ui.between}>
                <span className={ui.sub}>{t.more(done.length - MOST_SHOWN)}</span>
                <Link to="/reports">{t.all}</Link>
              </li>
            )}
          </ul>
        )}
      </Card>
    </div>
  );
}

/** The way to all that is known of one's own enterprise. */
function OwnPage() {
  const t = useWorkWords();
  const { enterpriseId } = useMe().active;
  if (enterpriseId === null) return null;
  return (
    <Link to="/enterprises/$enterpriseId" params={{ enterpriseId }} className={ui.button}>
      {t.myEnterprise}
    </Link>
  );
}

/** What need not be reported this time, and why. */
function Exempted({ row }: { row: SubmissionRow }) {
  const t = useWorkWords();
  const words = useWords();
  const language = useLanguage();
  return (
    <section className={cx(ui.card, ui.stack)}>
      <p>
        {periodText(row.periodCode, language)} {words(row.formName)} · {t.exempt}
      </p>
      <DueNote row={row} />
    </section>
  );
}

function LastRemarks({ id }: { id: string }) {
  const report = useQuery(api.statistics.getSubmission.queryOptions({ input: { submissionId: id } }));
  if (report.error)
    return <Failure sentence={sentenceOf(report.error)} onRetry={() => void report.refetch()} />;
  return report.data ? <Remarks report={report.data} /> : <Waiting />;
}
