import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { EnterpriseRow } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { fullMoment } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Button, Card, DataTable, Failure, PageHead, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useRegistryWords } from './words.ts';

/** What the address narrows the list to. */
interface Narrowed {
  readonly search?: string | undefined;
  readonly subPark?: string | undefined;
  readonly carrier?: string | undefined;
  readonly industry?: string | undefined;
  readonly residence?: 'now' | 'left' | undefined;
}

const STEP = 200;
/** A list is shown no longer than this; more is found by searching. */
const LONGEST = 1_000;

export function EnterprisesPage() {
  const t = useRegistryWords();
  const at = useSearch({ from: '/shell/enterprises' });
  const [limit, setLimit] = useState(STEP);
  const list = useQuery(
    api.enterprises.list.queryOptions({ input: { ...at, limit }, placeholderData: keepPreviousData }),
  );
  if (list.error) return <Failure sentence={sentenceOf(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Waiting />;
  const { rows, total, isMore, isSimilar, asOf } = list.data;
  const filter = Object.values(at).filter(Boolean).join(' · ') || t.everybody;
  return (
    <div className={ui.stack}>
      <PageHead
        title={t.enterprises}
        sub={t.said(rows.length, isMore ? t.more(total) : String(total), fullMoment(asOf))}
      />
      <Filters key={JSON.stringify(at)} at={at} />
      {isSimilar && <p role="status">{t.similar(rows.length)}</p>}
      {isMore && at.search && <p role="status">{t.narrow(total)}</p>}
      <Card flush>
        <EnterpriseTable rows={rows} said={{ filter, asOf }} />
      </Card>
      {rows.length < total && rows.length < LONGEST && (
        <div>
          <Button disabled={list.isFetching} onClick={() => setLimit(Math.min(LONGEST, limit + STEP))}>
            {t.next}
          </Button>
        </div>
      )}
    </div>
  );
}

function Filters({ at }: { at: Narrowed }) {
  const t = useRegistryWords();
  const words = useWords();
  const navigate = useNavigate();
  const carriers = useQuery(api.enterprises.listCarriers.queryOptions());
  const [search, setSearch] = useState(at.search ?? '');
  const [industry, setIndustry] = useState(at.industry ?? '');
  const all = carriers.data?.rows ?? [];
  const subParks = [
    ...new Map(all.flatMap(({ subPark }) => (subPark ? [[subPark.code, subPark]] : []))).values(),
  ];
  const inSubPark = all.filter(({ subPark }) => !at.subPark || subPark?.code === at.subPark);
  const go = (next: Narrowed) =>
    void navigate({
      to: '/enterprises',
      search: { ...at, search: search.trim() || undefined, industry: industry || undefined, ...next },
    });
  return (
    <form
      className={ui.row}
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        go({});
      }}
    >
      <input
        className={ui.input}
        style={{ width: 280 }}
        type="search"
        maxLength={60}
        placeholder={t.search}
        aria-label={t.search}
        value={search}
        onChange={(e) => setSearch(e.target.value)}
      />
      <Button kind="primary" submit>
        {t.find}
      </Button>
      {subParks.length > 1 && (
        <Choice
          label={t.subPark}
          any={t.allSubParks}
          value={at.subPark}
          options={subParks.map(({ code, shortName }) => ({ value: code, text: words(shortName) }))}
          onChoose={(subPark) => go({ subPark, carrier: undefined })}
        />
      )}
      <Choice
        label={t.carrier}
        any={t.allCarriers}
        value={at.carrier}
        options={inSubPark.map(({ code, shortName }) => ({ value: code, text: words(shortName) }))}
        onChoose={(carrier) => go({ carrier })}
      />
      <input
        className={ui.input}
        style={{ width: 170 }}
        inputMode="numeric"
        maxLength={4}
        placeholder={t.industryLike}
        aria-label={t.industryLike}
        value={industry}
        onChange={(e) => setIndustry(e.target.value.replaceAll(/\D/g, ''))}
        onBlur={() => industry !== (at.industry ?? '') && go({})}
      />
      <Choice
        label={t.residence}
        any={t.everybody}
        value={at.residence}
        options={[
          { value: 'now', text: t.residesNow },
          { value: 'left', text: t.residedOnce },
        ]}
        onChoose={(residence) => go({ residence: residence as Narrowed['residence'] })}
      />
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly any: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChoose: (value: string | undefined) => void;
}

function Choice({ label, any, value, options, onChoose }: ChoiceProps) {
  return (
    <select
      className={ui.input}
      style={{ width: 140 }}
      aria-label={label}
      value={value ?? ''}
      onChange={(e) => onChoose(e.target.value || undefined)}
    >
      <option value="">{any}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}

interface TableProps {
  readonly rows: readonly EnterpriseRow[];
  readonly said: { readonly filter: string; readonly asOf: string };
}

function EnterpriseTable({ rows, said }: TableProps) {
  const t = useRegistryWords();
  const words = useWords();
  return (
    <DataTable
      caption={t.enterprises}
      rows={rows}
      rowKey={(row) => row.id}
      empty={t.none}
      said={said}
      columns={[
        {
          id: 'name',
          head: t.name,
          text: (row) => row.name,
          cell: (row) => (
            <>
              <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: row.id }}>
                {row.name}
              </Link>
              {row.foundBy && <div className={ui.sub}>{t.formerly(row.foundBy)}</div>}
            </>
          ),
        },
        { id: 'uscc', head: t.uscc, text: (row) => row.uscc, cell: (row) => <code>{row.uscc}</code> },
        { id: 'industry', head: t.industry, text: (row) => row.industryCode },
        { id: 'subPark', head: t.subPark, text: (row) => (row.subPark ? words(row.subPark.shortName) : '—') },
        {
          id: 'carrier',
          head: t.carrier,
          text: (row) => (row.carrier ? words(row.carrier.shortName) : t.residedOnce),
          cell: (row) =>
            row.carrier ? (
              <Link to="/carriers/$carrierId" params={{ carrierId: row.carrier.id }}>
                {words(row.carrier.shortName)}
              </Link>
            ) : (
              t.residedOnce
            ),
        },
      ]}
    />
  );
}
