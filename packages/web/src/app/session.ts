import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Me } from '@yuanheng/contract';
import { api } from './rpc.ts';

export const MeContext = createContext<Me | null>(null);

/** Who is signed in; only below the shell. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('There is nobody outside the shell.');
  return me;
}

export const useMeQuery = () => useQuery(api.identity.me.queryOptions({ retry: false, staleTime: 60_000 }));
