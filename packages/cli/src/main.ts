import { UsageError, report } from './output.ts';
import { parkCheckCommand } from './park.ts';
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
  const asked = args.length > 0 ? `There is no command "${args.join(' ')}".\n` : '';
  return `${asked}Usage: yuanheng <command>\n${COMMANDS.map(({ words, says }) => `  ${words.padEnd(22)} ${says}`).join('\n')}`;
}
