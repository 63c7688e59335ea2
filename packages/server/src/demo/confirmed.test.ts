import { fileURLToPath } from 'node:url';
import { checkPark, readParkFolder } from '@yuanheng/park';
import { expect, test } from 'vitest';
import { countedBy } from '../modules/indicators/industry-rule.ts';
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
  const counted = new Map(
    confirmed.industries.map((industry) => [
      industry.id,
      enterprises.filter((one) => countedBy(industry, one)?.document != null).map(({ uscc }) => uscc),
    ]),
  );
  for (const [id, codes] of counted) {
    expect(new Set(codes).size, id).toBe(codes.length);
    expect(codes.length > 0, id).toBe(id === 'cybersecurity' || id === 'robotics');
  }
  expect(codes(confirmed, 'cybersecurity').every((uscc) => uscc.startsWith('91DEMO'))).toBe(true);
});

const codes = (of: NonNullable<typeof park>, id: string): string[] =>
  of.industries.find((industry) => industry.id === id)?.exceptions.map(({ uscc }) => uscc) ?? [];
