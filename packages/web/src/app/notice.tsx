import type { ReactNode } from 'react';
import { Card, Empty, Failure } from '../ui/parts.tsx';
import { sentenceOf } from './rpc.ts';

interface Asked {
  readonly error: Error | null;
  readonly refetch: () => Promise<unknown>;
}

/** What a page says instead of what it asked for: the first failure, with another try of all, or that there is nothing. */
export function noticeOf(asked: readonly Asked[], none: string | null): ReactNode {
  const failed = asked.find(({ error }) => error !== null);
  if (failed)
    return (
      <Failure
        sentence={sentenceOf(failed.error)}
        onRetry={() => void Promise.all(asked.map(({ refetch }) => refetch()))}
      />
    );
  if (none === null) return null;
  return (
    <Card>
      <Empty>{none}</Empty>
    </Card>
  );
}
