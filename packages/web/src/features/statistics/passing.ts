import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LeftOut, SubmissionRow } from '@yuanheng/contract';
import type { CleanRule } from '@yuanheng/engine/statistics';
import { api, client } from '../../app/rpc.ts';

/** Reports of one request: what has passed stays passed when the connection is lost in the middle. */
const AT_ONCE = 100;

export interface PassResult {
  readonly passed: number;
  readonly leftOut: readonly LeftOut[];
}

/** Passes reports a hundred at a time and says how far it has come. */
export function usePassing() {
  const queries = useQueryClient();
  const [done, setDone] = useState(0);
  const passing = useMutation({
    mutationFn: async ({ rule, rows }: { rule: CleanRule; rows: readonly SubmissionRow[] }) => {
      let result: PassResult = { passed: 0, leftOut: [] };
      setDone(0);
      for (let i = 0; i < rows.length; i += AT_ONCE) {
        const part = rows.slice(i, i + AT_ONCE);
        const { passed, leftOut } = await client.statistics.passClean({
          rule,
          reports: part.map(({ id, revision }) => ({ submissionId: id, revision })),
        });
        result = { passed: result.passed + passed.length, leftOut: [...result.leftOut, ...leftOut] };
        setDone(i + part.length);
      }
      return result;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: api.statistics.key() }),
  });
  return { passing, done };
}
