/** Runs the checks of the code that read text and imports; prints what failed, where, and how to mend it. */
import { checkContract } from './contract.ts';
import { checkDead } from './dead.ts';
import { checkDecisions } from './decisions.ts';
import { checkDeeds } from './deeds.ts';
import { checkEngineGlobals } from './engine-globals.ts';
import type { Finding } from './finding.ts';
import { checkImports } from './imports.ts';
import { checkInvariants } from './invariants.ts';
import { checkLinks } from './links.ts';
import { checkLockfile } from './lockfile.ts';
import { checkMigrations } from './migrations.ts';
import { checkProblems } from './problems.ts';
import { checkSize, sizeReport } from './size.ts';
import { checkSqlPlaces, checkTableBorders } from './sql-borders.ts';
import { checkWords } from './words.ts';

const CHECKS: Readonly<Record<string, (root: string) => Finding[] | Promise<Finding[]>>> = {
  'import borders': checkImports,
  'places of SQL': checkSqlPlaces,
  'table borders': checkTableBorders,
  contract: checkContract,
  'problem codes': checkProblems,
  'names of deeds': checkDeeds,
  invariants: checkInvariants,
  'globals of the engine': checkEngineGlobals,
  'landed migrations': checkMigrations,
  decisions: checkDecisions,
  lockfile: checkLockfile,
  'links of pages': checkLinks,
  words: checkWords,
  size: checkSize,
  'what nothing uses': checkDead,
};

for (const [name, check] of Object.entries(CHECKS)) {
  const findings = await check(process.cwd());
  for (const { where, what, mend } of findings) console.error(`${name}: ${where} ${what}\n  → ${mend}`);
  if (findings.length > 0) process.exitCode = 1;
}
for (const line of sizeReport(process.cwd())) console.log(line);
