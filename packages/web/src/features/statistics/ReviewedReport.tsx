import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Submission, SubmissionRow } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { momentText } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Button, Card, Failure, Kbd, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { Figures, findingsOn } from './Figures.tsx';
import { History, Revisions } from './History.tsx';
import s from './report.module.css';
import { useFormWords } from './words.ts';
import { QueryBar, RemarkField, ReviewLimit } from './ReviewParts.tsx';
import { useKeys } from './keys.ts';
import { useReviewWords } from './review-words.ts';

interface ReportProps {
  readonly row: SubmissionRow;
  readonly accepts: boolean;
  readonly busy: boolean;
  /** By field. */
  readonly remarks: Readonly<Record<string, string>>;
  readonly onRemarks: (remarks: Record<string, string>) => void;
  readonly onPass: (row: SubmissionRow) => void;
  readonly onSkip: () => void;
  readonly onSentBack: (row: SubmissionRow, what: string) => void;
}

export function ReviewedReport(props: ReportProps) {
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
  remarks,
  onRemarks,
  onPass,
  onSkip,
  onSentBack,
}: ReportProps & { report: Submission }) {
  const t = useReviewWords();
  const f = useFormWords();
  const words = useWords();
  const queries = useQueryClient();
  const [last] = report.revisions;
  const findings = findingsOn(last, report.form.fields).filter(({ severity }) => severity === 'query');
  const [nth, setNth] = useState(0);
  const finding = findings[nth];
  const [field, setField] = useState(finding?.fields[0] ?? report.form.fields[0]?.id ?? '');
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
          {report.respondent.shortName}{' '}
          <span className={ui.sub}>
            {t.revision(last.revision, momentText(last.at))} · {f.by(last.by)}
          </span>
        </h2>
        <p className={ui.sub}>
          {words(report.carrier.shortName)} · GB/T 4754 {report.respondent.industryCode} ·{' '}
          {report.respondent.name}
        </p>
      </div>
      {finding && (
        <QueryBar
          form={report.form}
          finding={finding}
          nth={nth + 1}
          of={findings.length}
          said={last.explanations[finding.ruleId]}
        />
      )}
      <Figures report={report} revision={last} picked={{ field, pick: setField }} />
      <div className={s.below}>
        <div className={ui.stack}>
          <RemarkField
            name={shown ? `${shown.number} ${words(shown.name)}` : field}
            text={remarks[field] ?? ''}
            onWrite={(text) => onRemarks({ ...remarks, [field]: text })}
          />
          <p className={ui.sub}>{t.red}</p>
          {sendBack.error && <Failure sentence={sentenceOf(sendBack.error)} />}
        </div>
        <div className={ui.stack}>
          <History report={report} />
          <Revisions report={report} />
        </div>
      </div>
      <div className={s.actions}>
        <ReviewLimit report={report} />
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
