import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Period } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { Card, Empty, Failure, PageHead, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { type Asked, ExplainDrawer } from '../explain/index.ts';
import s from './cockpit.module.css';
import { Ranking } from './Ranking.tsx';
import { Reporting } from './Reporting.tsx';
import { Targets } from './Targets.tsx';
import { useCockpitWords } from './words.ts';

/** For leaders and the office: where the targets, the sub-parks and the reports stand. */
export function CockpitPage() {
  const t = useCockpitWords();
  const periods = useQuery(api.statistics.listPeriods.queryOptions());
  if (periods.error)
    return <Failure sentence={sentenceOf(periods.error)} onRetry={() => void periods.refetch()} />;
  if (!periods.data) return <Waiting />;
  const [period] = periods.data.rows;
  if (!period)
    return (
      <>
        <PageHead title={t.title} />
        <Card>
          <Empty>{t.none}</Empty>
        </Card>
      </>
    );
  return <Cockpit period={period} />;
}

function Cockpit({ period }: { period: Period }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <div className={ui.stack}>
      <Targets period={period} onExplain={setAsked} />
      <div className={s.lower}>
        <Ranking onExplain={setAsked} />
        <Reporting period={period} onExplain={setAsked} />
      </div>
      {asked && <ExplainDrawer asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}
