import type { SchemeNode } from '@yuanheng/contract';
import { ExportTable } from '../../ui/ExportTable.tsx';
import { decimalText, exactText, fullMoment, trimmed } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Button, NeedsReview } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import s from './explain.module.css';
import type { Asked } from './explain.ts';
import { Section } from './Section.tsx';
import { useExplainWords } from './words.ts';

type Of = Extract<Asked, { kind: 'score' }>;

const scoreOf = ({ result, unitId }: Of, node: string) =>
  result.scores.find((score) => score.unitId === unitId && score.node === node);

/** A score of an evaluation: the leaf's arithmetic, or the children that a group is the sum of. */
export function ScoreExplained({ asked, onGo }: { asked: Of; onGo: (next: Asked) => void }) {
  const t = useExplainWords();
  const { result, unitId, node: nodeId } = asked;
  const node = result.nodes.find(({ id }) => id === nodeId);
  const score = scoreOf(asked, nodeId);
  const unit = result.units.find(({ id }) => id === unitId);
  if (!node || !score || !unit) return null;
  const children = result.nodes.filter(({ parent }) => parent === nodeId);
  return (
    <>
      <div className={ui.cells}>
        <div>
          <span className={ui.sub}>{t.contribution}</span>
          <b className={ui.big} data-value={score.contribution ?? ''}>
            {decimalText(score.contribution, 2)}
          </b>
          <span className={ui.sub}>
            {t.weight} {node.weight}
          </span>
        </div>
        <div>
          <span className={ui.sub}>{t.points}</span>
          <b className={ui.big}>{decimalText(score.score, 2)}</b>
        </div>
        <div>
          <span className={ui.sub}>{t.rank}</span>
          <b className={ui.big}>{score.rank ?? '—'}</b>
          <span className={ui.sub}>/ {result.units.length}</span>
        </div>
      </div>
      {children.length > 0 ? (
        <Section n={1} title={t.children} aside={t.groupHow}>
          <Children asked={asked} node={node} onGo={onGo} />
        </Section>
      ) : (
        <Leaf asked={asked} node={node} unit={unit.code} onGo={onGo} />
      )}
      <p className={ui.sub}>{t.computed(fullMoment(result.asOf))}</p>
    </>
  );
}

interface NodeProps {
  readonly asked: Of;
  readonly node: SchemeNode;
  readonly onGo: (next: Asked) => void;
}

/** A group: the contributions that it is the sum of. */
function Children({ asked, node, onGo }: NodeProps) {
  const t = useExplainWords();
  const words = useWords();
  const score = scoreOf(asked, node.id);
  const children = asked.result.nodes.filter(({ parent }) => parent === node.id);
  const { result } = asked;
  return (
    <>
      <table className={ui.table} data-parts>
        <caption className={ui.caption}>{t.children}</caption>
        <thead>
          <tr>
            <th scope="col">{t.input}</th>
            <th scope="col" className={ui.right}>
              {t.weight}
            </th>
            <th scope="col" className={ui.right}>
              {t.points}
            </th>
            <th scope="col" className={ui.right}>
              {t.contribution}
            </th>
          </tr>
        </thead>
        <tbody>
          {children.map((child) => (
            <tr key={child.id}>
              <td>
                <button type="button" className={ui.link} onClick={() => onGo({ ...asked, node: child.id })}>
                  {words(child.name)}
                </button>
              </td>
              <td className={`${ui.right} ${ui.num}`}>{child.weight}</td>
              <td className={`${ui.right} ${ui.num}`}>{decimalText(scoreOf(asked, child.id)?.score, 2)}</td>
              <td
                className={`${ui.right} ${ui.num}`}
                data-value={scoreOf(asked, child.id)?.contribution ?? ''}
              >
                {decimalText(scoreOf(asked, child.id)?.contribution, 2)}
              </td>
            </tr>
          ))}
          <tr className={s.total}>
            <th scope="row">{words(node.name)}</th>
            <td className={`${ui.right} ${ui.num}`}>{node.weight}</td>
            <td className={`${ui.right} ${ui.num}`}>{decimalText(score?.score, 2)}</td>
            <td className={`${ui.right} ${ui.num}`}>{decimalText(score?.contribution, 2)}</td>
          </tr>
        </tbody>
      </table>
      <ExportTable
        title={words(node.name)}
        said={{ filter: `${result.schemeId} v${result.schemeVersion} ${result.period}`, asOf: result.asOf }}
        rows={() => [
          [t.children, t.weight, t.points, t.contribution],
          ...[...children, node].map((one) => [
            words(one.name),
            String(one.weight),
            scoreOf(asked, one.id)?.score ?? '',
            scoreOf(asked, one.id)?.contribution ?? '',
          ]),
        ]}
      />
    </>
  );
}

/** A leaf: its value between the goalposts, and where the value comes from. */
function Leaf({ asked, node, unit, onGo }: NodeProps & { unit: string }) {
  const t = useExplainWords();
  const unitText = useUnits();
  const { result } = asked;
  const score = scoreOf(asked, node.id);
  if (!score) return null;
  const sources = { reported: t.sources, entered: t.sourceEntered, missing: t.sourceMissing };
  const post = (value: number | null) => (value === null ? '—' : exactText(String(value)));
  return (
    <Section n={1} title={t.how} aside={<NeedsReview who={result.needsReview} />}>
      <div className={s.formula}>
        {score.input === null ? (
          <span>{t.missingLeaf}</span>
        ) : (
          <code>
            {t.leafHow({
              input: exactText(trimmed(score.input, 4)),
              worst: post(node.worst),
              best: post(node.best),
              score: decimalText(score.score, 2),
            })}
          </code>
        )}
        <span className={ui.sub}>
          {t.input} {exactText(score.input === null ? null : trimmed(score.input, 4))} {unitText(node.unit)} ·{' '}
          {t.posts} {post(node.worst)} → {post(node.best)} · {t.source}：
          {score.source ? sources[score.source] : '—'}
        </span>
        {node.basis && (
          <span className={ui.sub}>
            {t.basis}：{node.basis}
          </span>
        )}
      </div>
      {node.indicatorId && (
        <Button
          onClick={() =>
            onGo({
              kind: 'indicator',
              id: node.indicatorId ?? '',
              unit,
              period: result.period,
              // a closed round rests on accepted figures, a preview on what has come in
              stage: result.state === 'closed' ? 'accepted' : 'reported',
              asOf: result.asOf,
            })
          }
        >
          {t.follow}
        </Button>
      )}
    </Section>
  );
}
