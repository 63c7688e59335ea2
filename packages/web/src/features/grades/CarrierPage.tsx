import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { noticeOf } from '../../app/notice.tsx';
import { api } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { CarrierResultView } from './CarrierResultView.tsx';
import { RoundSelect, roundAt } from '../evaluation/index.ts';
import { useCarrierWords } from './words.ts';

/** The result of one carrier; also for the carrier itself, on the phone. */
export function CarrierPage() {
  const t = useCarrierWords();
  const me = useMe();
  const navigate = useNavigate();
  const { code } = useParams({ from: '/shell/grades/$code' });
  const { period } = useSearch({ from: '/shell/grades/$code' });
  const rounds = useQuery(api.carriers.rounds.queryOptions());
  const at = rounds.data && roundAt(rounds.data.rows, period);
  const result = useQuery(
    api.carriers.result.queryOptions({ input: { code, period: at?.period ?? '' }, enabled: Boolean(at) }),
  );
  const notice = noticeOf([rounds, result], rounds.data && !at ? t.none : null);
  if (notice) return notice;
  if (!rounds.data || !result.data) return <Waiting />;
  return (
    <CarrierResultView result={result.data}>
      <RoundSelect
        rounds={rounds.data.rows}
        period={result.data.period}
        onChoose={(next) =>
          void navigate({ to: '/grades/$code', params: { code }, search: { period: next } })
        }
      />
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
