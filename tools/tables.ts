/**
 * Writes the types of the tables from a freshly migrated database and adds the digests of new migrations, or with
 * --check says whether the types are fresh.
 * Usage: npm run tables [-- --check]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { addDigests } from './checks/migrations.ts';
import { makeTemplate, testCluster } from '../packages/server/src/kernel/testing/cluster.ts';

const require = createRequire(import.meta.url);
const TARGET = 'packages/server/src/kernel/db/tables.d.ts';

export async function generateTables(adminUrl: string): Promise<string> {
  const { owner } = await makeTemplate(adminUrl);
  return typesOf(owner);
}

/** What kysely-codegen says of the schema `app`. */
export function typesOf(url: string): string {
  const out = join(mkdtempSync(join(tmpdir(), 'tables-')), 'tables.d.ts');
  const args = [
    '--dialect',
    'postgres',
    '--url',
    url,
    '--default-schema',
    'app',
    '--include-pattern',
    'app.*',
    '--date-parser',
    'string',
    '--out-file',
    out,
  ];
  const generator = join(dirname(require.resolve('kysely-codegen/package.json')), 'dist/cli/bin.js');
  execFileSync(process.execPath, [generator, ...args], { stdio: 'ignore' });
  return readFileSync(out, 'utf8');
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const cluster = await testCluster();
  try {
    const fresh = await generateTables(cluster.adminUrl);
    if (!process.argv.includes('--check')) {
      writeFileSync(TARGET, fresh);
      addDigests(process.cwd());
    } else if (readFileSync(TARGET, 'utf8') !== fresh) {
      console.error(`${TARGET} is not what the migrations make: run npm run tables`);
      process.exitCode = 1;
    }
  } finally {
    await cluster.stop();
  }
}
