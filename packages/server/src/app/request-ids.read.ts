import { readOperation } from '../kernel/operation/operation.ts';
import { problem } from '../kernel/problem.ts';
import { type Carried, carriedBy, recordTables } from './request-ids.views.ts';

/** Whether every row of every table that records a request carries the id of one that left an audit entry. */
export const verifyRequestIds = readOperation({
  name: 'audit.verifyRequestIds',
  rights: { 'audit-admin': 'zone', 'system-admin': 'zone' },
  oneSnapshot: true,
  run: async (ctx) => {
    ctx.may('zone');
    const { zoneId, placePath, role } = ctx.actor;
    if (placePath !== '/') throw problem('FORBIDDEN', { operation: 'audit.verifyRequestIds', role });
    const all = await recordTables(ctx.db);
    const tables: Carried[] = [];
    for (const { table, carries } of all)
      if (carries) tables.push(await carriedBy(ctx.db, { zoneId, table }));
    return { tables, derived: all.filter(({ carries }) => !carries).map(({ table }) => table) };
  },
});
