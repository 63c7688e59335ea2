import type { GradedCarrier } from '@yuanheng/contract';
import { Tag } from '../../ui/parts.tsx';
import { useRegisterWords } from './words.ts';

const TONES = {
  unlisted: undefined,
  outside: 'plain',
  trial: 'soft',
  registered: 'good',
  noticed: 'warn',
  removed: undefined,
} as const;

export function StatusTag({ status }: { status: GradedCarrier['status'] }) {
  const t = useRegisterWords();
  return <Tag tone={TONES[status]}>{t[status]}</Tag>;
}
