import pino from 'pino';

export type Log = pino.Logger;

/** One JSON line per event on stderr; passwords and cookies never. */
export const openLog = (
  level = process.env.LOG_LEVEL ?? 'warn',
  to: pino.DestinationStream = pino.destination(2),
): Log => pino({ level, redact: ['password', '*.password', 'headers.cookie'] }, to);
