import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { checkSubmission } from '@yuanheng/engine/statistics';
import type { Submission } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { changeOf, exactText, momentText, percentText, periodText, shortDay } from '../../ui/format.ts';
import { messages, useLanguage, useWords } from '../../ui/messages.ts';
import { Button, Card, Confirm, Failure, NeedsReview, PageHead, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { STATUS_TONE, useStatusWords } from './words.ts';

const useText = messages(
  { item: '指标', kind: '口径', now: '本期', before: '上期', lastYear: '上年同期', change: '同比', 'running-total': '累计', level: '期末', flow: '本期', choice: '选择', error: '■ 错误', query: '▲ 核实', advice: '○ 提示', explain: '属实请说明，至少 10 字', save: '保存', submit: '报送', review: '审核通过', accept: '核定', sendBack: '退回', remark: '附注：哪一项、为什么', saved: (at: string) => `✓ ${at} 已保存`, history: '经过', face: (nature: string, body: string) => `${nature} · 制定机关 ${body}`, missing: (n: number) => `还有 ${n} 项必填未填`, red: '审核人不能改企业的数，只能附注退回或通过。', reason: (why: string) => `附注：${why}`, submitAct: '报送', 'send-back': '退回', reviewAct: '审核通过', acceptAct: '核定', reopen: '要求更正', revision: (n: number) => `第 ${n} 版`, input: '可写“5.862万”“５８，６２０”；空着表示未填，0 请填 0。', due: '截止' },
  { item: 'Item', kind: 'Kind', now: 'This period', before: 'Last period', lastYear: 'Last year', change: 'Change', 'running-total': 'year to date', level: 'at end', flow: 'of period', choice: 'choice', error: '■ Error', query: '▲ Query', advice: '○ Advice', explain: 'If right, explain in 10 characters or more', save: 'Save', submit: 'Submit', review: 'Pass', accept: 'Accept', sendBack: 'Send back', remark: 'Remark: which item and why', saved: (at) => `✓ saved ${at}`, history: 'History', face: (nature, body) => `${nature} · issued by ${body}`, missing: (n) => `${n} required items are empty`, red: 'A reviewer cannot change a figure, only send back with remarks or pass.', reason: (why) => `Remark: ${why}`, submitAct: 'submitted', 'send-back': 'sent back', reviewAct: 'passed', acceptAct: 'accepted', reopen: 'asked for a correction', revision: (n) => `revision ${n}`, input: 'Full-width digits, separators and 万元 are understood; empty means not filled.', due: 'due' },
);

export function ReportPage() {
  const { submissionId } = useParams({ from: '/shell/reports/$submissionId' });
  const report = useQuery(api.statistics.getSubmission.queryOptions({ input: { submissionId } }));
  if (report.error) return <Failure sentence={sentenceOf(report.error)} onRetry={() => void report.refetch()} />;
  if (!report.data) return <Waiting />;
  return <Report key={`${report.data.id} ${report.data.status} ${report.data.revision}`} report={report.data} />;
}

function useReport(report: Submission) {
  const queries = useQueryClient();
  const start = report.draft ?? report.revisions[0];
  const [answers, setAnswers] = useState<Record<string, string | null>>(start?.answers ?? {});
  const [explanations, setExplanations] = useState<Record<string, string>>(start?.explanations ?? {});
  const [version, setVersion] = useState(report.draft?.version ?? 0);
  const after = { onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }) };
  const save = useMutation(api.statistics.saveDraft.mutationOptions({ onSuccess: (saved) => setVersion(saved.version) }));
  const submit = useMutation(api.statistics.submit.mutationOptions(after));
  const review = useMutation(api.statistics.review.mutationOptions(after));
  const accept = useMutation(api.statistics.accept.mutationOptions(after));
  const sendBack = useMutation(api.statistics.sendBack.mutationOptions(after));
  const checked = checkSubmission(report.form, { answers, previous: report.previous?.answers ?? null, lastYear: report.lastYear?.answers ?? null, firstQuarter: report.periodCode.endsWith('Q1') });
  return { answers, setAnswers, explanations, setExplanations, written: { submissionId: report.id, version, answers, explanations }, save, submit, review, accept, sendBack, checked };
}

function Report({ report }: { report: Submission }) {
  const t = useText();
  const words = useWords();
  const language = useLanguage();
  const statuses = useStatusWords();
  const [asking, setAsking] = useState(false);
  const at = useReport(report);
  const may = new Set(report.may);
  const failed = at.save.error ?? at.submit.error ?? at.review.error ?? at.accept.error ?? at.sendBack.error;
  const ids = { submissionIds: [report.id] };
  const ready = at.checked.missing.length === 0 && at.checked.findings.every((f) => f.severity === 'advice' || (f.severity === 'query' && [...(at.explanations[f.ruleId] ?? '').trim()].length >= 10));
  return (
    <div className={ui.stack}>
      <PageHead title={<>{report.enterprise.shortName} · {words(report.formName)} · {periodText(report.periodCode, language)} <Tag tone={STATUS_TONE[report.status]}>{statuses[report.status]}</Tag></>} sub={<>{words(report.subPark.shortName)} <NeedsReview /> · {words(report.carrier.shortName)} · {t.due} {shortDay(report.dueOn)} · {t.face(words(report.form.legalNature), report.form.issuingBody)} · {words(report.form.visibleTo)}</>}>
        {at.save.data && <span className={ui.sub} aria-live="polite">{t.saved(momentText(at.save.data.savedAt))}</span>}
        {may.has('save') && at.checked.missing.length > 0 && <Tag>○ {t.missing(at.checked.missing.length)}</Tag>}
        {may.has('save') && <Button disabled={at.save.isPending} onClick={() => at.save.mutate(at.written)}>{t.save}</Button>}
        {may.has('submit') && <Button kind="primary" disabled={!ready || at.submit.isPending} onClick={() => at.submit.mutate(at.written)}>{t.submit}</Button>}
        {may.has('send-back') && <Button kind="danger" onClick={() => setAsking(true)}>{t.sendBack}</Button>}
        {may.has('review') && <Button kind="primary" disabled={at.review.isPending} onClick={() => at.review.mutate(ids)}>{t.review}</Button>}
        {may.has('accept') && <Button kind="primary" disabled={at.accept.isPending} onClick={() => at.accept.mutate(ids)}>{t.accept}</Button>}
      </PageHead>
      {failed && <Failure sentence={sentenceOf(failed)} />}
      <Card flush><Fields report={report} at={at} /></Card>
      <p className={ui.sub}>{may.has('save') ? t.input : t.red}</p>
      <History report={report} />
      {asking && <Confirm title={t.sendBack} text={t.red} yes={t.sendBack} reason={{ label: t.remark, least: 4 }} onClose={() => setAsking(false)} onYes={(text) => { setAsking(false); at.sendBack.mutate({ submissionId: report.id, remarks: [{ field: at.checked.findings[0]?.fields[0] ?? report.form.fields[0]?.id ?? '', text }] }); }} />}
    </div>
  );
}

function Fields({ report, at }: { report: Submission; at: ReturnType<typeof useReport> }) {
  const t = useText();
  const words = useWords();
  const edits = report.may.includes('save');
  return (
    <div className={ui.scroll} tabIndex={0} role="region" aria-label={words(report.formName)}>
      <table className={ui.table}>
        <caption className={ui.caption}>{words(report.formName)}</caption>
        <thead><tr><th scope="col">{t.item}</th><th scope="col">{t.kind}</th><th scope="col" className={ui.right}>{t.now}</th><th scope="col" className={ui.right}>{t.before}</th><th scope="col" className={ui.right}>{t.lastYear}</th><th scope="col" className={ui.right}>{t.change}</th></tr></thead>
        <tbody>
          {report.form.fields.map((field) => {
            const shown = (value: string | null | undefined) => (field.kind === 'choice' ? (field.options.find((o) => o.id === value) ? words(field.options.find((o) => o.id === value)?.name ?? { zh: '', en: '' }) : '—') : exactText(value));
            const findings = at.checked.findings.filter((f) => f.fields[0] === field.id);
            const set = (value: string) => at.setAnswers({ ...at.answers, [field.id]: value });
            return [
              <tr key={field.id}>
                <td>{field.number} {words(field.name)}</td>
                <td className={ui.sub}>{t[field.kind]} {field.unit}</td>
                <td className={ui.right} style={{ minWidth: 150 }}>
                  {!edits ? <b className={ui.num}>{shown(at.answers[field.id])}</b> : field.kind === 'choice'
                    ? <select className={ui.input} aria-label={words(field.name)} value={at.answers[field.id] ?? ''} onChange={(e) => set(e.target.value)}><option value="">—</option>{field.options.map((o) => <option key={o.id} value={o.id}>{words(o.name)}</option>)}</select>
                    : <input className={ui.input} style={{ textAlign: 'right' }} inputMode="decimal" aria-label={words(field.name)} aria-invalid={findings.some((f) => f.severity === 'error')} value={at.answers[field.id] ?? ''} onChange={(e) => set(e.target.value)} />}
                </td>
                <td className={`${ui.right} ${ui.num}`}>{shown(report.previous?.answers[field.id])}</td>
                <td className={`${ui.right} ${ui.num}`}>{shown(report.lastYear?.answers[field.id])}</td>
                <td className={`${ui.right} ${ui.num}`}>{percentText(changeOf(at.checked.clean[field.id], report.lastYear?.answers[field.id]), 1, true)}</td>
              </tr>,
              ...findings.map((f) => (
                <tr key={`${field.id} ${f.ruleId}`} className={f.severity === 'error' ? ui.bad : ui.warn}>
                  <td colSpan={6}>
                    <b>{t[f.severity]}</b> {words(f.message)} {f.because.map(({ name, value }) => `${name} ${exactText(value)}`).join('；')}
                    {f.severity === 'query' && (edits ? <input className={ui.input} aria-label={t.explain} placeholder={t.explain} maxLength={200} value={at.explanations[f.ruleId] ?? ''} onChange={(e) => at.setExplanations({ ...at.explanations, [f.ruleId]: e.target.value })} /> : <div>{at.explanations[f.ruleId]}</div>)}
                  </td>
                </tr>
              )),
            ];
          })}
        </tbody>
      </table>
    </div>
  );
}

function History({ report }: { report: Submission }) {
  const t = useText();
  if (report.acts.length === 0) return null;
  const names = { submit: t.submitAct, 'send-back': t['send-back'], review: t.reviewAct, accept: t.acceptAct, reopen: t.reopen };
  return (
    <Card title={t.history}>
      <ol>{report.acts.map((act) => <li key={`${act.at} ${act.act}`} className={ui.row}><span className={ui.num}>{momentText(act.at)}</span> {act.by} {names[act.act]} {t.revision(act.revision)} {act.remarks.map((r) => t.reason(r.text)).join(' ')} {act.reason}</li>)}</ol>
    </Card>
  );
}
