import { minifyContractRouter } from '@orpc/contract';
import react from '@vitejs/plugin-react';
import { type Plugin, defineConfig } from 'vite';
import { contract } from '../contract/src/index.ts';

/** Words of a route that only its readers need. */
const WORDS: ReadonlySet<string> = new Set(['summary', 'description', 'tags', 'timeless']);
const withoutWords = (name: string, value: unknown): unknown => (WORDS.has(name) ? undefined : value);

/** The contract without its schemas: methods and paths are all that a browser needs, so zod stays out of the pages. */
function contractPaths(): Plugin {
  const id = 'virtual:contract';
  return {
    name: 'contract-paths',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) =>
      source === `\0${id}`
        ? `export default ${JSON.stringify(minifyContractRouter(contract), withoutWords)}`
        : undefined,
  };
}

export default defineConfig({
  plugins: [react(), contractPaths()],
  build: {
    assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined),
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4310' } },
});
