import { fileURLToPath } from 'node:url';
import { checkPark, readParkFolder } from '@yuanheng/park';
import { expect, test } from 'vitest';
import { withConfirmed } from './confirmed.ts';
import { inventCarriers, inventEnterprises } from './invent.ts';

const folder = fileURLToPath(new URL('../../../../parks/putuo', import.meta.url));
const { park } = checkPark(readParkFolder(folder));

test('the park folder itself names no enterprise', () => {
  expect(park?.industries.flatMap(({ exceptions }) => exceptions)).toEqual([]);
});

test('invented enterprises are confirmed to the industries that no code decides, and to no other', () => {
  if (!park) throw new RangeError('parks/putuo has mistakes.');
  const carriers = inventCarriers();
  const enterprises = inventEnterprises(600, carriers, 1);
  const confirmed = withConfirmed(park, enterprises, carriers);
  const known = new Set(enterprises.map(({ uscc }) => uscc));
  for (const { id, exceptions } of confirmed.industries) {
    const codes = exceptions.map(({ uscc }) => uscc);
    expect(new Set(codes).size, id).toBe(codes.length);
    expect(codes.length > 0, id).toBe(['cybersecurity', 'robotics', 'artificial-intelligence'].includes(id));
    expect(codes.every((uscc) => known.has(uscc) && uscc.startsWith('91DEMO'))).toBe(true);
  }
});
