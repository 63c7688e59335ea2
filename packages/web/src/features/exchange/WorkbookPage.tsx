import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Preview, ProblemData } from '@yuanheng/contract';
import { api, client, codeOf, dataOf, sentenceOf } from '../../app/rpc.ts';
import { saveFile } from '../../ui/export.ts';
import { Button, Card, Failure, PageHead, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { Choose } from './Choose.tsx';
import { OtherVersion } from './OtherVersion.tsx';
import { PreviewResult } from './PreviewResult.tsx';
import { useExchangeWords } from './words.ts';

export type Sent = { readonly file: File; readonly convert: boolean };

/** A report by workbook: download, fill in, look at what would change, write. */
export function WorkbookPage() {
  const { submissionId } = useParams({ from: '/shell/reports/$submissionId/workbook' });
  const t = useExchangeWords();
  const [sent, setSent] = useState<Sent | null>(null);
  const read = useMutation(api.exchange.preview.mutationOptions());
  const download = useMutation({
    mutationFn: () => client.exchange.workbook({ submissionId }),
    onSuccess: (file) => saveFile(file, file.name),
  });
  const send = (file: File, convert = false) => {
    setSent({ file, convert });
    read.mutate({ file, convert, submissionId });
  };
  const giveUp = () => {
    setSent(null);
    read.reset();
  };
  const other =
    codeOf(read.error) === 'WORKBOOK_OF_OTHER_VERSION'
      ? dataOf<ProblemData<'WORKBOOK_OF_OTHER_VERSION'>>(read.error)
      : undefined;
  if (sent && read.data)
    return <Previewed submissionId={submissionId} sent={sent} preview={read.data} onGiveUp={giveUp} />;
  return (
    <div className={ui.stack}>
      <PageHead title={t.title} sub={t.how}>
        <Link to="/reports/$submissionId" params={{ submissionId }}>
          {t.back}
        </Link>
        <Button disabled={download.isPending} onClick={() => download.mutate()}>
          {t.download}
        </Button>
      </PageHead>
      {download.error && <Failure sentence={sentenceOf(download.error)} onRetry={() => download.mutate()} />}
      {read.error && !other && <Failure sentence={sentenceOf(read.error)} />}
      {read.isPending ? <Waiting /> : <Choose onChosen={(file) => send(file)} />}
      {other && sent && (
        <OtherVersion
          problem={other}
          sentence={sentenceOf(read.error)}
          onConvert={() => send(sent.file, true)}
          onClose={giveUp}
        />
      )}
    </div>
  );
}

interface PreviewedProps {
  readonly submissionId: string;
  readonly sent: Sent;
  readonly preview: Preview;
  readonly onGiveUp: () => void;
}

function Previewed({ submissionId, sent, preview, onGiveUp }: PreviewedProps) {
  const t = useExchangeWords();
  const queries = useQueryClient();
  const [act, setAct] = useState<'save' | 'submit'>('save');
  const apply = useMutation(
    api.exchange.apply.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }),
    }),
  );
  const marked = useMutation({
    mutationFn: () => client.exchange.marked({ submissionId, ...sent }),
    onSuccess: (file) => saveFile(file, file.name),
  });
  if (apply.data)
    return (
      <Card>
        <p className={ui.notice}>{act === 'submit' ? t.submitted : t.written}</p>
        <Link to="/reports/$submissionId" params={{ submissionId }}>
          {t.back}
        </Link>
      </Card>
    );
  const error = apply.error ?? marked.error;
  return (
    <PreviewResult
      preview={preview}
      busy={apply.isPending || marked.isPending}
      failed={error ? sentenceOf(error) : null}
      onGiveUp={onGiveUp}
      onMarked={() => marked.mutate()}
      onWrite={(wanted) => {
        setAct(wanted);
        apply.mutate({ submissionId, ...sent, act: wanted, state: preview.state });
      }}
    />
  );
}
