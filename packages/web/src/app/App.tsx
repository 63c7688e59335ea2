import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { codeOf } from './rpc.ts';
import { router } from './routes.tsx';
import { applyTheme } from './theme.ts';

applyTheme();
const queries = new QueryClient({
  defaultOptions: {
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
