import type pg from 'pg';
import type { Words } from '@yuanheng/contract';
import type { Park } from '@yuanheng/park';
import { createZone } from '../app/load-park.ts';
import type { DemoSignIn } from '../kernel/http/request-context.ts';
import { playCarriers } from './carriers.ts';
import { Cast } from './cast.ts';
import { SINCE, at } from './days.ts';
import { QUARTERS, SEED } from './fate.ts';
import { moveSome } from './moves.ts';
import { makeNeighbour } from './neighbour.ts';
import { castEnterprises, castPeople, demonstrated } from './people.ts';
import { playQuarter } from './quarter.ts';
import { Random } from './random.ts';
import { enterValues } from './values.ts';

export interface DemoOptions {
  readonly pool: pg.Pool;
  readonly park: Park;
  readonly day: string;
  readonly enterprises: number;
  /** Told the share of the work that is done, 0–1. */
  readonly progress: (share: number, what: Words) => void;
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
    progress(0, { zh: '建园', en: 'making the zone' });
    const park = demonstrated(this.#options.park, count);
    const system = await createZone({
      pool,
      park,
      now: at(SINCE),
      demoDay: day,
      secondFactorRequired: false,
    });
    const signIns = await castPeople(cast, park, system);
    const enterprises = await castEnterprises(cast, count, system);
    for (const [i, code] of QUARTERS.entries()) {
      await moveSome(cast, this.#random, code);
      await playQuarter(cast, code);
      progress((i + 1) / (QUARTERS.length + 1), { zh: `${code} 报表`, en: `reports of ${code}` });
    }
    await enterValues(cast);
    await playCarriers(cast, park);
    await makeNeighbour({ pool, park: this.#options.park, day, seed: SEED + 1 });
    progress(1, { zh: '完成', en: 'done' });
    return [...signIns, ...enterprises];
  }
}
