import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListImport } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { fullMoment } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Button, Card, DataTable, Failure, NeedsReview, PageHead, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useImportWords } from './import-words.ts';

export const IMPORT_TONE = { previewed: 'warn', confirmed: 'good', 'put-away': 'plain' } as const;
/** What fits into one request beside its wrapping. */
const MOST_BYTES = 700_000;

export function ImportsPage() {
  const t = useImportWords();
  const list = useQuery(api.enterprises.listImports.queryOptions());
  if (list.error) return <Failure sentence={sentenceOf(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Waiting />;
  const { rows, profiles, asOf } = list.data;
  return (
    <div className={ui.stack}>
      <PageHead title={t.title} sub={t.sub} />
      <Send profiles={profiles} />
      <Card title={t.lists} flush>
        <Lists rows={rows} asOf={asOf} />
      </Card>
      <p className={ui.sub}>{t.said(rows.length, fullMoment(asOf))}</p>
    </div>
  );
}

interface SendProps {
  readonly profiles: readonly {
    readonly id: string;
    readonly name: { readonly zh: string; readonly en: string };
    readonly department: { readonly zh: string; readonly en: string };
    readonly needsReview: string | null;
  }[];
}

function Send({ profiles }: SendProps) {
  const t = useImportWords();
  const words = useWords();
  const navigate = useNavigate();
  const [profileId, setProfile] = useState(profiles[0]?.id ?? '');
  const [file, setFile] = useState<File | null>(null);
  const preview = useMutation(
    api.enterprises.previewImport.mutationOptions({
      onSuccess: ({ id }) => void navigate({ to: '/imports/$importId', params: { importId: id } }),
    }),
  );
  const chosen = profiles.find(({ id }) => id === profileId);
  const isTooLarge = file !== null && file.size > MOST_BYTES;
  const send = async () => {
    if (file === null) return;
    preview.mutate({ profileId, fileName: file.name, contentBase64: await base64Of(file) });
  };
  return (
    <Card>
      <form
        className={ui.row}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <label className={ui.field}>
          <span className={ui.label}>
            {t.profile} {chosen?.needsReview && <NeedsReview who={chosen.needsReview} />}
          </span>
          <select className={ui.input} value={profileId} onChange={(e) => setProfile(e.target.value)}>
            {profiles.map(({ id, name, department }) => (
              <option key={id} value={id}>
                {words(department)} · {words(name)}
              </option>
            ))}
          </select>
        </label>
        <label className={ui.field}>
          <span className={ui.label}>{t.file}</span>
          <input
            className={ui.input}
            type="file"
            accept=".xlsx,.csv,.txt"
            onChange={(e) => setFile(e.target.files?.[0] ?? null)}
          />
        </label>
        <Button kind="primary" submit disabled={file === null || isTooLarge || preview.isPending}>
          {preview.isPending ? t.reading : t.preview}
        </Button>
      </form>
      {isTooLarge && <Failure sentence={t.tooLarge} />}
      {preview.error && <Failure sentence={sentenceOf(preview.error)} />}
    </Card>
  );
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function Lists({ rows, asOf }: { rows: readonly ListImport[]; asOf: string }) {
  const t = useImportWords();
  const words = useWords();
  return (
    <DataTable
      caption={t.lists}
      rows={rows}
      rowKey={(row) => row.id}
      empty={t.none}
      said={{ filter: t.all, asOf }}
      columns={[
        {
          id: 'file',
          head: t.what,
          text: (row) => row.fileName,
          cell: (row) => (
            <Link to="/imports/$importId" params={{ importId: row.id }}>
              {row.fileName}
            </Link>
          ),
        },
        { id: 'department', head: t.department, text: (row) => words(row.department) },
        { id: 'period', head: t.period, text: (row) => row.period ?? '—' },
        {
          id: 'status',
          head: t.status,
          text: (row) => t[row.status],
          cell: (row) => <Tag tone={IMPORT_TONE[row.status]}>{t[row.status]}</Tag>,
        },
        { id: 'accepted', head: t.accepted, right: true, text: (row) => String(row.counts.accepted) },
        { id: 'queued', head: t.queued, right: true, text: (row) => String(row.counts.queued) },
        { id: 'open', head: t.open, right: true, text: (row) => String(row.open) },
        { id: 'rejected', head: t.rejected, right: true, text: (row) => String(row.counts.rejected) },
        { id: 'by', head: t.by, text: (row) => row.closedBy ?? row.previewedBy },
        { id: 'at', head: t.at, text: (row) => fullMoment(row.closedAt ?? row.previewedAt) },
      ]}
    />
  );
}
