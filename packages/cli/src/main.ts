import {
  calendarAddCommand,
  calendarBetweenCommand,
  calendarCheckCommand,
  calendarPeriodCommand,
} from './calendar.ts';
import { auditExportCommand, auditHeadCommand, auditVerifyCommand } from './audit.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { codeCheckCommand } from './code.ts';
import { coverCheckCommand } from './cover.ts';
import { dbDistributeCommand, dbPrepareCommand } from './db.ts';
import { demoCheckCommand, demoSetDayCommand } from './demo.ts';
import { evaluateRecomputeCommand } from './evaluate-recompute.ts';
import { evaluateRunCommand } from './evaluate.ts';
import { importCommand } from './import.ts';
import { factsVerifyCommand } from './facts.ts';
import { formulaEvalCommand, formulaSubsetCommand } from './formula.ts';
import { UsageError, report } from './output.ts';
import { parkCheckCommand, parkFoundCommand } from './park.ts';
import { startCommand } from './start.ts';

/** A command: its words after `yuanheng`, and what it does with the rest. Returns the exit code. */
interface Command {
  readonly words: string;
  readonly says: string;
  readonly run: (args: readonly string[]) => Promise<number | null>;
}

const COMMANDS: readonly Command[] = [
  { words: 'start', says: 'start the server [--empty] [--json]', run: startCommand },
  { words: 'park check', says: 'DIR [--open]: every mistake of a park folder', run: parkCheckCommand },
  {
    words: 'park found',
    says: 'DIR --system LOGIN=NAME --security LOGIN=NAME ●: a real zone and the links of its first administrators',
    run: parkFoundCommand,
  },
  {
    words: 'formula eval',
    says: '< cases.json, or EXPRESSION [--context JSON] [--trace]: values of formulas',
    run: formulaEvalCommand,
  },
  {
    words: 'formula subset',
    says: '[--write FILE]: what a formula may use',
    run: formulaSubsetCommand,
  },
  {
    words: 'evaluate run',
    says: '--scheme S.yaml --data D.csv [--steps DIR] [--text]: scores and ranks of a table',
    run: evaluateRunCommand,
  },
  {
    words: 'evaluate recompute',
    says: '--round R [--as-of INSTANT] ●: a closed round again, digit for digit',
    run: evaluateRecomputeCommand,
  },
  {
    words: 'import',
    says: "FILE --profile P [--dry-run] ●: a department's list into the register; --register FILE needs no database",
    run: importCommand,
  },
  { words: 'facts verify', says: '●: facts and sums rebuilt from the reports', run: factsVerifyCommand },
  {
    words: 'audit verify',
    says: '[--against HEAD] ●: intact, or the first broken link',
    run: auditVerifyCommand,
  },
  { words: 'audit head', says: '●: the newest seal, to be noted elsewhere', run: auditHeadCommand },
  { words: 'audit export', says: 'FILE ●: the trail for docs/verify-audit.mjs', run: auditExportCommand },
  { words: 'demo check', says: "●: the demonstration's promises", run: demoCheckCommand },
  { words: 'demo set-day', says: "DAY ●: the demonstration's own day", run: demoSetDayCommand },
  { words: 'backup', says: 'FILE ●: everything, files included, while people work', run: backupCommand },
  {
    words: 'restore',
    says: 'FILE [--drill] ●: into an empty data folder or database; --drill: into one that is thrown away',
    run: restoreCommand,
  },
  {
    words: 'db distribute',
    says: '--check ●: whether the schema can be spread over several machines',
    run: dbDistributeCommand,
  },
  {
    words: 'db prepare',
    says: '[--owner LOGIN] ●: what only an administrator of DATABASE_URL may do',
    run: dbPrepareCommand,
  },
  {
    words: 'calendar add',
    says: 'DAY --working-days N: when a limit ends and which days it skips',
    run: calendarAddCommand,
  },
  { words: 'calendar check', says: 'DAY: whether it is worked', run: calendarCheckCommand },
  { words: 'calendar between', says: 'FROM TO: working days between two days', run: calendarBetweenCommand },
  { words: 'calendar period', says: 'CODE: the days of 2026Q3, 2026 or 2026-09', run: calendarPeriodCommand },
  {
    words: 'cover check',
    says: 'CODE ●: whether a printed report is what is recorded',
    run: coverCheckCommand,
  },
  { words: 'code check', says: 'uscc|industry|division CODE: valid or why not', run: codeCheckCommand },
];

/** Runs one command and sets the exit code; null means it goes on running. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    const command = COMMANDS.find(({ words }) => words.split(' ').every((word, i) => args[i] === word));
    if (!command) throw new UsageError(usage(args));
    const code = await command.run(args.slice(command.words.split(' ').length));
    if (code !== null) process.exitCode = code;
  } catch (error) {
    process.exitCode = report(error);
  }
}

function usage(args: readonly string[]): string {
  const asked =
    args.length > 0 ? `没有命令 "${args.join(' ')}"。\nThere is no command "${args.join(' ')}".\n` : '';
  return `${asked}Usage: yuanheng <command> [--json]     ● needs a database: DATABASE_URL, or the data folder of npm start\n${COMMANDS.map(({ words, says }) => `  ${words.padEnd(22)} ${says}`).join('\n')}`;
}
