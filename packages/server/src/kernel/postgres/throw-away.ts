import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.ts';
import { openHome } from './home.ts';

/** A cluster in a folder of its own that `stop` removes; it need not survive a power cut. */
export interface ThrowAwayCluster {
  readonly adminUrl: string;
  stop(): Promise<void>;
}

const FORGETFUL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

export async function throwAwayCluster(
  settings: Readonly<Record<string, string>> = {},
): Promise<ThrowAwayCluster> {
  const dir = mkdtempSync(join(tmpdir(), 'yuanheng-'));
  const home = openHome(dir);
  const server = await startEmbedded(home, { settings: { ...FORGETFUL, ...settings } });
  return {
    adminUrl: server.adminUrl,
    async stop() {
      await server.stop();
      for (const path of [dir, home.databaseDir]) rmSync(path, { recursive: true, force: true });
    },
  };
}
