import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Period, SubmissionRow } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { dayText, momentText, periodText, shortDay } from '../../ui/format.ts';
import { messages, useLanguage, useWords } from '../../ui/messages.ts';
import { Card, Empty, Failure, PageHead, Tag, Waiting, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { Remarks, STATUS_SHAPE, STATUS_TONE, useStatusWords } from '../statistics/index.ts';
import s from './work.module.css';

const useText = messages(
  {
    title: '我的事项',
    toDo: (n: number) => (n === 0 ? '没有要办的事' : `${n} 件事要办`),
    due: (p: string) => `${p}应报`,
    reported: '已报',
    share: (p: string) => `家 · ${p}`,
    submitted: '待审核',
    sentBack: '已退回，等企业改',
    reviewed: '待核定',
    late: '逾期未报',
    notReported: '未报',
    firms: '家',
    reports: '份',
    waitingReview: '待我审核',
    waitingAccept: '待我核定',
    back: '退回后等企业重报',
    overdue: '逾期未报',
    open: '审核',
    accept: '核定',
    see: '查看',
    all: '全部报表',
    left: (n: number) => (n < 0 ? `逾期 ${-n} 个工作日` : n === 0 ? '今天到期' : `剩 ${n} 个工作日`),
    lateBy: (n: number) => `逾期 ${n} 天`,
    dueOn: (day: string) => `${day} 截止`,
    queries: (n: number) => `核实 ${n} 处，已说明`,
    clean: '没有核实',
    at: (at: string) => `${at} 报送`,
    more: (n: number) => `还有 ${n} 份`,
    nothing: '没有等您办理的报表。',
    noLate: '应报的都报了。',
    noBack: '没有退回未重报的。',
    fill: '去填报',
    correct: '去修改',
    daysLeft: (n: number) => (n < 0 ? `已逾期 ${-n} 天` : n === 0 ? '今天截止' : `还有 ${n} 天`),
    mine: '我报过的',
    waiting: '等待审核',
    sentOn: (at: string) => `${at} 报送，正在审核`,
    none: '还没有报过报表。',
    nowOpen: (p: string) => `${p}企业季报`,
    auditOnly: '您的岗位查看和核验审计记录。',
    audit: '去审计',
    admin: '您的岗位没有业务待办。账号与授权、系统参数的页面随后续版本提供；现在由服务器管理员用命令办理。',
  },
  {
    title: 'My work',
    toDo: (n) => (n === 0 ? 'Nothing to do' : `${n} things to do`),
    due: (p) => `Due for ${p}`,
    reported: 'Reported',
    share: (p) => `firms · ${p}`,
    submitted: 'To review',
    sentBack: 'Sent back',
    reviewed: 'To accept',
    late: 'Overdue',
    notReported: 'Not reported',
    firms: 'firms',
    reports: 'reports',
    waitingReview: 'For me to review',
    waitingAccept: 'For me to accept',
    back: 'Sent back, waiting for the enterprise',
    overdue: 'Overdue',
    open: 'Review',
    accept: 'Accept',
    see: 'Open',
    all: 'All reports',
    left: (n) => (n < 0 ? `${-n} working days overdue` : n === 0 ? 'due today' : `${n} working days left`),
    lateBy: (n) => `${n} days overdue`,
    dueOn: (day) => `due ${day}`,
    queries: (n) => `${n} queries, explained`,
    clean: 'no queries',
    at: (at) => `submitted ${at}`,
    more: (n) => `${n} more`,
    nothing: 'No report waits for you.',
    noLate: 'Everybody has reported.',
    noBack: 'None is out for correction.',
    fill: 'Fill in',
    correct: 'Correct',
    daysLeft: (n) => (n < 0 ? `${-n} days overdue` : n === 0 ? 'due today' : `${n} days left`),
    mine: 'What I reported',
    waiting: 'In review',
    sentOn: (at) => `submitted ${at}, in review`,
    none: 'Nothing has been reported yet.',
    nowOpen: (p) => `${p} report`,
    auditOnly: 'Your role reads and verifies the audit trail.',
    audit: 'To the audit trail',
    admin:
      'There is no work for your role here yet; accounts and parameters are kept by the server administrator.',
  },
);

/** Days from one ISO day to another. */
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

export function MyWorkPage() {
  const t = useText();
  const { role } = useMe().active;
  switch (role) {
    case 'leader':
      return <Navigate to="/cockpit" replace />;
    case 'enterprise':
      return <EnterpriseWork />;
    case 'office':
    case 'sub-park':
      return <OfficeWork accepts={role === 'office'} />;
    case 'audit-admin':
      return (
        <>
          <PageHead title={t.title} />
          <Card>
            <p>
              {t.auditOnly} <Link to="/audit">{t.audit}</Link>
            </p>
          </Card>
        </>
      );
    default:
      return (
        <>
          <PageHead title={t.title} />
          <Card>
            <Empty>{t.admin}</Empty>
          </Card>
        </>
      );
  }
}

function useReports(period: Period | undefined) {
  return useQuery(
    api.statistics.listSubmissions.queryOptions({
      input: { ...(period ? { periodId: period.id } : {}), limit: 2_000, offset: 0 },
      enabled: period !== undefined,
    }),
  );
}

function OfficeWork({ accepts }: { accepts: boolean }) {
  const t = useText();
  const me = useMe();
  const language = useLanguage();
  const periods = useQuery(api.statistics.listPeriods.queryOptions());
  const period = periods.data?.rows[0];
  const list = useReports(period);
  const failed = periods.error ?? list.error;
  if (failed)
    return (
      <Failure
        sentence={sentenceOf(failed)}
        onRetry={() => void Promise.all([periods.refetch(), list.refetch()])}
      />
    );
  if (periods.data && !period)
    return (
      <>
        <PageHead title={t.title} sub={dayText(me.today, language)} />
        <Card>
          <Empty>{t.nothing}</Empty>
        </Card>
      </>
    );
  if (!period || !list.data) return <Waiting />;
  const { counts } = period;
  const rows = list.data.rows;
  const waiting = rows
    .filter((row) => row.status === (accepts ? 'reviewed' : 'submitted'))
    .toSorted((a, b) => (a.workingDaysLeft ?? 99) - (b.workingDaysLeft ?? 99));
  const back = rows.filter((row) => row.status === 'sent-back');
  const late = me.today > period.dueOn ? rows.filter((row) => row.revision === 0) : [];
  const percent =
    counts.respondents === 0 ? '—' : `${Math.round((counts.reported / counts.respondents) * 100)}%`;
  const search = { period: period.code };
  return (
    <div className={ui.stack}>
      <PageHead
        title={t.title}
        sub={`${dayText(me.today, language)} · ${periodText(period.code, language)} ${t.dueOn(period.dueOn)}`}
      />
      <div className={ui.cells}>
        <Link to="/reports" search={search}>
          <Big name={t.due(periodText(period.code, language))} n={counts.respondents} unit={t.firms} />
        </Link>
        <Link to="/reports" search={search}>
          <Big name={t.reported} n={counts.reported} unit={t.share(percent)} />
        </Link>
        <Link to="/reports" search={{ ...search, status: 'submitted' }}>
          <Big name={t.submitted} n={counts.submitted} unit={t.reports} />
        </Link>
        {accepts && (
          <Link to="/reports" search={{ ...search, status: 'reviewed' }}>
            <Big name={t.reviewed} n={counts.reviewed} unit={t.reports} />
          </Link>
        )}
        <Link to="/reports" search={{ ...search, status: 'sent-back' }}>
          <Big name={t.sentBack} n={counts.sentBack} unit={t.reports} />
        </Link>
        <Link to="/reports" search={{ ...search, status: 'due' }}>
          <Big
            name={me.today > period.dueOn ? t.late : t.notReported}
            n={counts.notReported}
            unit={t.firms}
          />
        </Link>
      </div>
      <List
        title={accepts ? t.waitingAccept : t.waitingReview}
        rows={waiting}
        empty={t.nothing}
        all={
          <Link to="/review" search={search}>
            {accepts ? t.accept : t.open}
          </Link>
        }
        say={(row) => (row.queries > 0 ? t.queries(row.queries) : t.clean)}
        mark={(row) => (row.queries > 0 ? '▲' : '○')}
        limit={(row) => (
          <Tag tone={(row.workingDaysLeft ?? 9) <= 0 ? 'warn' : 'plain'}>
            {row.workingDaysLeft === null ? '—' : t.left(row.workingDaysLeft)}
          </Tag>
        )}
        link={(row) => (
          <Link to="/review" search={{ ...search, id: row.id }}>
            {accepts ? t.accept : t.open}
          </Link>
        )}
      />
      <List
        title={t.back}
        rows={back}
        empty={t.noBack}
        all={
          <Link to="/reports" search={{ ...search, status: 'sent-back' }}>
            {t.all}
          </Link>
        }
        say={(row) => (row.submittedAt ? t.at(momentText(row.submittedAt)) : '')}
        mark={() => '■'}
        limit={(row) => t.dueOn(shortDay(row.dueOn))}
        link={(row) => (
          <Link to="/reports/$submissionId" params={{ submissionId: row.id }}>
            {t.see}
          </Link>
        )}
      />
      <List
        title={t.overdue}
        rows={late}
        empty={t.noLate}
        all={
          <Link to="/reports" search={{ ...search, status: 'due' }}>
            {t.all}
          </Link>
        }
        say={(row) => t.dueOn(shortDay(row.dueOn))}
        mark={() => '■'}
        limit={(row) => <Tag tone="bad">{t.lateBy(daysBetween(row.dueOn, me.today))}</Tag>}
        link={(row) => (
          <Link to="/reports/$submissionId" params={{ submissionId: row.id }}>
            {t.see}
          </Link>
        )}
      />
    </div>
  );
}

const Big = ({ name, n, unit }: { name: string; n: number; unit: string }) => (
  <>
    <span className={ui.sub}>{name}</span>
    <span>
      <b className={ui.big}>{n}</b> {unit}
    </span>
  </>
);

interface ListProps {
  readonly title: string;
  readonly rows: readonly SubmissionRow[];
  readonly empty: string;
  readonly all: ReactNode;
  readonly mark: (row: SubmissionRow) => string;
  readonly say: (row: SubmissionRow) => string;
  readonly limit: (row: SubmissionRow) => ReactNode;
  readonly link: (row: SubmissionRow) => ReactNode;
}

const MOST_SHOWN = 6;

function List({ title, rows, empty, all, mark, say, limit, link }: ListProps) {
  const t = useText();
  const words = useWords();
  return (
    <Card
      title={
        <>
          {title} <Tag>{rows.length}</Tag>
        </>
      }
      aside={rows.length > 0 && all}
      flush
    >
      {rows.length === 0 ? (
        <Empty>{empty}</Empty>
      ) : (
        <ul className={s.list}>
          {rows.slice(0, MOST_SHOWN).map((row) => (
            <li key={row.id}>
              <span
                className={s[`mark${mark(row) === '■' ? 'Bad' : mark(row) === '▲' ? 'Warn' : 'None'}`]}
                aria-hidden="true"
              >
                {mark(row)}
              </span>
              <span className={s.name}>
                {row.enterprise.shortName} · {words(row.formName)} <span className={ui.sub}>{say(row)}</span>
              </span>
              <span className={cx(ui.sub, s.place)}>
                {words(row.subPark.shortName)} · {words(row.carrier.shortName)}
              </span>
              <span>{limit(row)}</span>
              <span className={s.link}>{link(row)}</span>
            </li>
          ))}
          {rows.length > MOST_SHOWN && (
            <li className={s.more}>
              <span className={ui.sub}>{t.more(rows.length - MOST_SHOWN)}</span>
            </li>
          )}
        </ul>
      )}
    </Card>
  );
}

function EnterpriseWork() {
  const t = useText();
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
      />
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
          {row.status === 'sent-back' && <LastRemarks id={row.id} />}
        </section>
      ))}
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
      <Card title={t.mine}>
        {done.length === 0 ? (
          <Empty>{t.none}</Empty>
        ) : (
          <ul className={s.done}>
            {done.slice(0, 8).map((row) => (
              <li key={row.id} className={ui.between}>
                <Link to="/reports/$submissionId" params={{ submissionId: row.id }}>
                  {periodText(row.periodCode, language)} {words(row.formName)}
                </Link>
                <Tag tone={STATUS_TONE[row.status]}>
                  {STATUS_SHAPE[row.status]} {statuses[row.status]}
                </Tag>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}

function LastRemarks({ id }: { id: string }) {
  const report = useQuery(api.statistics.getSubmission.queryOptions({ input: { submissionId: id } }));
  if (report.error)
    return <Failure sentence={sentenceOf(report.error)} onRetry={() => void report.refetch()} />;
  return report.data ? <Remarks report={report.data} /> : <Waiting />;
}
