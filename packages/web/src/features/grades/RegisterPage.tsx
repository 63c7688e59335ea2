import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { CarrierRegister, RegisterRow } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { fullMoment } from '../../ui/format.ts';
import { Card, Chips, Failure, NeedsReview, PageHead, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { AddCandidate } from './AddCandidate.tsx';
import s from './carriers.module.css';
import { EnrolFirst } from './EnrolFirst.tsx';
import { RegisterPanel } from './RegisterPanel.tsx';
import { RegisterTable } from './RegisterTable.tsx';
import { useRegisterWords } from './words.ts';

const SHOWN = ['open', 'all', 'trial', 'registered', 'noticed', 'removed', 'outside', 'unlisted'] as const;
type Shown = (typeof SHOWN)[number];
const matches = (row: RegisterRow, show: Shown): boolean =>
  show === 'all' || (show === 'open' ? row.proposal !== null : row.status === show);

/** The register of space adjustment: who is in, on notice, out or a candidate, and what is to be decided. */
export function RegisterPage() {
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/space' });
  const register = useQuery(api.carriers.register.queryOptions({ input: {} }));
  if (register.error)
    return <Failure sentence={sentenceOf(register.error)} onRetry={() => void register.refetch()} />;
  if (!register.data) return <Waiting />;
  const { rows } = register.data;
  const asked = SHOWN.find((one) => one === search.show);
  const show = asked ?? (rows.some(({ proposal }) => proposal) ? 'open' : 'all');
  const shown = rows.filter((row) => matches(row, show));
  const picked = shown.find(({ carrier }) => carrier.code === search.code) ?? shown[0];
  const go = (next: { show?: Shown; code?: string }) =>
    void navigate({ to: '/space', search: { show, ...next } });
  return (
    <div className={ui.stack}>
      <Head register={register.data} />
      <Filter register={register.data} show={show} onShow={(next) => go({ show: next })} />
      <div className={s.page}>
        <Card flush>
          <RegisterTable
            register={register.data}
            rows={shown}
            show={show}
            picked={picked?.carrier.code}
            onPick={(code) => go({ code })}
          />
        </Card>
        {picked && (
          <RegisterPanel key={picked.carrier.code} row={picked} round={register.data.round?.period ?? null} />
        )}
      </div>
    </div>
  );
}

function Head({ register: { total, round, rule, rows } }: { register: CarrierRegister }) {
  const t = useRegisterWords();
  const me = useMe();
  const isOffice = me.active.role === 'office';
  const unlisted = rows.filter(({ status }) => status === 'unlisted').map(({ carrier }) => carrier.code);
  return (
    <PageHead
      title={t.title}
      sub={
        <>
          {t.sub(total)}
          {round && ` · ${t.round(round.period, fullMoment(round.closedAt).slice(0, 10))}`} · {t.ruleNote}
          {rule && (
            <>
              <br />
              {t.rule(t[rule.counting], rule.noticeAfter, rule.removeAfter)}；
              {t.times(rule.rectifyMonths, rule.graceMonths, rule.reEntryYears)}{' '}
              {rule.needsReview && <NeedsReview who={rule.needsReview} />}
            </>
          )}
        </>
      }
    >
      {isOffice && unlisted.length > 0 && <EnrolFirst codes={unlisted} today={me.today} />}
      {isOffice && <AddCandidate today={me.today} />}
    </PageHead>
  );
}

function Filter({
  register: { rows },
  show,
  onShow,
}: {
  register: CarrierRegister;
  show: Shown;
  onShow: (show: Shown) => void;
}) {
  const t = useRegisterWords();
  return (
    <Chips
      label={t.status}
      value={show}
      onChange={onShow}
      options={SHOWN.map((value) => ({
        value,
        text: t[value],
        count: rows.filter((row) => matches(row, value)).length,
      })).filter(({ value, count }) => count > 0 || value === 'all' || value === show)}
    />
  );
}
