/** The first day of the demonstration. */
export const SINCE = '2023-01-01';

/** An instant of the demonstration's own past. */
export const at = (day: string, time = '10:00:00'): Date => new Date(`${day}T${time}+08:00`);
