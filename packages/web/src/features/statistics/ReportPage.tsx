import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Submission } from '@yuanheng/contract';
import { api, codeOf, sentenceOf } from '../../app/rpc.ts';
import { momentText, periodText } from '../../ui/format.ts';
import { messages, useLanguage, useWords } from '../../ui/messages.ts';
import { Button, Card, Confirm, Failure, NeedsReview, PageHead, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { DueActions } from './DueActions.tsx';
import { DueNote } from './DueNote.tsx';
import { Entry } from './Entry.tsx';
import { Figures } from './Figures.tsx';
import { History, Remarks, Revisions } from './History.tsx';
import { STATUS_SHAPE, STATUS_TONE, useFormWords, useStatusWords } from './words.ts';

const useText = messages(
  {
    noReport: '没有这份报表，地址可能没有抄全。',
    reports: '到报表列表里找',
    review: '去审核',
    print: '打印报表与封面',
    reopen: '要求更正',
    reopenText: '企业可以更正并重新报送；在更正核定之前，原核定数继续有效。',
    why: '更正原因，至少 5 字',
    notYet: '企业还没有报送。',
    due: (day: string) => `${day} 截止`,
    received: (at: string, by: string) => `${at} 收到，${by} 报送。审核通过或退回都会在“我的事项”里告诉您。`,
    locked: '本期已封账，不能再改。需要更正时请联系园区办重开本期。',
  },
  {
    noReport: 'There is no such report; the address may be incomplete.',
    reports: 'Look in the list of reports',
    review: 'Review',
    print: 'Print with cover sheet',
    reopen: 'Ask for a correction',
    reopenText:
      'The enterprise may correct and submit again; until that is accepted, the accepted figures stand.',
    why: 'Reason, at least 5 characters',
    notYet: 'The enterprise has not submitted yet.',
    due: (day) => `due on ${day}`,
    received: (at, by) => `Received ${at}, submitted by ${by}. You will find the answer under My work.`,
    locked: 'This period is closed. Ask the office to reopen it for a correction.',
  },
);

export function ReportPage() {
  const { submissionId } = useParams({ from: '/shell/reports/$submissionId' });
  const report = useQuery(
    api.statistics.getSubmission.queryOptions({ input: { submissionId }, refetchOnWindowFocus: false }),
  );
  if (codeOf(report.error) === 'INVALID_INPUT') return <NoReport />;
  if (report.error)
    return <Failure sentence={sentenceOf(report.error)} onRetry={() => void report.refetch()} />;
  if (!report.data) return <Waiting />;
  // saving turns 未报 into 填写中; the page that is written on stays
  const key = `${report.data.id} ${report.data.revision}`;
  return report.data.may.includes('save') ? (
    <Entry key={key} report={report.data} />
  ) : (
    <ReadOnly key={key} report={report.data} />
  );
}

/** The address does not name a report. */
function NoReport() {
  const t = useText();
  return (
    <Card>
      <p>
        {t.noReport} <Link to="/reports">{t.reports}</Link>
      </p>
    </Card>
  );
}

function ReadOnly({ report }: { report: Submission }) {
  const t = useText();
  const f = useFormWords();
  const words = useWords();
  const language = useLanguage();
  const statuses = useStatusWords();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const reopen = useMutation(
    api.statistics.reopenSubmission.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }),
    }),
  );
  const [last] = report.revisions;
  const reviewer = report.may.includes('review') || report.may.includes('accept');
  return (
    <div className={ui.stack}>
      <PageHead
        title={
          <>
            {report.respondent.name}{' '}
            <Tag tone={STATUS_TONE[report.status]}>
              {STATUS_SHAPE[report.status]} {statuses[report.status]}
            </Tag>
          </>
        }
        sub={
          <>
            {words(report.formName)}（{report.form.id}）· {periodText(report.periodCode, language)} ·{' '}
            {words(report.subPark.shortName)} <NeedsReview /> · {words(report.carrier.shortName)} ·{' '}
            {t.due(report.dueOn)}
            {last && ` · ${f.revision(last.revision)} · ${momentText(last.at)} ${f.by(last.by)}`}
          </>
        }
      >
        {reviewer && (
          <Link to="/review" search={{ period: report.periodCode, id: report.id }}>
            {t.review}
          </Link>
        )}
        <Link to="/reports/$submissionId/print" params={{ submissionId: report.id }} search={{}}>
          {t.print}
        </Link>
        <DueActions report={report} />
        {report.may.includes('reopen') && <Button onClick={() => setAsking(true)}>{t.reopen}</Button>}
      </PageHead>
      {reopen.error && <Failure sentence={sentenceOf(reopen.error)} />}
      {report.status === 'submitted' && !reviewer && last && (
        <p className={ui.notice}>{t.received(momentText(last.at), last.by)}</p>
      )}
      {report.periodStatus === 'closed' && <p className={ui.sub}>{t.locked}</p>}
      <DueNote row={report} />
      <Remarks report={report} />
      <div className={ui.side}>
        <Card flush>
          {last ? <Figures report={report} revision={last} /> : <p className={ui.empty}>{t.notYet}</p>}
        </Card>
        <div className={ui.stack}>
          <History report={report} />
          <Revisions report={report} />
        </div>
      </div>
      {asking && (
        <Confirm
          title={t.reopen}
          text={t.reopenText}
          yes={t.reopen}
          reason={{ label: t.why, least: 5 }}
          onClose={() => setAsking(false)}
          onYes={(reason) => {
            setAsking(false);
            reopen.mutate({ submissionId: report.id, reason });
          }}
        />
      )}
    </div>
  );
}
