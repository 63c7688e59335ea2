import type pg from 'pg';

/** Counts what goes to the database and comes back; several statements in one message are one trip. */
export class Trips {
  #texts: string[] = [];
  #values: unknown[][] = [];

  /** Must be called before the pool opens its first connection. */
  static of(pool: pg.Pool): Trips {
    const trips = new Trips();
    pool.on('connect', (client) => {
      const query = client.query.bind(client) as (...given: unknown[]) => unknown;
      const counted = (...given: unknown[]) => {
        trips.#note(given[0]);
        return query(...given);
      };
      client.query = counted as typeof client.query;
    });
    return trips;
  }

  /** What one piece of work sent: the number of trips, and the parameters of those whose text matches. */
  async during(
    work: () => Promise<unknown>,
    wanted: RegExp,
  ): Promise<{ trips: number; matching: unknown[][] }> {
    [this.#texts, this.#values] = [[], []];
    await work();
    const matching = this.#values.filter((_, i) => wanted.test(this.#texts[i] ?? ''));
    return { trips: this.#texts.length, matching };
  }

  #note(sent: unknown): void {
    const { text, values } =
      typeof sent === 'string'
        ? { text: sent, values: [] }
        : (sent as { readonly text: string; readonly values?: unknown[] });
    this.#texts.push(text);
    this.#values.push(values ?? []);
  }
}
