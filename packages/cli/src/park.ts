import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkPark, readParkFolder } from '@yuanheng/park';
import {
  EnvironmentFault,
  type FirstAdministrator,
  foundZone,
  joinDatabase,
  listZones,
  openPool,
  openSealingKey,
} from '@yuanheng/server';
import { installationHere } from './installation.ts';
import { CheckFailed, EXIT, UsageError, print } from './output.ts';

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

const USAGE = 'yuanheng park found DIR --system LOGIN=NAME --security LOGIN=NAME [--url ADDRESS] [--json]';

/** `yuanheng park found DIR …`: a real zone from a park folder, in an empty database; answers two one-time links. */
export async function parkFoundCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      system: { type: 'string' },
      security: { type: 'string' },
      url: { type: 'string', default: `http://127.0.0.1:${process.env.PORT ?? 4310}` },
      json: { type: 'boolean', default: false },
    },
  });
  const [dir] = positionals;
  if (dir === undefined) throw new UsageError(`Usage: ${USAGE}`);
  const administrators = [
    ...personFrom('system-admin', values.system),
    ...personFrom('security-admin', values.security),
  ];
  const links = await found(parkFrom(dir), administrators);
  const shown = links.map(({ token, ...link }) => ({ ...link, url: `${values.url}/link#${token}` }));
  const lines = shown.map(
    ({ role, name, login, url, expiresAt }) => `${name}（${role}，${login}，${expiresAt}）: ${url}`,
  );
  lines.push(
    '每个链接只显示这一次、用一次，请分别交给本人。 / Each link is shown once and works once: hand each to its person.',
  );
  print(values, { links: shown }, lines.join('\n'));
  return EXIT.done;
}

function personFrom(role: FirstAdministrator['role'], text: string | undefined): FirstAdministrator[] {
  if (text === undefined) return [];
  const [, login, name] = /^([^=\s]{2,60})=(.{1,60})$/.exec(text) ?? [];
  if (login === undefined || name === undefined) throw new UsageError(`Usage: ${USAGE}`);
  return [{ role, login, name }];
}

function parkFrom(dir: string) {
  if (!existsSync(dir) || !statSync(dir).isDirectory())
    throw new UsageError(`没有文件夹 ${dir}。 / There is no folder ${dir}.`);
  const { park, mistakes } = checkPark(readParkFolder(dir));
  if (park && mistakes.length === 0) return park;
  throw new CheckFailed(
    `${dir} 有 ${mistakes.length} 处错误，先运行 yuanheng park check ${dir}。`,
    `${dir} has ${mistakes.length} mistakes; run yuanheng park check ${dir} first.`,
  );
}

async function found(park: ReturnType<typeof parkFrom>, administrators: readonly FirstAdministrator[]) {
  const { homeDir, databaseUrl } = installationHere();
  const database = await joinDatabase(homeDir, databaseUrl);
  const pool = openPool(database.appUrl, { max: 2 });
  try {
    const zones = await listZones(pool);
    if (zones.some(({ demoDay }) => demoDay !== null)) throw demonstrated();
    if (administrators.length < (zones.length === 0 ? 2 : 1)) throw new UsageError(`Usage: ${USAGE}`);
    const sealing = openSealingKey(homeDir);
    return await foundZone({ pool, sealing, park, now: new Date(), administrators });
  } finally {
    await pool.end();
    await database.stop();
  }
}

const demonstrated = (): EnvironmentFault =>
  new EnvironmentFault(
    '数据库中是演示园区，不在里面建正式园区。请用 YUANHENG_HOME 另选数据目录，npm start -- --empty 启动一次，再建园。',
    'The database holds a demonstration; no real zone is made in it. Name another data folder in YUANHENG_HOME, start it once with npm start -- --empty, then found the zone.',
  );
