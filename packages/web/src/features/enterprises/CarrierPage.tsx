import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { Carrier } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { fullMoment, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Card, DataTable, Failure, NeedsReview, PageHead, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { Figures } from './Figures.tsx';
import { usePageWords } from './page-words.ts';
import s from './page.module.css';
import { useOwnership, useRegistryWords } from './words.ts';

export function CarrierPage() {
  const { carrierId } = useParams({ from: '/shell/carriers/$carrierId' });
  const page = useQuery(api.enterprises.getCarrier.queryOptions({ input: { carrierId } }));
  if (page.error) return <Failure sentence={sentenceOf(page.error)} onRetry={() => void page.refetch()} />;
  return page.data ? <Found carrier={page.data} /> : <Waiting />;
}

function Found({ carrier }: { carrier: Carrier }) {
  const t = usePageWords();
  const words = useWords();
  const { asOf, subPark } = carrier;
  return (
    <div className={ui.stack}>
      <PageHead
        title={
          <>
            {words(carrier.name)} {carrier.needsReview && <NeedsReview who={carrier.needsReview} />}
          </>
        }
        sub={`${carrier.code}${subPark ? ` · ${words(subPark.shortName)}` : ''} · ${t.asOf(fullMoment(asOf))}`}
      />
      <div className={s.columns}>
        <div className={ui.stack}>
          <Reporting carrier={carrier} />
          <Movements carrier={carrier} />
          {carrier.figures.length > 0 && <Figures title={t.space} figures={carrier.figures} asOf={asOf} />}
        </div>
        <Facts carrier={carrier} />
      </div>
    </div>
  );
}

function Facts({ carrier }: { carrier: Carrier }) {
  const t = usePageWords();
  const registry = useRegistryWords();
  const ownership = useOwnership();
  const words = useWords();
  return (
    <div className={ui.stack}>
      <Card title={t.identity}>
        <dl className={s.facts}>
          <dt>{registry.ownership}</dt>
          <dd>{ownership(carrier.ownership)}</dd>
          <dt>{t.residents}</dt>
          <dd>
            {t.residentsNow(carrier.residents)} ·{' '}
            <Link to="/enterprises" search={{ carrier: carrier.code }}>
              {t.seeResidents}
            </Link>
          </dd>
        </dl>
      </Card>
      <Card title={t.places}>
        <ul className={s.line}>
          {carrier.places.map(({ subPark, from, until }) => (
            <li key={from ?? ''} data-now={until === null}>
              <div className={ui.between}>
                <span>{subPark ? words(subPark.shortName) : '—'}</span>
                <span className={ui.sub}>
                  {from ?? '—'} — {until ?? t.now}
                </span>
              </div>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

function Reporting({ carrier: { periods, asOf } }: { carrier: Carrier }) {
  const t = usePageWords();
  const words = useWords();
  const language = useLanguage();
  return (
    <Card title={t.reporting} flush>
      <DataTable
        caption={t.reporting}
        rows={periods}
        rowKey={(row) => `${row.period} ${row.formName.zh}`}
        empty={t.noReporting}
        said={{ filter: t.reporting, asOf }}
        columns={[
          {
            id: 'period',
            head: t.report,
            text: (row) => `${periodText(row.period, language)} ${words(row.formName)}`,
          },
          { id: 'due', head: t.due, right: true, text: (row) => String(row.due) },
          { id: 'reported', head: t.reportedOf, right: true, text: (row) => String(row.reported) },
          { id: 'accepted', head: t.acceptedOf, right: true, text: (row) => String(row.accepted) },
        ]}
      />
    </Card>
  );
}

function Movements({ carrier: { movements, asOf } }: { carrier: Carrier }) {
  const t = usePageWords();
  const language = useLanguage();
  return (
    <Card title={t.movements} aside={t.movementsSaid} flush>
      <DataTable
        caption={t.movements}
        rows={movements}
        rowKey={(row) => row.period}
        said={{ filter: t.movements, asOf }}
        columns={[
          { id: 'quarter', head: t.quarter, text: (row) => periodText(row.period, language) },
          { id: 'came', head: t.came, right: true, text: (row) => String(row.came) },
          { id: 'left', head: t.left, right: true, text: (row) => String(row.left) },
          { id: 'stood', head: t.stood, right: true, text: (row) => String(row.residents) },
        ]}
      />
    </Card>
  );
}
