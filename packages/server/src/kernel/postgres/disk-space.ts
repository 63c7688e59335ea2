import { statfs } from 'node:fs/promises';
import { EnvironmentFault } from '../fault.ts';

const MB = 1024 * 1024;
/** A database that runs out of space in the middle of a checkpoint stops; better not to start it. */
const LEAST_MB = 500;

/** Refuses to start a database in a folder whose disk is nearly full. `YUANHENG_MIN_FREE_MB` sets another limit. */
export async function refuseFullDisk(dir: string): Promise<void> {
  const least = Number(process.env.YUANHENG_MIN_FREE_MB ?? LEAST_MB);
  const { bavail, bsize } = await statfs(dir);
  const free = Math.floor((bavail * bsize) / MB);
  if (free >= least) return;
  throw new EnvironmentFault(
    `磁盘空间不足：${dir} 所在的盘只剩 ${free} MB，园衡至少需要 ${least} MB 才启动。请清理磁盘，或用 YUANHENG_HOME 指定另一个盘上的目录。`,
    `Not enough disk space: ${free} MB are left for ${dir}, Yuanheng starts with at least ${least} MB. Free some, or name a folder on another disk in YUANHENG_HOME.`,
  );
}
