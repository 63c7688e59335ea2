import { type ReactNode, useState } from 'react';
import type { EvaluationResult, SchemeNode } from '@yuanheng/contract';
import { decimalText } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Figure, cx } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import type { Asked } from '../explain/index.ts';
import s from './evaluation.module.css';
import { LeafData, GroupData } from './DataSource.tsx';
import { useEvaluationWords } from './words.ts';

export type ScoreOf = (unitId: string, node: string) => EvaluationResult['scores'][number] | undefined;

interface TreeProps {
  readonly result: EvaluationResult;
  readonly scoreOf: ScoreOf;
  readonly onExplain: (asked: Asked) => void;
}

/** A node of the scheme's tree with its depth below the whole; a group has children. */
interface Row {
  readonly node: SchemeNode;
  readonly depth: number;
  readonly isGroup: boolean;
}

/** The tree from the top down, without what is below a folded group. */
function rowsOf(
  nodes: readonly SchemeNode[],
  folded: ReadonlySet<string>,
  { parent, depth }: { readonly parent: string; readonly depth: number },
): Row[] {
  return nodes
    .filter((node) => node.parent === parent)
    .flatMap((node) => {
      const isGroup = nodes.some((other) => other.parent === node.id);
      const below =
        isGroup && !folded.has(node.id) ? rowsOf(nodes, folded, { parent: node.id, depth: depth + 1 }) : [];
      return [{ node, depth, isGroup }, ...below];
    });
}

/** Every leaf below a node. */
const leavesOf = (nodes: readonly SchemeNode[], id: string): SchemeNode[] =>
  nodes
    .filter(({ parent }) => parent === id)
    .flatMap((node) => (nodes.some(({ parent }) => parent === node.id) ? leavesOf(nodes, node.id) : [node]));

export function Tree({ result, scoreOf, onExplain }: TreeProps) {
  const t = useEvaluationWords();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [root] = result.nodes;
  if (!root) return null;
  const toggle = (id: string) =>
    setFolded(new Set(folded.has(id) ? [...folded].filter((other) => other !== id) : [...folded, id]));
  const ask = (unitId: string, node: string) => onExplain({ kind: 'score', result, unitId, node });
  return (
    <section className={ui.scroll} tabIndex={0} aria-label={t.whole}>
      <table className={cx(ui.table, s.tree)}>
        <caption className={ui.caption}>{t.whole}</caption>
        <Head result={result} />
        <tbody>
          <Whole result={result} root={root} scoreOf={scoreOf} onAsk={ask} />
          {rowsOf(result.nodes, folded, { parent: root.id, depth: 1 }).map(({ node, depth, isGroup }) => (
            <tr key={node.id} className={isGroup ? s.group : undefined}>
              <Name node={node} depth={depth}>
                {isGroup && (
                  <Fold node={node} isFolded={folded.has(node.id)} onFold={() => toggle(node.id)} />
                )}
              </Name>
              <td className={cx(ui.right, ui.num)}>{isGroup ? <b>{node.weight}</b> : node.weight}</td>
              <td className={isGroup ? ui.sub : undefined}>
                {isGroup ? (
                  <GroupData result={result} leaves={leavesOf(result.nodes, node.id)} />
                ) : (
                  <LeafData result={result} leaf={node} />
                )}
              </td>
              <Contributions result={result} node={node} strong={isGroup} scoreOf={scoreOf} onAsk={ask} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className={cx(ui.sub, s.note)}>{t.bars}</p>
    </section>
  );
}

function Head({ result }: { result: EvaluationResult }) {
  const t = useEvaluationWords();
  const words = useWords();
  return (
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
  );
}

interface CellsProps {
  readonly result: EvaluationResult;
  readonly scoreOf: ScoreOf;
  readonly onAsk: (unitId: string, node: string) => void;
}

function Whole({ result, root, scoreOf, onAsk }: CellsProps & { readonly root: SchemeNode }) {
  const t = useEvaluationWords();
  const words = useWords();
  return (
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
            <Figure what={`${words(unit.name)} ${t.whole}`} onExplain={() => onAsk(unit.id, root.id)}>
              <b className={s.total}>{decimalText(score?.score, 2)}</b>
            </Figure>
            <br />
            <span className={ui.sub}>{score?.rank ? t.rank(score.rank) : t.notRated}</span>
          </td>
        );
      })}
    </tr>
  );
}

function Name({ node, depth, children }: { node: SchemeNode; depth: number; children: ReactNode }) {
  const words = useWords();
  const units = useUnits();
  return (
    <th scope="row" className={children ? undefined : s.leaf} style={{ paddingLeft: 12 + (depth - 1) * 16 }}>
      {children || (
        <>
          {words(node.name)} <span className={ui.sub}>{units(node.unit)}</span>
        </>
      )}
    </th>
  );
}

function Fold({ node, isFolded, onFold }: { node: SchemeNode; isFolded: boolean; onFold: () => void }) {
  const words = useWords();
  return (
    <button type="button" className={s.fold} aria-expanded={!isFolded} onClick={onFold}>
      {isFolded ? '▸' : '▾'} {words(node.name)}
    </button>
  );
}

/** A node's contribution to each unit's total; the bar is its share of the weight. */
function Contributions({
  result,
  node,
  strong,
  scoreOf,
  onAsk,
}: CellsProps & { readonly node: SchemeNode; readonly strong: boolean }) {
  const words = useWords();
  return result.units.map((unit) => {
    const score = scoreOf(unit.id, node.id);
    const share = Math.max(0, Math.min(1, Number(score?.contribution ?? 0) / node.weight));
    const points = decimalText(score?.contribution, 2);
    return (
      <td key={unit.id} className={ui.right}>
        <span className={s.cell}>
          <span className={s.bar} aria-hidden="true">
            <i style={{ width: `${share * 100}%` }} />
          </span>
          <Figure what={`${words(unit.name)} ${words(node.name)}`} onExplain={() => onAsk(unit.id, node.id)}>
            {strong ? <b>{points}</b> : points}
          </Figure>
        </span>
      </td>
    );
  });
}
