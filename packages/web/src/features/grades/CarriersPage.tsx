import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { noticeOf } from '../../app/notice.tsx';
import { api } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { Waiting } from '../../ui/parts.tsx';
import { Kinds } from './Kinds.tsx';
import { RoundSelect, roundAt } from '../evaluation/index.ts';
import { useCarrierWords } from './words.ts';

/** Grades of carriers by kind; a carrier comes to its own result. */
export function CarriersPage() {
  const t = useCarrierWords();
  const me = useMe();
  const navigate = useNavigate();
  const { period, kind } = useSearch({ from: '/shell/grades' });
  const rounds = useQuery(api.carriers.rounds.queryOptions());
  const at = rounds.data && roundAt(rounds.data.rows, period);
  const results = useQuery(
    api.carriers.results.queryOptions({ input: { period: at?.period ?? '' }, enabled: Boolean(at) }),
  );
  const notice = noticeOf([rounds, results], rounds.data && !at ? t.none : null);
  if (notice) return notice;
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
      <RoundSelect
        rounds={rounds.data.rows}
        period={results.data.period}
        onChoose={(next) =>
          void navigate({ to: '/grades', search: { period: next, ...(kind ? { kind } : {}) } })
        }
      />
    </Kinds>
  );
}
