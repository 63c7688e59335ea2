import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { Paper, Revision, Submission } from '@yuanheng/contract';
import { api, sentenceOf } from '../../../app/rpc.ts';
import { Button, Failure, Waiting } from '../../../ui/parts.tsx';
import ui from '../../../ui/ui.module.css';
import { CoverSheet } from './CoverSheet.tsx';
import { type Explained, PrintedForm } from './PrintedForm.tsx';
import s from './print.module.css';
import { usePrintWords } from './print-words.ts';

/** A report on A4: the cover sheet with hash and QR code, then the form with its face and foot. */
export function PrintPage() {
  const { submissionId } = useParams({ from: '/shell/reports/$submissionId/print' });
  const { revision } = useSearch({ from: '/shell/reports/$submissionId/print' });
  const report = useQuery(
    api.statistics.getSubmission.queryOptions({ input: { submissionId }, refetchOnWindowFocus: false }),
  );
  const wanted = Number(revision);
  const cover = useQuery(
    api.statistics.cover.queryOptions({
      input: { submissionId, ...(Number.isInteger(wanted) && wanted > 0 ? { revision: wanted } : {}) },
    }),
  );
  const error = report.error ?? cover.error;
  if (error) return <Failure sentence={sentenceOf(error)} />;
  if (!report.data || !cover.data) return <Waiting />;
  return <Sheets report={report.data} paper={cover.data.paper} />;
}

function Sheets({ report, paper }: { report: Submission; paper: Paper | null }) {
  const t = usePrintWords();
  const submitted = report.revisions.find(({ revision }) => revision === paper?.revision);
  const answers = (submitted ?? report.draft)?.answers ?? {};
  return (
    <div className={s.desk}>
      <div className={s.bar}>
        <span className={ui.sub}>
          {!paper
            ? t.draft
            : paper.revision < paper.latestRevision
              ? t.older(paper.latestRevision)
              : t.current}
        </span>
        <span className={ui.row}>
          <Link to="/reports/$submissionId" params={{ submissionId: report.id }}>
            {t.back}
          </Link>
          <Button kind="primary" onClick={() => print()}>
            {t.print}
          </Button>
        </span>
      </div>
      {paper && <CoverSheet paper={paper} form={report.form} />}
      <PrintedForm report={report} paper={paper} answers={answers} explained={explainedIn(submitted)} />
    </div>
  );
}

/** The queries of a revision with what the respondent answered, in the order of their findings. */
const explainedIn = (revision: Revision | undefined): readonly Explained[] =>
  (revision?.findings ?? []).flatMap(({ severity, ruleId, message }) => {
    const text = revision?.explanations[ruleId];
    return severity === 'query' && text ? [{ id: ruleId, message, text }] : [];
  });
