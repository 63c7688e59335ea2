import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkPark, readParkFolder } from '@yuanheng/park';
import { EXIT, UsageError, print } from './output.ts';

/** `yuanheng park check DIR [--open] [--json]`: every mistake, or everything that needs confirmation. */
export async function parkCheckCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { open: { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const [dir] = positionals;
  if (dir === undefined) throw new UsageError('Usage: yuanheng park check DIR [--open] [--json]');
  if (!existsSync(dir) || !statSync(dir).isDirectory())
    throw new UsageError(`没有文件夹 ${dir}。 / There is no folder ${dir}.`);
  const { mistakes, open } = checkPark(readParkFolder(dir));
  const lines = mistakes.map(
    (m) => `${dir}/${m.file}:${m.line}:${m.column} ${m.code} ${m.reason} → ${m.fix}`,
  );
  if (values.open) lines.push(...open.map((o) => `${dir}/${o.file}:${o.line} 待确认 ${o.what}（${o.who}）`));
  lines.push(
    `${mistakes.length} 处错误，${open.length} 处待确认 / ${mistakes.length} mistakes, ${open.length} to be confirmed`,
  );
  print({ json: values.json ?? false }, { mistakes, open }, lines.join('\n'));
  return mistakes.length > 0 ? EXIT.checkFailed : EXIT.done;
}
