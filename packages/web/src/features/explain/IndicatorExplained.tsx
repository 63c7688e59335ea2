import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Explanation, Part } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { decimalText, exactText, fullMoment, momentText, periodText, trimmed } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Button, DataTable, Failure, NeedsReview, Waiting, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './explain.module.css';
import type { Asked } from './explain.ts';
import { TargetFacts } from './TargetExplained.tsx';
import { useExplainWords } from './words.ts';

type Of = Extract<Asked, { kind: 'indicator' }>;

/** A computed indicator: formula with numbers, parts down to the reports, who passed them, what changed. */
export function IndicatorExplained({ asked, onGo }: { asked: Of; onGo: (next: Asked) => void }) {
  const t = useExplainWords();
  const language = useLanguage();
  const words = useWords();
  const [below, setBelow] = useState<string | undefined>();
  const { id, unit, period, stage, asOf, progress } = asked;
  const explained = useQuery({
    ...api.indicators.explain.queryOptions({
      input: {
        id,
        period,
        stage,
        ...(unit ? { unit } : {}),
        ...(asOf ? { asOf } : {}),
        ...(below ? { below } : {}),
      },
    }),
    placeholderData: (before) => before,
  });
  if (explained.error)
    return <Failure sentence={sentenceOf(explained.error)} onRetry={() => void explained.refetch()} />;
  if (!explained.data) return <Waiting />;
  const e = explained.data;
  const places = e.indicator.decimals;
  const other = stage === 'reported' ? 'accepted' : 'reported';
  const coverText = (f: { coverage: Explanation['coverage'] }, of: string) =>
    f.coverage ? (of === 'reported' ? t.cover : t.acceptedCover)(f.coverage.reported, f.coverage.due) : '';
  return (
    <>
      <p className={ui.sub}>
        {words(e.indicator.name)} · {words(e.unit.name)}{' '}
        {e.unit.needsReview && <NeedsReview who={e.unit.needsReview} />} · {periodText(e.period, language)}
      </p>
      <div className={ui.cells}>
        <div>
          <span className={ui.sub}>{t[stage]}</span>
          <span data-value={e.value ?? ''}>
            <b className={ui.big}>{decimalText(e.value, places)}</b> {e.indicator.unit}
          </span>
          <span className={ui.sub}>{coverText(e, stage)}</span>
        </div>
        <div>
          <span className={ui.sub}>{t[other]}</span>
          <span>
            <b className={ui.big}>{decimalText(e.beside.value, places)}</b> {e.indicator.unit}
          </span>
          <span className={ui.sub}>{coverText(e.beside, other)}</span>
        </div>
        {progress && (
          <div>
            <span className={ui.sub}>
              {t.target} · {progress.target.deadline ?? '—'}
            </span>
            <span>
              <b className={ui.big}>{exactText(progress.target.value)}</b> {progress.target.unit}
            </span>
            <Link to="/plan" hash={`line-${progress.target.line}`} className={ui.sub}>
              {t.clause} {progress.target.clause}
            </Link>
          </div>
        )}
      </div>
      {progress && <TargetFacts progress={progress} />}
      <Section
        n={1}
        title={t.how}
        aside={
          <>
            {t.version(e.version, e.inForceFrom)}{' '}
            {e.indicator.needsReview && <NeedsReview who={e.indicator.needsReview} />}
          </>
        }
      >
        <div className={s.formula}>
          <code data-formula={e.formula}>{e.formula}</code>
          <code>
            = {e.withNumbers}
            {e.unrounded !== null && ` = ${exactText(trimmed(e.unrounded, 6))} → `}
            <b>
              {decimalText(e.value, places)} {e.indicator.unit}
            </b>
          </code>
          {e.value === null && <span>{e.withheld ? words(e.withheld) : t.none}</span>}
          <span className={ui.sub}>
            {t.basis}：{e.basis}
          </span>
        </div>
        <DataTable
          caption={t.which}
          rows={e.measures}
          rowKey={(m) => m.name}
          said={{ filter: `${e.indicator.id} ${e.period}`, asOf: e.asOf }}
          columns={[
            { id: 'name', head: t.which, text: (m) => m.name },
            { id: 'says', head: t.saw, text: (m) => words(m.says) },
            {
              id: 'value',
              head: t.value,
              right: true,
              text: (m) => `${exactText(m.value)} ${m.unit}`,
              cell: (m) => (
                <span data-measure={m.name} data-value={m.value ?? ''}>
                  {exactText(m.value)} <span className={ui.sub}>{m.unit}</span>
                </span>
              ),
            },
          ]}
        />
      </Section>
      {e.parts.length > 0 && (
        <Section n={2} title={t.which} aside={e.measures.map((m) => `${m.name} ${m.unit}`).join('；')}>
          <Parts e={e} below={below} onBelow={setBelow} />
          {e.coverage && e.coverage.due > e.coverage.reported && (
            <p className={ui.sub}>{t.missing(e.coverage.due - e.coverage.reported)}</p>
          )}
        </Section>
      )}
      {e.entered.length > 0 && (
        <Section n={2} title={t.entered}>
          <ul className={ui.stack}>
            {e.entered.map((row) => (
              <li key={row.name + row.at} className={s.formula} data-entered={row.value}>
                <b>
                  {exactText(row.value)} {row.unit}
                </b>
                <span>{row.document}</span>
                <span className={ui.sub}>
                  {periodText(row.period, language)} · {t.byAt(row.by, fullMoment(row.at))} ·{' '}
                  {row.acceptedBy && row.acceptedAt
                    ? t.acceptedBy(row.acceptedBy, fullMoment(row.acceptedAt))
                    : t.notAccepted}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {e.coverage && (
        <Section n={3} title={t.who}>
          {e.events.length === 0 ? <p className={ui.sub}>{t.noActs}</p> : <Acts e={e} />}
        </Section>
      )}
      <Section n={4} title={t.changes}>
        <p>
          {e.dayBefore === null
            ? t.notThen
            : trimmed(e.dayBefore, 10) === trimmed(e.unrounded ?? '', 10)
              ? t.unchanged
              : t.dayBefore(`${decimalText(e.dayBefore, places)} ${e.indicator.unit}`)}
        </p>
      </Section>
      <div className={ui.between}>
        <Button onClick={() => onGo({ ...asked, stage: other })}>{t.switchTo(t[other])}</Button>
        <span className={ui.sub}>{t.computed(fullMoment(e.asOf))}</span>
      </div>
    </>
  );
}

export function Section({
  n,
  title,
  aside,
  children,
}: {
  n: number;
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={s.section}>
      <div className={s.sectionHead}>
        <h3>
          <b>{n}</b>
          {title}
        </h3>
        {aside && <span className={ui.sub}>{aside}</span>}
      </div>
      {children}
    </section>
  );
}

function Parts({
  e,
  below,
  onBelow,
}: {
  e: Explanation;
  below: string | undefined;
  onBelow: (code: string | undefined) => void;
}) {
  const t = useExplainWords();
  const words = useWords();
  const canOpen = useMe().active.role !== 'leader';
  const nameOf = (part: Part) => {
    if (part.unit) {
      const { code, name } = part.unit;
      if (!canOpen) return words(name);
      return (
        <button
          type="button"
          className={s.foldButton}
          aria-expanded={below === code}
          onClick={() => onBelow(below === code ? undefined : code)}
        >
          {below === code ? '▾' : '▸'} {words(name)}
        </button>
      );
    }
    if (part.submissionId && canOpen)
      return (
        <>
          <Link to="/reports/$submissionId" params={{ submissionId: part.submissionId }}>
            {part.enterprise}
          </Link>{' '}
          <span className={ui.sub}>{part.revision !== null && t.revision(part.revision)}</span>
          <CountedBy part={part} />
        </>
      );
    return part.enterprise;
  };
  return (
    <section className={ui.scroll} tabIndex={0} aria-label={t.which}>
      <table className={ui.table} data-parts>
        <caption className={ui.caption}>{t.which}</caption>
        <thead>
          <tr>
            <th scope="col">{e.unit.kind === 'zone' ? t.unit : t.enterprise}</th>
            {e.measures.map((m) => (
              <th key={m.name} scope="col" className={ui.right}>
                {m.name}
              </th>
            ))}
            <th scope="col" className={ui.right}>
              {t.coverage}
            </th>
          </tr>
        </thead>
        <tbody>
          {e.parts.map((part) => (
            <tr
              key={part.unit?.code ?? `${part.submissionId} ${part.enterprise}`}
              className={part.unit ? undefined : s.inner}
            >
              <td>{nameOf(part)}</td>
              {part.values.map((value, i) => (
                <td key={e.measures[i]?.name ?? i} className={cx(ui.right, ui.num)} data-value={value ?? ''}>
                  {exactText(value === null ? null : trimmed(value, 4))}
                </td>
              ))}
              <td className={cx(ui.right, ui.num)}>
                {part.coverage ? `${part.coverage.reported} / ${part.coverage.due}` : ''}
              </td>
            </tr>
          ))}
          <tr className={s.total}>
            <th scope="row">{t.whole}</th>
            {e.measures.map((m) => (
              <td key={m.name} className={cx(ui.right, ui.num)}>
                {exactText(m.value === null ? null : trimmed(m.value, 4))}
              </td>
            ))}
            <td className={cx(ui.right, ui.num)}>
              {e.coverage ? `${e.coverage.reported} / ${e.coverage.due}` : ''}
            </td>
          </tr>
        </tbody>
      </table>
      {e.partsTotal > e.parts.length && <p className={ui.sub}>{t.more(e.partsTotal - e.parts.length)}</p>}
    </section>
  );
}

/** By which line of which list an enterprise counts; said once when all measures say the same. */
function CountedBy({ part }: { part: Part }) {
  const t = useExplainWords();
  const words = useWords();
  const lines = new Set(
    part.countedBy.map(({ name, version, code, document }) =>
      code === null ? t.byDocument(words(name), document ?? '') : t.byCode(words(name), version, code),
    ),
  );
  return [...lines].map((line) => (
    <span key={line} className={ui.sub} style={{ display: 'block' }}>
      {line}
    </span>
  ));
}

function Acts({ e }: { e: Explanation }) {
  const t = useExplainWords();
  const others = e.eventsTotal - e.events.length;
  const canOpen = useMe().active.role !== 'leader';
  const names: Record<string, string> = {
    submit: t.submit,
    review: t.review,
    accept: t.accept,
    'send-back': t['send-back'],
    reopen: t.reopen,
  };
  return (
    <ol className={s.acts}>
      {e.events.map((event) => (
        <li key={`${event.at} ${event.by} ${event.act}`}>
          <span className={ui.num}>{momentText(event.at)}</span>
          <span>{event.by}</span>
          <span>
            {names[event.act] ?? event.act} {t.count(event.count)} {event.enterprise}
          </span>
          {event.submissionId && canOpen ? (
            <Link to="/reports/$submissionId" params={{ submissionId: event.submissionId }}>
              {t.open}
            </Link>
          ) : (
            <span />
          )}
        </li>
      ))}
      {others > 0 && <li className={ui.sub}>{t.moreActs(others)}</li>}
    </ol>
  );
}
