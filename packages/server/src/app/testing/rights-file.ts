import { readFileSync } from 'node:fs';
import { ROLES, type Role } from '@yuanheng/contract';
import { type Target, TARGETS } from './two-zones.ts';

const FILE = new URL('../../../../../docs/rights.csv', import.meta.url);

/** Which targets a reach takes in; nothing takes in another zone. */
const REACHES: Readonly<Record<string, readonly Target[]>> = {
  none: [],
  own: ['own'],
  place: ['own', 'other-enterprise'],
  zone: ['own', 'other-enterprise', 'other-sub-park'],
};

export interface Line {
  readonly operation: string;
  readonly access: string;
  readonly reach: Readonly<Record<Role, string>>;
}

/** docs/rights.csv, or the mistakes in its form. */
export function readRights(): readonly Line[] {
  const [header = '', ...rows] = readFileSync(FILE, 'utf8').trim().split('\n');
  if (header !== ['operation', 'access', ...ROLES].join(',')) throw new Error(`rights.csv begins ${header}`);
  return rows.map((row) => {
    const [operation = '', access = '', ...cells] = row.split(',');
    const wrong = cells.find((cell) => !Object.hasOwn(REACHES, cell));
    if (wrong !== undefined || cells.length !== ROLES.length)
      throw new Error(`rights.csv, ${operation}: ${cells.length} cells, ${wrong ?? 'none'} unknown`);
    const reach = Object.fromEntries(ROLES.map((role, i) => [role, cells[i]])) as Record<Role, string>;
    return { operation, access, reach };
  });
}

/** Whether a reach takes in each target. */
export const reachesOf = (reach: string): Record<Target, boolean> =>
  Object.fromEntries(TARGETS.map((target) => [target, REACHES[reach]?.includes(target) ?? false])) as Record<
    Target,
    boolean
  >;
