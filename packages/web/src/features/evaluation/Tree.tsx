import { useState } from 'react';
import type { EvaluationResult, SchemeNode } from '@yuanheng/contract';
import { decimalText } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Figure, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import type { Asked } from '../explain/index.ts';
import s from './evaluation.module.css';
import { LeafData, GroupData } from './DataSource.tsx';
import { useEvaluationWords } from './words.ts';

export function Tree({
  result,
  scoreOf,
  onExplain,
}: {
  result: EvaluationResult;
  scoreOf: ScoreOf;
  onExplain: (asked: Asked) => void;
}) {
  const t = useEvaluationWords();
  const words = useWords();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [root] = result.nodes;
  if (!root) return null;
  const groups = result.nodes.filter(({ parent }) => parent === root.id);
  const leavesOf = (id: string) => result.nodes.filter(({ parent }) => parent === id);
  const toggle = (id: string) =>
    setFolded(new Set(folded.has(id) ? [...folded].filter((other) => other !== id) : [...folded, id]));
  const ask = (unitId: string, node: string) => onExplain({ kind: 'score', result, unitId, node });
  const cells = (node: SchemeNode, strong: boolean) =>
    result.units.map((unit) => {
      const score = scoreOf(unit.id, node.id);
      const share = Math.max(0, Math.min(1, Number(score?.contribution ?? 0) / node.weight));
      return (
        <td key={unit.id} className={ui.right}>
          <span className={s.cell}>
            <span className={s.bar} aria-hidden="true">
              <i style={{ width: `${share * 100}%` }} />
            </span>
            <Figure what={`${words(unit.name)} ${words(node.name)}`} onExplain={() => ask(unit.id, node.id)}>
              {strong ? <b>{decimalText(score?.contribution, 2)}</b> : decimalText(score?.contribution, 2)}
            </Figure>
          </span>
        </td>
      );
    });
  return (
    <section className={ui.scroll} tabIndex={0} aria-label={t.whole}>
      <table className={cx(ui.table, s.tree)}>
        <caption className={ui.caption}>{t.whole}</caption>
        <thead>
          <tr>
            <th scope="col">{t.indicator}</th>
            <th scope="col" className={ui.right}>
              {t.weight}
            </th>
            <th scope="col">{t.data}</th>
            {result.units.map((unit) => (
              <th key={unit.id} scope="col" className={ui.right}>
                {words(unit.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className={s.whole}>
              {t.whole}
            </th>
            <td className={cx(ui.right, ui.num)}>100</td>
            <td />
            {result.units.map((unit) => {
              const score = scoreOf(unit.id, root.id);
              return (
                <td key={unit.id} className={ui.right}>
                  <Figure what={`${words(unit.name)} ${t.whole}`} onExplain={() => ask(unit.id, root.id)}>
                    <b className={s.total}>{decimalText(score?.score, 2)}</b>
                  </Figure>
                  <br />
                  <span className={ui.sub}>{score?.rank ? t.rank(score.rank) : t.notRated}</span>
                </td>
              );
            })}
          </tr>
          {groups.map((group) => [
            <tr key={group.id} className={s.group}>
              <th scope="row">
                <button
                  type="button"
                  className={s.fold}
                  aria-expanded={!folded.has(group.id)}
                  onClick={() => toggle(group.id)}
                >
                  {folded.has(group.id) ? '▸' : '▾'} {words(group.name)}
                </button>
              </th>
              <td className={cx(ui.right, ui.num)}>
                <b>{group.weight}</b>
              </td>
              <td className={ui.sub}>
                <GroupData result={result} leaves={leavesOf(group.id)} />
              </td>
              {cells(group, true)}
            </tr>,
            ...(folded.has(group.id)
              ? []
              : leavesOf(group.id).map((leaf) => (
                  <tr key={leaf.id}>
                    <th scope="row" className={s.leaf}>
                      {words(leaf.name)} <span className={ui.sub}>{leaf.unit}</span>
                    </th>
                    <td className={cx(ui.right, ui.num)}>{leaf.weight}</td>
                    <td>
                      <LeafData result={result} leaf={leaf} />
                    </td>
                    {cells(leaf, false)}
                  </tr>
                ))),
          ])}
        </tbody>
      </table>
      <p className={cx(ui.sub, s.note)}>{t.bars}</p>
    </section>
  );
}

export type ScoreOf = (unitId: string, node: string) => EvaluationResult['scores'][number] | undefined;
