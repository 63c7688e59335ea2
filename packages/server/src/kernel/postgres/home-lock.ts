import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EnvironmentFault } from '../fault.ts';

/** One server at a time has a data folder: a second one would stop the first one's database. */
export interface HeldHome {
  release(): void;
}

/** A server that is just being stopped is waited for. */
const PATIENCE_MS = 3_000;

/** Takes the data folder, also from a server that was killed; refuses while another server lives. */
export async function holdHome(homeDir: string): Promise<HeldHome> {
  const dir = resolve(homeDir);
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  const file = join(dir, 'server.lock');
  const own = identityOf(process.pid);
  for (let waited = 0; ; waited += 100) {
    if (take(file, own)) return { release: () => release(file, own) };
    const holder = read(file);
    if (holder === null) continue;
    if (!isAlive(holder)) giveUp(file, holder);
    else if (waited >= PATIENCE_MS) throw inUse(dir, pidOf(holder));
    else await sleep(100);
  }
}

/**
 * The process's number and when it began: after a reboot or in a container the number alone is soon somebody else's.
 * One that has ended and is not yet waited for by its parent (Z) is nobody.
 */
function identityOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name in brackets may hold anything; the fields count from behind it, the 20th is the begin
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? `${pid} ended` : `${pid} ${fields[19]}`;
  } catch {
    return `${pid} -`;
  }
}

const pidOf = (holder: string): number => Number(holder.split(' ')[0]);

function isAlive(holder: string): boolean {
  const pid = pidOf(holder);
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return identityOf(pid) === holder;
}

/** The file appears with its content or not at all. */
function take(file: string, own: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, own);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes a dead holder's file away; of two that do so at once, one may have moved the other's new file and puts it back. */
function giveUp(file: string, holder: string): void {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
    if (read(aside) !== holder) linkSync(aside, file);
  } catch {
    // somebody else was faster; the next try sees who
  } finally {
    rmSync(aside, { force: true });
  }
}

function release(file: string, own: string): void {
  if (read(file) === own) rmSync(file, { force: true });
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

const inUse = (dir: string, pid: number): EnvironmentFault =>
  new EnvironmentFault(
    `数据目录 ${dir} 正由另一个园衡服务（进程 ${pid}）使用。请先停掉它，或用 YUANHENG_HOME 指定另一个目录。`,
    `The data folder ${dir} is in use by another Yuanheng server (process ${pid}). Stop it first, or name another folder in YUANHENG_HOME.`,
  );
