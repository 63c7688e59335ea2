import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { exportTrail, findHeads, readHead, verifyTrail } from '@yuanheng/server';
import { withInstallation, zonesNamed } from './installation.ts';
import { EXIT, UsageError, print } from './output.ts';

const OF_A_ZONE = { zone: { type: 'string' }, json: { type: 'boolean', default: false } } as const;

/** `yuanheng audit head [--zone CODE] [--json]`: the newest seal of each zone; note it outside of the database. */
export async function auditHeadCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OF_A_ZONE });
  const zones = await withInstallation(async (at) => {
    const heads = [];
    for (const zone of zonesNamed(at, values.zone))
      heads.push({ zone: zone.code, ...(await at.read(zone, readHead, undefined)) });
    return heads;
  });
  const lines = zones.map(({ zone, head, unsealed }) => {
    const seal =
      head === null
        ? '—（尚无封存 / nothing sealed yet）'
        : `${head.hash}  #${head.number}  ${head.sealedAt}`;
    return `${zone}  ${seal}${unsealed > 0 ? `  未封存 / unsealed: ${unsealed}` : ''}`;
  });
  print(values, { zones }, lines.join('\n'));
  return EXIT.done;
}

/** `yuanheng audit verify [--against HEAD] [--zone CODE] [--json]`: intact, or the first broken link of each zone. */
export async function auditVerifyCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...OF_A_ZONE, against: { type: 'string', multiple: true, default: [] } },
  });
  const heads = values.against.flatMap(headsIn);
  const found = new Set<string>();
  const zones = await withInstallation(async (at) => {
    const trails = [];
    for (const zone of zonesNamed(at, values.zone)) {
      trails.push({ zone: zone.code, ...(await at.read(zone, verifyTrail, {})) });
      // a head belongs to one zone's chain; which one, its hash says
      for (const head of await at.read(zone, findHeads, { heads })) found.add(head);
    }
    return trails;
  });
  const lost = heads.filter((head) => !found.has(head));
  const intact = zones.every((zone) => zone.intact) && lost.length === 0;
  const against = heads.map((head) => ({ head, inChain: found.has(head) }));
  print(values, { intact, against, zones }, [...zones.map(textOf), ...lost.map(lostText)].join('\n'));
  return intact ? EXIT.done : EXIT.checkFailed;
}

/** The heads in what `audit head` printed, one or several. */
function headsIn(text: string): string[] {
  const heads = [...text.matchAll(/\b[0-9a-f]{64}\b/g)].map(([head]) => head);
  if (heads.length > 0) return heads;
  throw new UsageError(
    `--against ${text} 里没有链头；链头是 yuanheng audit head 打印的 64 位十六进制数。`,
    `--against ${text} holds no head: a head is 64 hexadecimal digits as yuanheng audit head prints it.`,
  );
}

const lostText = (head: string): string =>
  `链头 ${head} 不在链上：链尾被截断，或链被重写。\nThe head ${head} is in no chain: a tail was cut or the chain was rewritten.`;

interface Trail {
  readonly zone: string;
  readonly seals: number;
  readonly entries: number;
  readonly unsealed: number;
  readonly unsealedEntries: readonly {
    readonly id: string;
    readonly at: string;
    readonly operation: string;
  }[];
  readonly head: { readonly hash: string } | null;
  readonly broken: string | null;
}

function textOf({ zone, seals, entries, unsealed, unsealedEntries, head, broken }: Trail): string {
  const counts = `${seals} 次封存，${entries} 条 / ${seals} seals, ${entries} entries`;
  const state = broken === null ? '完整 / intact' : `断链 / BROKEN: ${broken}`;
  const more = unsealed > unsealedEntries.length ? `，列出前 ${unsealedEntries.length} 条 / the first` : '';
  return [
    `${zone}: ${state}；${counts}`,
    `  链头 / head: ${head?.hash ?? '—'}`,
    ...(unsealed > 0 ? [`  尚未封存 / not sealed yet: ${unsealed}${more}`] : []),
    ...unsealedEntries.map(({ id, at, operation }) => `    ${id} ${at} ${operation}`),
  ].join('\n');
}

/** `yuanheng audit export FILE [--zone CODE] [--json]`: the trail for somebody who checks it without our code. */
export async function auditExportCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OF_A_ZONE });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0)
    throw new UsageError('Usage: yuanheng audit export FILE [--zone CODE] [--json]');
  const zones = await withInstallation(async (at) => {
    const written = [];
    const out = await opened(file);
    for (const zone of zonesNamed(at, values.zone)) {
      const lines = await at.read(zone, exportTrail, undefined);
      for (const line of lines) if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain');
      const seals = lines.filter(({ kind }) => kind === 'seal').length;
      const head = lines.findLast((line) => line.kind === 'seal')?.hash ?? null;
      written.push({ zone: zone.code, entries: lines.length - seals, seals, head });
    }
    out.end();
    await once(out, 'finish');
    return written;
  });
  const lines = zones.map(
    ({ zone, entries, seals, head }) =>
      `${zone}: ${entries} 条，${seals} 次封存 / ${entries} entries, ${seals} seals, head ${head ?? '—'}`,
  );
  const check = `node docs/verify-audit.mjs ${file}`;
  print(values, { file, zones }, [...lines, `已写入 / written: ${file}；校验 / check: ${check}`].join('\n'));
  return EXIT.done;
}

async function opened(file: string) {
  const out = createWriteStream(file);
  try {
    await once(out, 'open');
    return out;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(
      `写不了文件 ${file}（${reason}），请检查路径。`,
      `The file ${file} cannot be written (${reason}); check its path.`,
    );
  }
}
