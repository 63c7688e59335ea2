import type { ReactNode } from 'react';
import type { CarrierNode, CarrierResult } from '@yuanheng/contract';
import { ExportTable } from '../../ui/ExportTable.tsx';
import { decimalText, fullMoment, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Card, NeedsReview, PageHead, Tag, cx } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import s from './carriers.module.css';
import { GradeChip } from './GradeChip.tsx';
import { Leaf } from './Leaf.tsx';
import { StatusTag } from './StatusTag.tsx';
import { useCarrierWords } from './words.ts';

/** One carrier: the score from the whole down to each document, what was lost, and earlier years. */
export function CarrierResultView({ result, children }: { result: CarrierResult; children: ReactNode }) {
  const t = useCarrierWords();
  const words = useWords();
  const language = useLanguage();
  const { row, scheme } = result;
  const root = result.nodes.find(({ parent }) => parent === null);
  const groups = result.nodes.filter(({ parent }) => parent === root?.id);
  const below = (group: CarrierNode) => result.nodes.filter(({ parent }) => parent === group.id);
  return (
    <div className={ui.stack}>
      <PageHead
        title={
          <>
            {words(row.carrier.name)} <StatusTag status={row.status} />{' '}
            {result.state === 'preview' && <Tag tone="warn">▲ {t.preview}</Tag>}
          </>
        }
        sub={
          <>
            {row.carrier.subPark ? words(row.carrier.subPark.name) : t.outside} · {t[row.carrier.ownership]} ·{' '}
            {periodText(result.period, language)} · {t.scheme(scheme.id, scheme.version)}{' '}
            {scheme.needsReview && <NeedsReview who={scheme.needsReview} />} ·{' '}
            {result.closedAt && result.closedBy
              ? t.closed(fullMoment(result.closedAt), result.closedBy)
              : t.asOf(fullMoment(result.asOf))}
          </>
        }
      >
        {children}
      </PageHead>
      {result.state === 'preview' && <p className={ui.notice}>{t.previewNote}</p>}
      <div className={s.one}>
        <Card title={t.fold} aside={t.leaves} flush>
          {groups.map((group) => (
            <section key={group.id}>
              <div className={s.group}>
                <span>{words(group.name)}</span>
                <span className={ui.num}>
                  {decimalText(group.contribution, 2)} <span className={ui.sub}>/ {group.weight}</span>
                </span>
              </div>
              {below(group).map((leaf) => (
                <Leaf key={leaf.id} leaf={leaf} isPreview={result.state === 'preview'} />
              ))}
            </section>
          ))}
          <LeavesExport result={result} leaves={groups.flatMap(below)} />
        </Card>
        <div className={ui.stack}>
          <Sum result={result} />
          <Lost leaves={groups.flatMap(below)} />
          <History result={result} />
        </div>
      </div>
    </div>
  );
}

function LeavesExport({ result, leaves }: { result: CarrierResult; leaves: readonly CarrierNode[] }) {
  const t = useCarrierWords();
  const words = useWords();
  const { carrier } = result.row;
  return (
    <ExportTable
      title={`${t.title(result.period)} ${words(carrier.name)}`}
      said={{
        filter: `${carrier.code} ${result.period} ${result.scheme.id} v${result.scheme.version} ${result.state}`,
        asOf: result.asOf,
      }}
      rows={() => [
        ['id', t.fold, t.value, t.points, t.full, t.gaps],
        ...leaves.map((leaf) => [
          leaf.id,
          words(leaf.name),
          leaf.input ?? '',
          leaf.contribution ?? '',
          String(leaf.weight),
          leaf.gap ?? '',
        ]),
      ]}
    />
  );
}

function Sum({ result }: { result: CarrierResult }) {
  const t = useCarrierWords();
  const words = useWords();
  const { row } = result;
  const grade = result.grades.find(({ id }) => id === row.grade);
  const held = result.grades.find(({ id }) => id === row.heldFrom);
  return (
    <Card title={t.how}>
      <div className={s.sum}>
        <div style={{ alignItems: 'center' }}>
          <span className={cx(s.big, ui.num)}>
            {row.final === null ? t.notRated : decimalText(row.final, 2)}
          </span>
          <span className={ui.row}>
            <GradeChip grade={row.grade} /> {grade && words(grade.name)}
          </span>
        </div>
        {row.rank !== null && <p className={ui.sub}>{t.of(row.rank, row.gradedWith)}</p>}
        {held?.atMostShare && <p className={ui.sub}>{t.held(held.id, held.atMostShare * 100)}</p>}
        <Line name={t.points} value={decimalText(row.points, 2)} />
        <Line
          name={
            row.bonus === row.bonusEarned
              ? t.bonus
              : `${t.bonus}（${t.bonusCapped(row.bonusEarned, result.bonusCap)}）`
          }
          value={`+${row.bonus}`}
        />
        <Line name={t.penalty} value={`−${row.penalty}`} />
        <div className={s.total}>
          <span>{t.finalSum}</span>
          <span className={ui.num}>{decimalText(row.final, 2)}</span>
        </div>
      </div>
      {result.rules.length === 0 ? (
        <p className={ui.sub}>{t.noRules}</p>
      ) : (
        <ul className={ui.stack} style={{ marginTop: 10 }}>
          {result.rules.map((rule) => (
            <li key={rule.id}>
              <Tag tone={rule.kind === 'bonus' ? 'good' : 'bad'}>
                {rule.kind === 'veto' ? t.veto : rule.kind === 'bonus' ? t.bonus : t.penalty} {rule.id}
              </Tag>{' '}
              {words(rule.name)} {t.times(rule.times)}
              {rule.evidence.documents.map((one) => (
                <div key={one.document} className={ui.sub}>
                  {t.document(one.document, one.by, fullMoment(one.at))}
                </div>
              ))}
            </li>
          ))}
        </ul>
      )}
      <p className={ui.sub} style={{ marginTop: 10 }}>
        ○ {t.robust}
      </p>
    </Card>
  );
}

const Line = ({ name, value }: { name: string; value: string }) => (
  <div>
    <span>{name}</span>
    <span className={ui.num}>{value}</span>
  </div>
);

const MOST_LOST = 5;

/** Where a better value would earn most: what a carrier that failed has to change. */
function Lost({ leaves }: { leaves: readonly CarrierNode[] }) {
  const t = useCarrierWords();
  const words = useWords();
  const units = useUnits();
  const lost = leaves
    .filter(({ gap }) => gap === null || gap === 'zero')
    .map((leaf) => ({ leaf, points: leaf.weight * (1 - Number(leaf.score ?? 0) / 100) }))
    .filter(({ points }) => points >= 0.005)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, MOST_LOST);
  if (lost.length === 0) return null;
  return (
    <Card title={t.lost}>
      <ul className={s.sum}>
        {lost.map(({ leaf, points }) => (
          <li key={leaf.id} className={ui.between}>
            <span>
              {words(leaf.name)}{' '}
              <span className={ui.sub}>
                {decimalText(leaf.input, 2)} {units(leaf.unit)}
              </span>
            </span>
            <span className={ui.num}>−{points.toFixed(2)}</span>
          </li>
        ))}
      </ul>
      <p className={ui.sub}>{t.lostText}</p>
    </Card>
  );
}

function History({ result }: { result: CarrierResult }) {
  const t = useCarrierWords();
  const language = useLanguage();
  if (result.history.length === 0) return null;
  return (
    <Card title={t.history}>
      <ul className={s.sum}>
        {result.history.toReversed().map(({ period, final, grade }) => (
          <li key={period} className={ui.between}>
            <span>{periodText(period, language)}</span>
            <span className={ui.row}>
              <span className={ui.num}>{decimalText(final, 2)}</span> <GradeChip grade={grade} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
