import type pg from 'pg';
import { periodOf } from '@yuanheng/engine/calendar';
import type { Park } from '@yuanheng/park';
import { createZone } from '../app/load-park.ts';
import type { DemoSignIn } from '../kernel/http/request-context.ts';
import { closeRound } from '../modules/evaluation/index.ts';
import { acceptEntered, enterValue } from '../modules/indicators/index.ts';
import { moveCarrier, moveEnterprise } from '../modules/organisation/index.ts';
import { Cast } from './cast.ts';
import { SINCE, at } from './days.ts';
import { withConfirmed } from './confirmed.ts';
import { enteredValues, subParkValues } from './entered.ts';
import { QUARTERS, SEED } from './fate.ts';
import { inventCarriers, inventEnterprises } from './invent.ts';
import { makeNeighbour } from './neighbour.ts';
import { castEnterprises, castPeople } from './people.ts';
import { playQuarter } from './quarter.ts';
import { Random } from './random.ts';

export interface DemoOptions {
  readonly pool: pg.Pool;
  readonly park: Park;
  readonly day: string;
  readonly enterprises: number;
  /** Told the share of the work that is done, 0–1. */
  readonly progress: (share: number, what: string) => void;
}

/** Makes demonstration data through the product's own operations, by their own people, on their own days. */
export class Demonstration {
  readonly #options: DemoOptions;
  readonly #random = new Random(SEED);
  readonly #cast: Cast;

  constructor(options: DemoOptions) {
    this.#options = options;
    this.#cast = new Cast(options.pool);
  }

  async make(): Promise<readonly DemoSignIn[]> {
    const { pool, day, enterprises: count, progress } = this.#options;
    const cast = this.#cast;
    progress(0, '建园');
    const carriers = inventCarriers();
    const park = withConfirmed(this.#options.park, inventEnterprises(count, carriers, SEED), carriers);
    const system = await createZone({ pool, park, now: at(SINCE), demoDay: day });
    const signIns = await castPeople(cast, park, system);
    const enterprises = await castEnterprises(cast, count, system);
    for (const [i, code] of QUARTERS.entries()) {
      await this.#moves(code);
      await playQuarter(cast, code);
      progress((i + 1) / (QUARTERS.length + 1), `${code} 报表`);
    }
    await this.#enterValues();
    await makeNeighbour({ pool, park: this.#options.park, day, seed: SEED + 1 });
    progress(1, '完成');
    return [...signIns, ...enterprises];
  }

  /** Enterprises move between carriers now and then; one carrier changes its sub-park at the beginning of 2025. */
  async #moves(code: string): Promise<void> {
    const day = periodOf(code).ends;
    const office = this.#cast.as('zhoumin');
    if (code === '2024Q4')
      await this.#cast.do({ actor: office, now: at('2025-01-01') }, moveCarrier, {
        carrier: 'c-14',
        subPark: 'sp-zhenru',
        from: '2025-01-01',
      });
    if (!code.endsWith('Q2')) return;
    for (let n = 0; n < 3; n += 1) {
      const enterprise = this.#random.pick(this.#cast.enterprises);
      const others = inventCarriers().filter((carrier) => carrier.code !== enterprise.carrier);
      const carrier = this.#random.pick(others).code;
      await this.#cast.do({ actor: office, now: at(day) }, moveEnterprise, {
        enterpriseId: enterprise.id,
        carrier,
        from: day,
      });
      this.#cast.enterprises = this.#cast.enterprises.map((one) =>
        one === enterprise ? { ...one, carrier } : one,
      );
    }
  }

  /** Values without a report are entered by one person of the office and accepted by another. */
  async #enterValues(): Promise<void> {
    const [enters, accepts] = [this.#cast.as('zhoumin'), this.#cast.as('lujing')];
    const values = [...enteredValues(), ...subParkValues()];
    const byDay = new Map<string, string[]>();
    for (const { day, accepted, ...value } of values) {
      const { id } = await this.#cast.do({ actor: enters, now: at(day) }, enterValue, value);
      if (accepted) byDay.set(day, [...(byDay.get(day) ?? []), id]);
    }
    for (const [day, ids] of byDay)
      await this.#cast.do({ actor: accepts, now: at(day, '15:00:00') }, acceptEntered, { ids });
    await this.#cast.do({ actor: enters, now: at('2026-04-28', '17:30:00') }, closeRound, { period: '2025' });
  }
}
