import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Archive, readArchive } from '../kernel/backup/archive.ts';
import { loadBackup, schemaOf } from '../kernel/backup/restore.ts';
import { writeBackup } from '../kernel/backup/write.ts';
import { migrate } from '../kernel/db/migrate.ts';
import { holdHome } from '../kernel/postgres/home-lock.ts';
import { openHome } from '../kernel/postgres/home.ts';
import { installationOf } from '../modules/organisation/index.ts';
import { openDatabase } from './database.ts';
import { joinDatabase } from './join-database.ts';

export interface InstallationAt {
  readonly homeDir: string;
  readonly databaseUrl: string | undefined;
  readonly progress?: ((table: string) => void) | undefined;
}

/** Everything of an installation in one file, its server running or not. */
export async function backUp(
  path: string,
  { homeDir, databaseUrl, progress }: InstallationAt,
): Promise<Archive> {
  const database = await joinDatabase(homeDir, databaseUrl);
  try {
    const takenAt = new Date();
    return await writeBackup(path, { ownerUrl: database.ownerUrl, homeDir, takenAt, progress });
  } finally {
    await database.stop();
  }
}

/** A backup loaded into an empty data folder or database. The file is read whole and checked before anything is made. */
export async function restore(path: string, at: InstallationAt): Promise<Archive> {
  const archive = await readArchive(path);
  const schema = schemaOf(archive.head);
  const held = await holdHome(at.homeDir);
  try {
    const database = await openDatabase({ ...at, schema });
    try {
      await loadBackup(path, archive, {
        ownerUrl: database.urls.owner,
        homeDir: at.homeDir,
        now: new Date(),
        actorOf: installationOf,
        progress: at.progress,
      });
      await migrate(database.urls.owner);
    } finally {
      await database.stop();
    }
  } finally {
    held.release();
  }
  return archive;
}

/** Runs work on a backup that was restored into a folder of its own, which is gone afterwards: the drill. */
export async function drill<T>(
  path: string,
  work: (homeDir: string, archive: Archive) => Promise<T>,
): Promise<T> {
  const homeDir = mkdtempSync(join(tmpdir(), 'yuanheng-drill-'));
  try {
    const archive = await restore(path, { homeDir, databaseUrl: undefined });
    return await work(homeDir, archive);
  } finally {
    const { databaseDir } = openHome(homeDir);
    for (const dir of [homeDir, databaseDir]) rmSync(dir, { recursive: true, force: true });
  }
}
