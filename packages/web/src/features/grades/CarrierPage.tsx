import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { Card, Empty, Failure, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { CarrierResultView } from './CarrierResultView.tsx';
import { useCarrierWords } from './words.ts';

/** The result of one carrier; also for the carrier itself, on the phone. */
export function CarrierPage() {
  const t = useCarrierWords();
  const me = useMe();
  const language = useLanguage();
  const navigate = useNavigate();
  const { code } = useParams({ from: '/shell/grades/$code' });
  const { period } = useSearch({ from: '/shell/grades/$code' });
  const rounds = useQuery(api.carriers.rounds.queryOptions());
  const at =
    rounds.data?.rows.find((row) => row.period === period) ??
    rounds.data?.rows.find(({ state }) => state === 'closed') ??
    rounds.data?.rows[0];
  const result = useQuery(
    api.carriers.result.queryOptions({ input: { code, period: at?.period ?? '' }, enabled: Boolean(at) }),
  );
  const failed = rounds.error ?? result.error;
  if (failed)
    return (
      <Failure
        sentence={sentenceOf(failed)}
        onRetry={() => void Promise.all([rounds.refetch(), result.refetch()])}
      />
    );
  if (rounds.data && !at)
    return (
      <Card>
        <Empty>{t.none}</Empty>
      </Card>
    );
  if (!rounds.data || !result.data) return <Waiting />;
  return (
    <CarrierResultView result={result.data}>
      <label className={ui.row}>
        {t.year}
        <select
          className={ui.input}
          style={{ width: 170 }}
          value={result.data.period}
          onChange={(e) =>
            void navigate({ to: '/grades/$code', params: { code }, search: { period: e.target.value } })
          }
        >
          {rounds.data.rows.map((row) => (
            <option key={row.period} value={row.period}>
              {periodText(row.period, language)}
              {row.state === 'preview' ? `（${t.preview}）` : ''}
            </option>
          ))}
        </select>
      </label>
      {me.active.role !== 'carrier' && (
        <Link
          to="/grades"
          search={{ period: result.data.period, kind: result.data.row.carrier.ownership }}
          className={ui.link}
        >
          {t.back}
        </Link>
      )}
    </CarrierResultView>
  );
}
