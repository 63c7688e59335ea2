import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type JudgedRow,
  ListProfile,
  type Register,
  judgeList,
  readList,
} from '@yuanheng/engine/department-list';
import { NameIndex } from '@yuanheng/engine/names';
import {
  checkImport,
  confirmImport,
  makerOf,
  performRead,
  performWrite,
  previewImport,
  sheetsOf,
  uuidv7,
} from '@yuanheng/server';
import { parse } from 'yaml';
import { z } from 'zod';
import { withInstallation, zonesNamed } from './installation.ts';
import { CheckFailed, EXIT, UsageError, print } from './output.ts';
import { putuo } from './putuo.ts';

const USAGE =
  'Usage: yuanheng import FILE --profile P [--dry-run] [--register REGISTER.json] [--zone CODE] [--json]';

/** What a file came to; `importId` is null when nothing was imported. */
interface Outcome {
  readonly profile: string;
  readonly sheet: string;
  readonly period: string | null;
  readonly unit: string | null;
  readonly importId: string | null;
  readonly rows: readonly JudgedRow[];
}

/**
 * `yuanheng import FILE --profile P`: a department's list into the register: accepted rows imported, queued ones kept
 * for a person. `--dry-run` writes nothing; `--register` reads the register from a file and needs no database.
 */
export async function importCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      profile: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      register: { type: 'string' },
      zone: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [path] = positionals;
  if (path === undefined || values.profile === undefined) throw new UsageError(USAGE);
  const file = bytesOf(path);
  const outcome =
    values.register === undefined
      ? await intoDatabase({
          file,
          path,
          profileId: values.profile,
          dryRun: values['dry-run'],
          zone: values.zone,
        })
      : await againstFile(file, values.profile, registerIn(values.register));
  print(values, documentOf(path, outcome), textOf(path, outcome));
  return EXIT.done;
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new UsageError(
      `读不到文件 ${path}，请核对路径。`,
      `The file ${path} cannot be read. Check its path.`,
    );
  }
}

interface Into {
  readonly file: Buffer;
  readonly path: string;
  readonly profileId: string;
  readonly dryRun: boolean;
  readonly zone: string | undefined;
}

async function intoDatabase({ file, path, profileId, dryRun, zone: code }: Into): Promise<Outcome> {
  const sent = { profileId, fileName: basename(path), contentBase64: file.toString('base64') };
  return await withInstallation(async (at) => {
    const [zone] = zonesNamed(at, code);
    if (zone === undefined) throw new UsageError(USAGE);
    const actor = { ...(await makerOf(at.pool, zone.id)), role: 'office' as const };
    const of = { pool: at.pool, actor, now: at.clock.now(zone.id, zone.demoDay) };
    const { list, rows } = await performRead(of, checkImport, sent);
    const outcome = { profile: profileId, sheet: list.sheet, period: list.period, unit: list.unit, rows };
    if (dryRun) return { ...outcome, importId: null };
    const preview = await performWrite({ ...of, requestId: uuidv7() }, previewImport, sent);
    await performWrite({ ...of, requestId: uuidv7() }, confirmImport, { importId: preview.id });
    return { ...outcome, importId: preview.id };
  });
}

const RegisterFile = z.object({
  enterprises: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      uscc: z.string(),
      short: z.string().optional(),
      former_names: z.array(z.string()).default([]),
    }),
  ),
});

/** A register from a file: `{"enterprises":[{"id","name","uscc","short","former_names"}]}`. */
function registerIn(path: string): Register {
  const parsed = RegisterFile.safeParse(jsonIn(path));
  if (!parsed.success)
    throw new UsageError(
      `${path} 不是名册：应为 {"enterprises":[{"id","name","uscc","short","former_names"}]}。`,
      `${path} is no register: it must be {"enterprises":[{"id","name","uscc","short","former_names"}]}.`,
    );
  const known = parsed.data.enterprises.map(({ former_names, ...one }) => ({
    ...one,
    formerNames: former_names,
  }));
  const [byId, byCode] = [
    new Map(known.map((one) => [one.id, one])),
    new Map(known.map((one) => [one.uscc, one])),
  ];
  const index = new NameIndex(
    known.flatMap(({ id, name, short, formerNames }) => [
      { id, name, kind: 'current' as const },
      ...(short === undefined ? [] : [{ id, name: short, kind: 'short' as const }]),
      ...formerNames.map((former) => ({ id, name: former, kind: 'former' as const })),
    ]),
  );
  return {
    byCode: (uscc) => byCode.get(uscc),
    codeOf: (id) => byId.get(id)?.uscc ?? '',
    decideName: (name) => index.decide(name),
  };
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(bytesOf(path).toString('utf8'));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return undefined;
  }
}

async function againstFile(file: Buffer, profileId: string, register: Register): Promise<Outcome> {
  const profile = profileNamed(profileId);
  const read = readList(await sheetsOf(file), profile);
  if ('refusal' in read) {
    const { reason } = read.refusal;
    throw new CheckFailed(
      `名册读不懂（${reason}）。请核对表头、计量单位和报告期。`,
      `The list cannot be read: ${reason}.`,
    );
  }
  const { sheet, period, unit } = read.list;
  return { profile: profile.id, sheet, period, unit, importId: null, rows: judgeList(read.list, register) };
}

/** A profile of the park by its id, or one in a file of its own. */
function profileNamed(name: string): ListProfile {
  if (name.endsWith('.yaml')) return ListProfile.parse(parse(bytesOf(name).toString('utf8')));
  const { lists } = putuo();
  const found = lists.find(({ id }) => id === name);
  if (found) return found;
  const known = lists.map(({ id }) => id).join('、');
  throw new UsageError(
    `没有导入口径 ${name}；有的是：${known}。`,
    `There is no list profile ${name}; there are: ${known}.`,
  );
}

const numeric = (text: string | null): string | number | null =>
  text !== null && /^-?\d{1,15}(?:\.\d{1,4})?$/.test(text) ? Number(text) : text;

function rowDocument(sheet: string, row: JudgedRow) {
  const values =
    row.values === null
      ? null
      : {
          ...Object.fromEntries(Object.entries(row.values).map(([id, value]) => [id, numeric(value)])),
          ...Object.fromEntries(
            Object.entries(row.foreign).map(([id, { amount, currency }]) => [
              id,
              { amount: numeric(amount), currency },
            ]),
          ),
        };
  const [fault] = row.faults;
  return {
    sheet,
    row: row.row,
    status: row.status,
    reason: row.reason,
    column: fault?.column ?? null,
    heading: fault?.heading ?? null,
    cell: fault?.cell ?? null,
    name: row.name,
    code: row.code,
    match: row.match,
    uscc: row.uscc,
    period: row.period,
    values,
    former_name: row.formerName,
    warnings: row.warnings,
    total_disagrees: row.totals.some(({ agrees }) => !agrees),
    totals: row.totals,
  };
}

const STATUSES = ['accepted', 'queued', 'rejected', 'ignored'] as const;

function documentOf(path: string, { rows, ...outcome }: Outcome) {
  const counts = Object.fromEntries(
    STATUSES.map((status) => [status, rows.filter((row) => row.status === status).length]),
  );
  return {
    file: basename(path),
    ...outcome,
    counts,
    rows: rows.map((row) => rowDocument(outcome.sheet, row)),
  };
}

const WORDS = {
  accepted: '接收 / accepted',
  queued: '待认 / queued',
  rejected: '不收 / rejected',
  ignored: '不是数据 / not data',
};

function textOf(path: string, outcome: Outcome): string {
  const { rows, sheet, period, unit, importId } = outcome;
  const head = `${basename(path)}${sheet === '' ? '' : `，工作表“${sheet}”`}${period === null ? '' : `，${period}`}${unit === null ? '' : `，${unit}`}`;
  const counts = STATUSES.map(
    (status) => `${WORDS[status]} ${rows.filter((row) => row.status === status).length}`,
  );
  const open = rows.filter(({ status }) => status === 'queued' || status === 'rejected');
  const lines = open.map(({ row, status, reason, name, faults: [fault] }) =>
    [
      `  ${row}`,
      WORDS[status],
      name ?? '—',
      reason ?? '',
      fault ? `${fault.cell} ${fault.heading}: ${fault.typed}` : '',
    ]
      .filter((part) => part !== '')
      .join('  '),
  );
  const done = importId === null ? '没有写入 / nothing was written' : `已导入 / imported: ${importId}`;
  return [head, counts.join('，'), ...lines, done].join('\n');
}
