import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { saveCsv } from '../../ui/csv.ts';
import { decimalText, exactText, fullMoment, periodText } from '../../ui/format.ts';
import { messages, useLanguage, useWords } from '../../ui/messages.ts';
import {
  Button,
  Card,
  Chips,
  DataTable,
  Dialog,
  Empty,
  Failure,
  Figure,
  NeedsReview,
  PageHead,
  Tag,
  Waiting,
  cx,
} from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { type Asked, ExplainDrawer } from '../explain/index.ts';

const useText = messages(
  {
    title: '指标',
    sub: (at: string) => `截至 ${at} 所知 · 点任一数字看依据`,
    period: '报告期',
    stage: '口径',
    reported: '报送数',
    accepted: '核定数',
    indicator: '指标',
    unit: '单位',
    coverage: '已报 / 应报',
    export: '导出 CSV',
    none: '还没有开过报告期。',
    year: '全年',
    asOf: '按哪一刻所知',
    now: '此刻',
    entered: '录入值',
    enteredSub: '还没有报表来源的数，附文件录入，由另一位同事核定。',
    value: '数值',
    place: '单位或园区',
    document: '来源文件',
    by: '录入',
    acceptedBy: '核定',
    waiting: '○ 待核定',
    noEntered: '本期没有录入值。',
    enter: '录入一个数',
    acceptAll: (n: number) => `核定 ${n} 个`,
    what: '哪一个数',
    number: '数值',
    doc: '来源文件（文号、名称、页码）',
    save: '录入',
    saved: '已录入，等同事核定。',
    hint: '同一个数录入多次时，以最后一次核定前后为准，每次都保留。',
  },
  {
    title: 'Indicators',
    sub: (at) => `as known ${at} · press a figure to see where it comes from`,
    period: 'Period',
    stage: 'Stage',
    reported: 'Reported',
    accepted: 'Accepted',
    indicator: 'Indicator',
    unit: 'Unit',
    coverage: 'Reported / due',
    export: 'Export CSV',
    none: 'No period has been opened yet.',
    year: 'Year',
    asOf: 'As known at',
    now: 'now',
    entered: 'Entered values',
    enteredSub: 'What no form reports yet, entered with a document and accepted by a colleague.',
    value: 'Value',
    place: 'Place',
    document: 'Document',
    by: 'Entered',
    acceptedBy: 'Accepted',
    waiting: '○ to accept',
    noEntered: 'No entered value in this period.',
    enter: 'Enter a value',
    acceptAll: (n) => `Accept ${n}`,
    what: 'Which value',
    number: 'Value',
    doc: 'Document (number, name, page)',
    save: 'Enter',
    saved: 'Entered; a colleague has to accept it.',
    hint: 'A value entered again counts from then on; every entry is kept.',
  },
);

/** Quarters and years that figures can be read for: those that were opened. */
function periodsFrom(codes: readonly string[]): string[] {
  const years = [...new Set(codes.map((code) => code.slice(0, 4)))];
  return [...codes, ...years];
}

export function IndicatorsPage() {
  const t = useText();
  const language = useLanguage();
  const words = useWords();
  const navigate = useNavigate();
  const { period: wanted, stage = 'reported', asOf } = useSearch({ from: '/shell/indicators' });
  const [asked, setAsked] = useState<Asked | null>(null);
  const periods = useQuery(api.statistics.listPeriods.queryOptions());
  const codes = periodsFrom(periods.data?.rows.map(({ code }) => code) ?? []);
  const period = wanted ?? codes[0];
  const go = (next: { period?: string; stage?: 'reported' | 'accepted'; asOf?: string | undefined }) =>
    void navigate({
      to: '/indicators',
      search: { ...(period ? { period } : {}), stage, ...(asOf ? { asOf } : {}), ...next },
    });
  const instant = asOf ? { asOf: `${asOf}T23:59:59+08:00` } : {};
  const table = useQuery({
    ...api.indicators.table.queryOptions({
      input: { period: period ?? '', stage, ...instant },
      enabled: Boolean(period),
    }),
    placeholderData: (before) => before,
  });
  const failed = periods.error ?? table.error;
  if (failed)
    return (
      <Failure
        sentence={sentenceOf(failed)}
        onRetry={() => void Promise.all([periods.refetch(), table.refetch()])}
      />
    );
  if (periods.data && !period)
    return (
      <>
        <PageHead title={t.title} />
        <Card>
          <Empty>{t.none}</Empty>
        </Card>
      </>
    );
  if (!table.data || !period) return <Waiting />;
  const { units, indicators, rows, asOf: at } = table.data;
  const figureOf = (indicatorId: string, unitId: string) =>
    rows.find((row) => row.indicatorId === indicatorId && row.unitId === unitId);
  const save = () =>
    saveCsv(`${t.title} ${period}`, { filter: `${period} ${stage}`, asOf: at }, [
      [t.indicator, t.unit, ...units.map((unit) => words(unit.name))],
      ...indicators.map((indicator) => [
        words(indicator.name),
        indicator.unit,
        ...units.map((unit) => decimalText(figureOf(indicator.id, unit.id)?.value, indicator.decimals)),
      ]),
    ]);
  return (
    <div className={ui.stack}>
      <PageHead title={t.title} sub={t.sub(fullMoment(at))}>
        <label className={ui.row}>
          {t.period}
          <select
            className={ui.input}
            style={{ width: 160 }}
            value={period}
            onChange={(e) => go({ period: e.target.value })}
          >
            {codes.map((code) => (
              <option key={code} value={code}>
                {periodText(code, language)}
              </option>
            ))}
          </select>
        </label>
        <label className={ui.row}>
          {t.asOf}
          <input
            className={ui.input}
            style={{ width: 150 }}
            type="date"
            value={asOf ?? ''}
            onChange={(e) => go({ asOf: e.target.value || undefined })}
          />
        </label>
        <Chips
          label={t.stage}
          value={stage}
          onChange={(value) => go({ stage: value })}
          options={[
            { value: 'reported', text: t.reported },
            { value: 'accepted', text: t.accepted },
          ]}
        />
        <Button onClick={save}>{t.export}</Button>
      </PageHead>
      <Card flush>
        <section className={ui.scroll} tabIndex={0} aria-label={t.title}>
          <table className={ui.table}>
            <caption className={ui.caption}>{t.title}</caption>
            <thead>
              <tr>
                <th scope="col">{t.indicator}</th>
                <th scope="col">{t.unit}</th>
                {units.map((unit) => (
                  <th key={unit.id} scope="col" className={ui.right}>
                    {words(unit.name)} {unit.needsReview && <NeedsReview who={unit.needsReview} />}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {indicators.map((indicator) => (
                <tr key={indicator.id}>
                  <th
                    scope="row"
                    style={{ background: 'none', color: 'var(--ink)', fontSize: 13, whiteSpace: 'normal' }}
                  >
                    {words(indicator.name)}{' '}
                    {indicator.needsReview && <NeedsReview who={indicator.needsReview} />}
                  </th>
                  <td className={ui.sub}>{indicator.unit}</td>
                  {units.map((unit) => {
                    const figure = figureOf(indicator.id, unit.id);
                    return (
                      <td
                        key={unit.id}
                        className={cx(ui.right, ui.num)}
                        title={
                          figure?.coverage
                            ? `${t.coverage} ${figure.coverage.reported} / ${figure.coverage.due}`
                            : undefined
                        }
                      >
                        <Figure
                          what={`${words(unit.name)} ${words(indicator.name)}`}
                          onExplain={() =>
                            setAsked({
                              kind: 'indicator',
                              id: indicator.id,
                              unit: unit.code,
                              period,
                              stage,
                              ...instant,
                            })
                          }
                        >
                          {decimalText(figure?.value, indicator.decimals)}
                        </Figure>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </Card>
      <Entered period={period} />
      {asked && <ExplainDrawer asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

function Entered({ period }: { period: string }) {
  const t = useText();
  const me = useMe();
  const words = useWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const [entering, setEntering] = useState(false);
  const list = useQuery(api.indicators.listEntered.queryOptions({ input: { period } }));
  const accept = useMutation(
    api.indicators.acceptEntered.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.indicators.key() }),
    }),
  );
  if (list.error) return <Failure sentence={sentenceOf(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Waiting />;
  const office = me.active.role === 'office';
  const waiting = list.data.rows.filter((row) => row.acceptedAt === null && row.enteredBy !== me.person.name);
  return (
    <>
      <Card title={`${t.entered} · ${periodText(period, language)}`} aside={t.enteredSub} flush>
        {office && (
          <div className={ui.row} style={{ padding: '8px 16px' }}>
            <Button onClick={() => setEntering(true)}>{t.enter}</Button>
            {waiting.length > 0 && (
              <Button
                kind="primary"
                disabled={accept.isPending}
                onClick={() => accept.mutate({ ids: waiting.map(({ id }) => id) })}
              >
                {t.acceptAll(waiting.length)}
              </Button>
            )}
          </div>
        )}
        {accept.error && <Failure sentence={sentenceOf(accept.error)} />}
        <DataTable
          caption={t.entered}
          rows={list.data.rows}
          rowKey={(row) => row.id}
          empty={t.noEntered}
          said={{ filter: period, asOf: list.data.asOf }}
          columns={[
            { id: 'what', head: t.indicator, text: (row) => words(row.name) },
            { id: 'place', head: t.place, text: (row) => words(row.unit.name) },
            {
              id: 'value',
              head: t.value,
              right: true,
              text: (row) => `${exactText(row.value)} ${row.measuredIn}`,
            },
            { id: 'document', head: t.document, text: (row) => row.document },
            { id: 'by', head: t.by, text: (row) => `${row.enteredBy} ${fullMoment(row.enteredAt)}` },
            {
              id: 'accepted',
              head: t.acceptedBy,
              text: (row) =>
                row.acceptedBy && row.acceptedAt
                  ? `${row.acceptedBy} ${fullMoment(row.acceptedAt)}`
                  : t.waiting,
              cell: (row) =>
                row.acceptedBy && row.acceptedAt ? (
                  `${row.acceptedBy} ${fullMoment(row.acceptedAt)}`
                ) : (
                  <Tag>{t.waiting}</Tag>
                ),
            },
          ]}
        />
      </Card>
      {entering && <Enter period={period} choices={list.data.enterable} onClose={() => setEntering(false)} />}
    </>
  );
}

interface EnterProps {
  readonly period: string;
  readonly choices: readonly {
    readonly valueId: string;
    readonly name: { readonly zh: string; readonly en: string };
    readonly unit: string;
  }[];
  readonly onClose: () => void;
}

function Enter({ period, choices, onClose }: EnterProps) {
  const t = useText();
  const words = useWords();
  const queries = useQueryClient();
  const units = useQuery(api.indicators.units.queryOptions());
  const [valueId, setValueId] = useState(choices[0]?.valueId ?? '');
  const [unitCode, setUnitCode] = useState('');
  const [value, setValue] = useState('');
  const [document, setDocument] = useState('');
  const enter = useMutation(
    api.indicators.enterValue.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.indicators.key() }),
    }),
  );
  const unit = choices.find((choice) => choice.valueId === valueId)?.unit ?? '';
  const clean = value.normalize('NFKC').replaceAll(/[,\s]/g, '');
  const ready = /^-?\d+(\.\d+)?$/.test(clean) && document.trim().length >= 4 && valueId !== '';
  const places = units.data?.rows.filter(({ kind }) => kind !== 'carrier') ?? [];
  const place = unitCode || (places[0]?.code ?? '');
  return (
    <Dialog title={t.enter} onClose={onClose}>
      <label className={ui.field}>
        {t.what}
        <select className={ui.input} value={valueId} onChange={(e) => setValueId(e.target.value)}>
          {choices.map((choice) => (
            <option key={choice.valueId} value={choice.valueId}>
              {words(choice.name)}（{choice.unit}）
            </option>
          ))}
        </select>
      </label>
      <label className={ui.field}>
        {t.place}
        <select className={ui.input} value={place} onChange={(e) => setUnitCode(e.target.value)}>
          {places.map((row) => (
            <option key={row.id} value={row.code}>
              {words(row.name)}
            </option>
          ))}
        </select>
      </label>
      <label className={ui.field}>
        {t.number}（{unit}）
        <input
          className={ui.input}
          inputMode="decimal"
          value={value}
          onChange={(e) => setValue(e.target.value)}
        />
      </label>
      <label className={ui.field}>
        {t.doc}
        <input
          className={ui.input}
          value={document}
          maxLength={200}
          onChange={(e) => setDocument(e.target.value)}
        />
      </label>
      <p className={ui.sub}>{t.hint}</p>
      {enter.error && <Failure sentence={sentenceOf(enter.error)} />}
      {enter.data && <p role="status">{t.saved}</p>}
      <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
        <Button
          kind="primary"
          disabled={!ready || enter.isPending || enter.isSuccess}
          onClick={() =>
            enter.mutate({ valueId, unitCode: place, period, value: clean, document: document.trim() })
          }
        >
          {t.save}
        </Button>
      </div>
    </Dialog>
  );
}
