import type { EvaluationResult } from '@yuanheng/contract';
import { decimalText } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { ExportTable } from '../../ui/ExportTable.tsx';
import { Card, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './evaluation.module.css';
import type { ScoreOf } from './Tree.tsx';
import { useEvaluationWords } from './words.ts';

export function Others({ result, scoreOf }: { result: EvaluationResult; scoreOf: ScoreOf }) {
  const t = useEvaluationWords();
  const words = useWords();
  const root = result.nodes[0]?.id ?? '';
  const rows = result.units
    .map((unit) => {
      const own = scoreOf(unit.id, root);
      const of = (list: EvaluationResult['alternatives']['equal']) =>
        list.find(({ unitId }) => unitId === unit.id);
      return {
        unit,
        ways: [
          { name: 'own', score: own?.score, rank: own?.rank },
          {
            name: 'equal',
            score: of(result.alternatives.equal)?.score,
            rank: of(result.alternatives.equal)?.rank,
          },
          {
            name: 'geometric',
            score: of(result.alternatives.geometric)?.score,
            rank: of(result.alternatives.geometric)?.rank,
          },
        ],
      };
    })
    .toSorted((a, b) => (a.ways[0]?.rank ?? 99) - (b.ways[0]?.rank ?? 99));
  const agree = rows.every(({ ways }) => ways.every(({ rank }) => rank === ways[0]?.rank));
  return (
    <Card title={t.other}>
      <section className={ui.scroll} tabIndex={0} aria-label={t.other}>
        <table className={cx(ui.table, s.small)}>
          <caption className={ui.caption}>{t.other}</caption>
          <thead>
            <tr>
              <th scope="col">{t.unit}</th>
              <th scope="col" className={ui.right}>
                {t.byScheme}
              </th>
              <th scope="col" className={ui.right}>
                {t.equal}
              </th>
              <th scope="col" className={ui.right}>
                {t.geometric}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ unit, ways }) => (
              <tr key={unit.id}>
                <th scope="row">{words(unit.name)}</th>
                {ways.map(({ name, score, rank }) => (
                  <td key={name} className={cx(ui.right, ui.num)}>
                    <b>{rank ?? '—'}</b> <span className={ui.sub}>{decimalText(score, 1)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={ui.sub}>{agree ? t.same : t.differ}</p>
      <ExportTable
        title={t.other}
        said={{ filter: `${result.schemeId} v${result.schemeVersion} ${result.period}`, asOf: result.asOf }}
        rows={() => [
          [t.unit, ...[t.byScheme, t.equal, t.geometric].flatMap((way) => [way, `${way} #`])],
          ...rows.map(({ unit, ways }) => [
            words(unit.name),
            ...ways.flatMap(({ score, rank }) => [score ?? '', rank ? String(rank) : '']),
          ]),
        ]}
      />
    </Card>
  );
}
