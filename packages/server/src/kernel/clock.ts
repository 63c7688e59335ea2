/** China has one time zone and no summer time. */
const SHANGHAI_MS = 8 * 3_600_000;

/** The calendar day in Shanghai at an instant, ISO. */
export const dayOf = (instant: Date): string =>
  new Date(instant.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);

/** The instant as the zone lives it: in a demonstration its own day at the real time of day. */
export function zoneNow(real: Date, demoDay: string | null): Date {
  if (demoDay === null) return real;
  const timeOfDay = new Date(real.getTime() + SHANGHAI_MS).toISOString().slice(11, 23);
  return new Date(`${demoDay}T${timeOfDay}+08:00`);
}
