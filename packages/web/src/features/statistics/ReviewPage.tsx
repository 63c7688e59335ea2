import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Period, Submission, SubmissionRow } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { momentText, periodText, shortDay } from '../../ui/format.ts';
import { messages, useLanguage, useWords } from '../../ui/messages.ts';
import {
  Button,
  Card,
  Chips,
  Confirm,
  Empty,
  Failure,
  Kbd,
  PageHead,
  Tag,
  Waiting,
} from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { Figures, findingsOn, sawText } from './Figures.tsx';
import { History, Revisions } from './History.tsx';
import s from './report.module.css';
import { useFormWords } from './words.ts';

const useText = messages(
  {
    title: (form: string, period: string) => `报表审核 · ${form} ${period}`,
    counts: (c: Period['counts']) =>
      `应报 ${c.respondents} · 已报 ${c.reported} · 待审核 ${c.submitted} · 待核定 ${c.reviewed} · 已核定 ${c.accepted} · 已退回 ${c.sentBack} · 未报 ${c.notReported}`,
    period: '报告期',
    filter: '筛选',
    waiting: '待核定',
    waitingSub: '待审核',
    withQueries: '有核实',
    clean: '无问题且变动 <20%',
    order: '按核实多少、到期先后',
    upDown: '上下',
    bulk: (pass: string, n: number) => `批量${pass}“无问题且变动 <20%” ${n} 份`,
    bulkSure: (pass: string, n: number) => `${pass}这 ${n} 份？`,
    bulkText: '每份单独记录。有任何一份已被别人办过，则一份也不办，请刷新再试。',
    bulkNote: '每份单独记录',
    none: '没有等您办理的报表。',
    noneFilter: '没有符合条件的报表。',
    queries: (n: number) => `▲ 核实 ${n}`,
    fine: '● 无问题',
    revision: (n: number, at: string) => `第 ${n} 版 · ${at} 报送`,
    left: (n: number | null) =>
      n === null ? '' : n < 0 ? `逾期 ${-n} 个工作日` : n === 0 ? '今天到期' : `${n} 个工作日`,
    nth: (i: number, n: number) => `▲ 核实 ${i}/${n}`,
    next: '下一处',
    remarkAt: (field: string) => `附注 → ${field}`,
    quick: ['请补凭证', '请核对累计口径', '请核对单位'].join('|'),
    red: '审核人不能改企业的数，只能附注退回或通过。点“本期”的数可换一格附注。',
    limit: (day: string, left: number) =>
      left < 0 ? `期限 ${day} · 逾期 ${-left} 个工作日` : `期限 ${day} · 剩 ${left} 个工作日`,
    how: '怎么算的',
    howText: (days: string) => `从报送次日起按工作日计，跳过：${days || '无'}`,
    skip: '跳过',
    sendBack: (n: number) => (n > 0 ? `退回（附注 ${n}）` : '退回'),
    review: '审核通过',
    accept: '核定',
    pick: '从左边选一份报表。',
    remarks: '附注',
    done: (name: string, what: string) => `${name} 已${what}`,
  },
  {
    title: (form, period) => `Review · ${form} ${period}`,
    counts: (c) =>
      `due ${c.respondents} · reported ${c.reported} · to review ${c.submitted} · to accept ${c.reviewed} · accepted ${c.accepted} · sent back ${c.sentBack} · not reported ${c.notReported}`,
    period: 'Period',
    filter: 'Filter',
    waiting: 'To accept',
    waitingSub: 'To review',
    withQueries: 'With queries',
    clean: 'Clean, change <20%',
    order: 'Most queries first, then by limit',
    upDown: 'up and down',
    bulk: (pass, n) => `${pass} all ${n} clean reports`,
    bulkSure: (pass, n) => `${pass} these ${n}?`,
    bulkText:
      'Each is logged by itself. If somebody has dealt with one of them, none is moved: reload and try again.',
    bulkNote: 'Each is logged by itself',
    none: 'No report waits for you.',
    noneFilter: 'No report fits.',
    queries: (n) => `▲ ${n} queries`,
    fine: '● clean',
    revision: (n, at) => `revision ${n} · ${at}`,
    left: (n) =>
      n === null ? '' : n < 0 ? `${-n} working days overdue` : n === 0 ? 'due today' : `${n} working days`,
    nth: (i, n) => `▲ query ${i}/${n}`,
    next: 'next',
    remarkAt: (field) => `Remark → ${field}`,
    quick: 'Please add the voucher|Please check the running total|Please check the unit',
    red: 'A reviewer cannot change a figure, only send back with remarks or pass. Press a figure of this period to remark on it.',
    limit: (day, left) =>
      left < 0 ? `limit ${day} · ${-left} working days overdue` : `limit ${day} · ${left} working days left`,
    how: 'How it is counted',
    howText: (days) => `Working days from the day after submission, skipping: ${days || 'none'}`,
    skip: 'Skip',
    sendBack: (n) => (n > 0 ? `Send back (${n})` : 'Send back'),
    review: 'Pass',
    accept: 'Accept',
    pick: 'Choose a report on the left.',
    remarks: 'remarks',
    done: (name, what) => `${name}: ${what}`,
  },
);

type Filter = 'waiting' | 'queries' | 'clean';
const CLEAN_BELOW = 0.2;
const isClean = (row: SubmissionRow): boolean =>
  row.queries === 0 && row.errors === 0 && Math.abs(Number(row.largestChange ?? 1)) < CLEAN_BELOW;
const FITS: Record<Filter, (row: SubmissionRow) => boolean> = {
  waiting: () => true,
  queries: (row) => row.queries > 0,
  clean: isClean,
};

export function ReviewPage() {
  const t = useText();
  const me = useMe();
  const words = useWords();
  const language = useLanguage();
  const navigate = useNavigate();
  const { period: code, id } = useSearch({ from: '/shell/review' });
  const periods = useQuery(api.statistics.listPeriods.queryOptions());
  const period = periods.data?.rows.find((row) => row.code === code) ?? periods.data?.rows[0];
  const waitsFor = me.active.role === 'office' ? 'reviewed' : 'submitted';
  const list = useQuery(
    api.statistics.listSubmissions.queryOptions({
      input: { ...(period ? { periodId: period.id } : {}), status: waitsFor, limit: 2_000, offset: 0 },
      enabled: Boolean(period),
    }),
  );
  const failed = periods.error ?? list.error;
  if (failed)
    return (
      <Failure
        sentence={sentenceOf(failed)}
        onRetry={() => void Promise.all([periods.refetch(), list.refetch()])}
      />
    );
  if (!periods.data || (period && !list.data)) return <Waiting />;
  if (!period || !list.data)
    return (
      <Card>
        <Empty>{t.none}</Empty>
      </Card>
    );
  return (
    <div className={ui.stack}>
      <PageHead
        title={t.title(words(period.formName), periodText(period.code, language))}
        sub={t.counts(period.counts)}
      >
        <label className={ui.row}>
          {t.period}
          <select
            className={ui.input}
            style={{ width: 160 }}
            value={period.code}
            onChange={(e) => void navigate({ to: '/review', search: { period: e.target.value } })}
          >
            {periods.data.rows.map((row) => (
              <option key={row.id} value={row.code}>
                {periodText(row.code, language)}
              </option>
            ))}
          </select>
        </label>
      </PageHead>
      <Desk rows={list.data.rows} period={period} start={id} accepts={waitsFor === 'reviewed'} />
    </div>
  );
}

function Desk({
  rows,
  period,
  start,
  accepts,
}: {
  rows: readonly SubmissionRow[];
  period: Period;
  start: string | undefined;
  accepts: boolean;
}) {
  const t = useText();
  const queries = useQueryClient();
  const [filter, setFilter] = useState<Filter>('waiting');
  const [current, setCurrent] = useState<string | null>(start ?? null);
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const shown = rows.filter(FITS[filter]);
  const at = shown.find((row) => row.id === current) ?? shown[0];
  const clean = rows.filter(isClean);
  const refresh = () => queries.invalidateQueries({ queryKey: api.statistics.key() });
  const pass = useMutation(
    (accepts ? api.statistics.accept : api.statistics.review).mutationOptions({ onSettled: refresh }),
  );
  const word = accepts ? t.accept : t.review;
  const step = (by: number) => {
    const next = shown[shown.findIndex((row) => row.id === at?.id) + by];
    if (next) setCurrent(next.id);
  };
  const moveOn = (row: SubmissionRow, what: string) => {
    setSaid(t.done(row.enterprise.shortName, what));
    const i = shown.indexOf(row);
    setCurrent((shown[i + 1] ?? shown[i - 1])?.id ?? null);
  };
  useKeys({ j: () => step(1), k: () => step(-1), s: () => step(1) });
  const options = [
    { value: 'waiting' as const, text: accepts ? t.waiting : t.waitingSub },
    { value: 'queries' as const, text: t.withQueries },
    { value: 'clean' as const, text: t.clean },
  ].map((option) => ({ ...option, count: rows.filter(FITS[option.value]).length }));
  return (
    <>
      <p role="status" className={said ? ui.sub : ui.caption}>
        {said}
      </p>
      <div className={s.review}>
        <Card flush>
          <div style={{ padding: 12 }}>
            <Chips label={t.filter} value={filter} onChange={setFilter} options={options} />
            <p className={ui.between} style={{ marginTop: 8 }}>
              <span className={ui.sub}>{t.order}</span>
              <span className={ui.sub}>
                <Kbd>J</Kbd>
                <Kbd>K</Kbd> {t.upDown}
              </span>
            </p>
          </div>
          <div className={s.list}>
            {shown.map((row) => (
              <button
                key={row.id}
                type="button"
                className={s.item}
                aria-current={row.id === at?.id}
                onClick={() => setCurrent(row.id)}
              >
                <b>{row.enterprise.shortName}</b>
                <span>
                  {row.queries > 0 ? (
                    <Tag tone="warn">{t.queries(row.queries)}</Tag>
                  ) : (
                    <Tag tone="good">{t.fine}</Tag>
                  )}
                </span>
                <span className={ui.sub}>
                  {row.submittedAt && t.revision(row.revision, momentText(row.submittedAt))}
                </span>
                <span className={ui.sub}>{t.left(row.workingDaysLeft)}</span>
              </button>
            ))}
            {shown.length === 0 && <Empty>{rows.length === 0 ? t.none : t.noneFilter}</Empty>}
          </div>
          {clean.length > 0 && (
            <div style={{ padding: 12 }} className={ui.stack}>
              <Button disabled={pass.isPending} onClick={() => setAsking(true)}>
                {t.bulk(word, clean.length)}
              </Button>
              <span className={ui.sub}>{t.bulkNote}</span>
            </div>
          )}
        </Card>
        <div className={ui.stack}>
          {pass.error && <Failure sentence={sentenceOf(pass.error)} onRetry={() => void refresh()} />}
          {at ? (
            <Report
              key={at.id}
              row={at}
              accepts={accepts}
              onPass={(row) =>
                pass.mutate({ submissionIds: [row.id] }, { onSuccess: () => moveOn(row, word) })
              }
              onSkip={() => step(1)}
              onSentBack={moveOn}
              busy={pass.isPending}
            />
          ) : (
            <Card>
              <Empty>{rows.length === 0 ? t.none : t.pick}</Empty>
            </Card>
          )}
        </div>
      </div>
      {asking && (
        <Confirm
          title={t.bulkSure(word, clean.length)}
          text={`${period.code}：${clean.map((row) => row.enterprise.shortName).join('、')}。${t.bulkText}`}
          yes={word}
          onClose={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            pass.mutate({ submissionIds: clean.map((row) => row.id) });
          }}
        />
      )}
    </>
  );
}

interface ReportProps {
  readonly row: SubmissionRow;
  readonly accepts: boolean;
  readonly busy: boolean;
  readonly onPass: (row: SubmissionRow) => void;
  readonly onSkip: () => void;
  readonly onSentBack: (row: SubmissionRow, what: string) => void;
}

function Report(props: ReportProps) {
  const report = useQuery(
    api.statistics.getSubmission.queryOptions({ input: { submissionId: props.row.id } }),
  );
  if (report.error)
    return <Failure sentence={sentenceOf(report.error)} onRetry={() => void report.refetch()} />;
  if (!report.data) return <Waiting />;
  return <Opened {...props} report={report.data} />;
}

function Opened({
  row,
  report,
  accepts,
  busy,
  onPass,
  onSkip,
  onSentBack,
}: ReportProps & { report: Submission }) {
  const t = useText();
  const f = useFormWords();
  const words = useWords();
  const queries = useQueryClient();
  const [last] = report.revisions;
  const findings = findingsOn(last, report.form.fields).filter(({ severity }) => severity === 'query');
  const [nth, setNth] = useState(0);
  const finding = findings[nth];
  const [field, setField] = useState(finding?.fields[0] ?? report.form.fields[0]?.id ?? '');
  const [remarks, setRemarks] = useState<Record<string, string>>({});
  const [how, setHow] = useState(false);
  const written = Object.entries(remarks).flatMap(([at, text]) =>
    text.trim().length >= 2 ? [{ field: at, text: text.trim() }] : [],
  );
  const sendBack = useMutation(
    api.statistics.sendBack.mutationOptions({
      onSuccess: () => onSentBack(row, t.sendBack(0)),
      onSettled: () => queries.invalidateQueries({ queryKey: api.statistics.key() }),
    }),
  );
  const nextFinding = () => {
    const to = (nth + 1) % Math.max(1, findings.length);
    setNth(to);
    setField(findings[to]?.fields[0] ?? field);
  };
  const back = () =>
    written.length > 0 &&
    !sendBack.isPending &&
    sendBack.mutate({ submissionId: report.id, remarks: written });
  useKeys({ n: nextFinding, a: () => !busy && onPass(row), r: back });
  const shown = report.form.fields.find(({ id }) => id === field);
  if (!last) return null;
  return (
    <Card flush>
      <div className={s.findingBar}>
        <h2 className={ui.cardTitle}>
          {report.enterprise.shortName}{' '}
          <span className={ui.sub}>
            {t.revision(last.revision, momentText(last.at))} · {f.by(last.by)}
          </span>
        </h2>
        <p className={ui.sub}>
          {words(report.carrier.shortName)} · GB/T 4754 {report.enterprise.industryCode} ·{' '}
          {report.enterprise.name}
        </p>
      </div>
      {finding && (
        <div className={`${s.findingBar} ${ui.warn}`}>
          <p className={ui.between}>
            <b>
              {t.nth(nth + 1, findings.length)}　{words(finding.message)}
            </b>
            {findings.length > 1 && (
              <span>
                <Kbd>N</Kbd> {t.next}
              </span>
            )}
          </p>
          <p>{sawText(finding)}</p>
          <p>
            {f.explained}：{last.explanations[finding.ruleId] || f.noExplanation}
          </p>
        </div>
      )}
      <Figures report={report} revision={last} picked={{ field, pick: setField }} />
      <div className={s.below}>
        <div className={ui.stack}>
          <label className={ui.field}>
            <b>{t.remarkAt(shown ? `${shown.number} ${words(shown.name)}` : field)}</b>
            <textarea
              className={ui.input}
              rows={3}
              maxLength={500}
              value={remarks[field] ?? ''}
              onChange={(e) => setRemarks({ ...remarks, [field]: e.target.value })}
            />
          </label>
          <div className={ui.chips}>
            {t.quick.split('|').map((text) => (
              <button
                key={text}
                type="button"
                className={ui.chip}
                onClick={() => setRemarks({ ...remarks, [field]: `${remarks[field] ?? ''}${text}。` })}
              >
                {text}
              </button>
            ))}
          </div>
          <p className={ui.sub}>{t.red}</p>
          {sendBack.error && <Failure sentence={sentenceOf(sendBack.error)} />}
        </div>
        <div className={ui.stack}>
          <History report={report} />
          <Revisions report={report} />
        </div>
      </div>
      <div className={s.actions}>
        <span className={ui.sub}>
          {report.reviewDueOn && t.limit(shortDay(report.reviewDueOn), report.workingDaysLeft ?? 0)}{' '}
          <button type="button" className={ui.link} aria-expanded={how} onClick={() => setHow(!how)}>
            {t.how}
          </button>
          {how && (
            <span>
              {' '}
              {t.howText(
                report.reviewSkips.map(({ date, reason }) => `${shortDay(date)} ${reason}`).join('、'),
              )}
            </span>
          )}
        </span>
        <span className={ui.row}>
          <Button onClick={onSkip}>
            {t.skip} <Kbd>S</Kbd>
          </Button>
          <Button kind="danger" disabled={written.length === 0 || sendBack.isPending} onClick={back}>
            {t.sendBack(written.length)} <Kbd>R</Kbd>
          </Button>
          <Button kind="primary" disabled={busy} onClick={() => onPass(row)}>
            {accepts ? t.accept : t.review} <Kbd>A</Kbd>
          </Button>
        </span>
      </div>
    </Card>
  );
}

/** Single keys, except while something is written or a dialog is open. */
function useKeys(keys: Readonly<Record<string, () => unknown>>) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      const writing =
        target instanceof HTMLElement &&
        (target.matches('input, select, textarea') || target.closest('[role=dialog]'));
      if (writing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      latest.current[event.key.toLowerCase()]?.();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
