/** Runs the checks of the code that read text and imports; prints what failed, where, and how to mend it. */
import { checkContract } from './contract.ts';
import { checkDeeds } from './deeds.ts';
import type { Finding } from './finding.ts';
import { checkImports } from './imports.ts';
import { checkInvariants } from './invariants.ts';
import { checkProblems } from './problems.ts';
import { checkSqlPlaces, checkTableBorders } from './sql-borders.ts';

const CHECKS: Readonly<Record<string, (root: string) => Finding[] | Promise<Finding[]>>> = {
  'import borders': checkImports,
  'places of SQL': checkSqlPlaces,
  'table borders': checkTableBorders,
  contract: checkContract,
  'problem codes': checkProblems,
  'names of deeds': checkDeeds,
  invariants: checkInvariants,
};

for (const [name, check] of Object.entries(CHECKS)) {
  const findings = await check(process.cwd());
  for (const { where, what, mend } of findings) console.error(`${name}: ${where} ${what}\n  → ${mend}`);
  if (findings.length > 0) process.exitCode = 1;
}
