import type { EvaluationResult, SchemeNode } from '@yuanheng/contract';
import { Tag } from '../../ui/parts.tsx';
import { useEvaluationWords } from './words.ts';

/** What a leaf rests on over all units: the weakest source names it. */
function sourceOf(result: EvaluationResult, leaf: SchemeNode): 'reported' | 'entered' | 'missing' {
  const sources = result.scores.filter((score) => score.node === leaf.id).map((score) => score.source);
  if (sources.every((source) => source === 'missing')) return 'missing';
  return sources.includes('reported') ? 'reported' : 'entered';
}

export function LeafData({ result, leaf }: { result: EvaluationResult; leaf: SchemeNode }) {
  const t = useEvaluationWords();
  const source = sourceOf(result, leaf);
  return (
    <Tag tone={source === 'reported' ? 'soft' : undefined}>
      {source === 'missing' ? `○ ${t.missing}` : t[source]}
    </Tag>
  );
}

export function GroupData({ result, leaves }: { result: EvaluationResult; leaves: readonly SchemeNode[] }) {
  const t = useEvaluationWords();
  const sum = (source: string) =>
    leaves.filter((leaf) => sourceOf(result, leaf) === source).reduce((n, leaf) => n + leaf.weight, 0);
  return (['reported', 'entered', 'missing'] as const)
    .flatMap((source) => (sum(source) > 0 ? [`${t[source]} ${sum(source)}`] : []))
    .join(' · ');
}
