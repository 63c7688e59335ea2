/** China has one time zone and no summer time. */
const SHANGHAI_MS = 8 * 3_600_000;

/** The calendar day in Shanghai at an instant, ISO. */
export const dayOf = (instant: Date): string =>
  new Date(instant.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);

/**
 * The instants that zones live. A demonstration lives its own day at the real time of day and never goes back: in the
 * morning after, when the real time of day begins anew, it goes on from its last act by the millisecond, so that what
 * was known stays in order.
 */
export class ZoneClock {
  readonly #real: () => Date;
  readonly #latest: Map<string, Date>;

  /** `lastActs`: when something was last done, by zone. */
  constructor(real: () => Date, lastActs: ReadonlyMap<string, Date> = new Map()) {
    this.#real = real;
    this.#latest = new Map(lastActs);
  }

  real(): Date {
    return this.#real();
  }

  now(zoneId: string, demoDay: string | null): Date {
    const real = this.#real();
    if (demoDay === null) return real;
    const timeOfDay = new Date(real.getTime() + SHANGHAI_MS).toISOString().slice(11, 23);
    const now = this.#after(zoneId, demoDay, new Date(`${demoDay}T${timeOfDay}+08:00`));
    this.#latest.set(zoneId, now);
    return now;
  }

  /** A demonstration whose day was moved back lives the earlier day. */
  #after(zoneId: string, demoDay: string, now: Date): Date {
    const latest = this.#latest.get(zoneId);
    return latest && dayOf(latest) <= demoDay && now <= latest ? new Date(latest.getTime() + 1) : now;
  }
}
