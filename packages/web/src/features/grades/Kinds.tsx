import type { ReactNode } from 'react';
import type { CarrierKind, CarrierResults } from '@yuanheng/contract';
import { fullMoment, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Card, Chips, Empty, NeedsReview, PageHead, Tag } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { CloseCarrierRound } from './CloseCarrierRound.tsx';
import { GradeChip } from './GradeChip.tsx';
import { KindTable } from './KindTable.tsx';
import { useCarrierWords } from './words.ts';

interface KindsProps {
  readonly results: CarrierResults;
  readonly kind: string | undefined;
  readonly onKind: (kind: string) => void;
  readonly children: ReactNode;
}

export function Kinds({ results, kind, onKind, children }: KindsProps) {
  const t = useCarrierWords();
  const language = useLanguage();
  const shown = results.kinds.find(({ ownership }) => ownership === kind) ?? results.kinds[0];
  return (
    <div className={ui.stack}>
      <PageHead
        title={
          <>
            {t.title(periodText(results.period, language))}{' '}
            {results.state === 'preview' && <Tag tone="warn">▲ {t.preview}</Tag>}
          </>
        }
        sub={
          <>
            {t.total(results.total)}
            {results.unlisted > 0 && ` · ${t.unlisted(results.unlisted)}`} ·{' '}
            {results.closedAt && results.closedBy
              ? t.closed(fullMoment(results.closedAt), results.closedBy)
              : t.asOf(fullMoment(results.asOf))}{' '}
            · ○ {t.robust}
          </>
        }
      >
        {children}
        {results.state === 'preview' && <CloseCarrierRound period={results.period} />}
      </PageHead>
      {results.state === 'preview' && <p className={ui.notice}>{t.previewNote}</p>}
      <Chips
        label={t.carrier}
        value={shown?.ownership ?? 'state'}
        onChange={onKind}
        options={results.kinds.map(({ ownership, rows }) => ({
          value: ownership,
          text: t[ownership],
          count: rows.length,
        }))}
      />
      {shown ? (
        <Card title={<KindTitle shown={shown} />} aside={<Counts shown={shown} />} flush>
          <KindTable results={results} shown={shown} />
        </Card>
      ) : (
        <Card>
          <Empty>{t.none}</Empty>
        </Card>
      )}
    </div>
  );
}

function KindTitle({ shown }: { shown: CarrierKind }) {
  const t = useCarrierWords();
  const words = useWords();
  return (
    <>
      {words(shown.scheme.name)}{' '}
      <span className={ui.sub}>{t.scheme(shown.scheme.id, shown.scheme.version)}</span>{' '}
      {shown.scheme.needsReview && <NeedsReview who={shown.scheme.needsReview} />}
    </>
  );
}

/** How many have which grade. */
function Counts({ shown }: { shown: CarrierKind }) {
  const words = useWords();
  return (
    <span className={ui.row}>
      {shown.grades.map(({ id, name }) => (
        <span key={id} className={ui.row}>
          <GradeChip grade={id} /> {words(name)}{' '}
          <b className={ui.num}>{shown.rows.filter(({ grade }) => grade === id).length}</b>
        </span>
      ))}
    </span>
  );
}
