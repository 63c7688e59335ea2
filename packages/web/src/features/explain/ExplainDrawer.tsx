import { useState } from 'react';
import { useWords } from '../../ui/messages.ts';
import { Button, Drawer } from '../../ui/parts.tsx';
import { CountsExplained } from './CountsExplained.tsx';
import { IndicatorExplained } from './IndicatorExplained.tsx';
import { ScoreExplained } from './ScoreExplained.tsx';
import { TargetExplained } from './TargetExplained.tsx';
import type { Asked } from './explain.ts';
import { useExplainWords } from './words.ts';

/** From a figure down to where it comes from. One step further replaces the content; "back" returns. */
export function ExplainDrawer({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const t = useExplainWords();
  const [trail, setTrail] = useState<readonly Asked[]>([asked]);
  const at = trail.at(-1) ?? asked;
  const go = (next: Asked) => setTrail([...trail, next]);
  const back =
    trail.length > 1 ? <Button onClick={() => setTrail(trail.slice(0, -1))}>{t.back}</Button> : null;
  const title = useTitle(at);
  return (
    <Drawer title={title} aside={back} onClose={onClose}>
      {at.kind === 'indicator' && (
        <IndicatorExplained key={`${at.id} ${at.unit} ${at.period} ${at.stage}`} asked={at} onGo={go} />
      )}
      {at.kind === 'target' && <TargetExplained progress={at.progress} />}
      {at.kind === 'score' && <ScoreExplained asked={at} onGo={go} />}
      {at.kind === 'counts' && <CountsExplained asked={at} />}
    </Drawer>
  );
}

function useTitle(at: Asked): string {
  const t = useExplainWords();
  const words = useWords();
  switch (at.kind) {
    case 'indicator':
      return at.progress ? words(at.progress.target.name) : t.indicator;
    case 'target':
      return words(at.progress.target.name);
    case 'score': {
      const node = at.result.nodes.find(({ id }) => id === at.node);
      const unit = at.result.units.find(({ id }) => id === at.unitId);
      return `${unit ? words(unit.name) : ''} · ${node ? words(node.name) : at.node}`;
    }
    case 'counts':
      return t.progressOf(words(at.place));
  }
}
