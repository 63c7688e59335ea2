import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { api, codeOf } from './rpc.ts';
import { router } from './routes.tsx';
import { applyTheme } from './theme.ts';

applyTheme();
const me = api.identity.me.queryKey();
/** A request that was refused because the session has ended asks anew who is signed in. */
const refused = (error: unknown) => {
  if (codeOf(error) === 'UNAUTHENTICATED' && queries.getQueryState(me)?.status === 'success')
    void queries.invalidateQueries({ queryKey: me });
};
const queries = new QueryClient({
  queryCache: new QueryCache({ onError: refused }),
  mutationCache: new MutationCache({ onError: refused }),
  defaultOptions: {
    // offline a write fails with a sentence instead of waiting without one
    mutations: { networkMode: 'always' },
    // what the server has refused is not asked again; a lost connection is, twice
    queries: { staleTime: 10_000, retry: (count, error) => codeOf(error) === undefined && count < 2 },
  },
});

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
