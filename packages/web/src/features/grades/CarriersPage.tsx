import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { Card, Empty, Failure, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { Kinds } from './Kinds.tsx';
import { useCarrierWords } from './words.ts';

/** Grades of carriers by kind; a carrier comes to its own result. */
export function CarriersPage() {
  const t = useCarrierWords();
  const me = useMe();
  const language = useLanguage();
  const navigate = useNavigate();
  const { period, kind } = useSearch({ from: '/shell/grades' });
  const rounds = useQuery(api.carriers.rounds.queryOptions());
  const at =
    rounds.data?.rows.find((row) => row.period === period) ??
    rounds.data?.rows.find(({ state }) => state === 'closed') ??
    rounds.data?.rows[0];
  const results = useQuery(
    api.carriers.results.queryOptions({ input: { period: at?.period ?? '' }, enabled: Boolean(at) }),
  );
  const failed = rounds.error ?? results.error;
  if (failed)
    return (
      <Failure
        sentence={sentenceOf(failed)}
        onRetry={() => void Promise.all([rounds.refetch(), results.refetch()])}
      />
    );
  if (rounds.data && !at)
    return (
      <Card>
        <Empty>{t.none}</Empty>
      </Card>
    );
  if (!rounds.data || !results.data) return <Waiting />;
  const own = results.data.kinds.flatMap(({ rows }) => rows)[0];
  if (me.active.role === 'carrier' && own)
    return (
      <Navigate
        to="/grades/$code"
        params={{ code: own.carrier.code }}
        search={{ period: results.data.period }}
      />
    );
  return (
    <Kinds
      results={results.data}
      kind={kind}
      onKind={(next) => void navigate({ to: '/grades', search: { period: results.data.period, kind: next } })}
    >
      <label className={ui.row}>
        {t.year}
        <select
          className={ui.input}
          style={{ width: 170 }}
          value={results.data.period}
          onChange={(e) =>
            void navigate({ to: '/grades', search: { period: e.target.value, ...(kind ? { kind } : {}) } })
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
    </Kinds>
  );
}
