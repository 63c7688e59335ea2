import { periodOf } from '@yuanheng/engine/calendar';
import { moveCarrier, moveEnterprise } from '../modules/organisation/index.ts';
import type { Cast } from './cast.ts';
import { at } from './days.ts';
import { inventCarriers } from './invent.ts';
import type { Random } from './random.ts';

/** Enterprises move between carriers now and then; one carrier changes its sub-park at the beginning of 2025. */
export async function moveSome(cast: Cast, random: Random, code: string): Promise<void> {
  const day = periodOf(code).ends;
  const office = cast.as('zhoumin');
  if (code === '2024Q4')
    await cast.do({ actor: office, now: at('2025-01-01') }, moveCarrier, {
      carrier: 'c-14',
      subPark: 'sp-zhenru',
      from: '2025-01-01',
    });
  if (!code.endsWith('Q2')) return;
  for (let n = 0; n < 3; n += 1) {
    const enterprise = random.pick(cast.enterprises);
    const others = inventCarriers().filter((carrier) => carrier.code !== enterprise.carrier);
    const carrier = random.pick(others).code;
    await cast.do({ actor: office, now: at(day) }, moveEnterprise, {
      enterpriseId: enterprise.id,
      carrier,
      from: day,
    });
    cast.enterprises = cast.enterprises.map((one) => (one === enterprise ? { ...one, carrier } : one));
  }
}
