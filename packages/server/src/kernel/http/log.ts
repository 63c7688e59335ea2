import pino from 'pino';

export type Log = pino.Logger;

/** One JSON line per event on stderr; passwords and cookies never. */
export const openLog = (level = process.env.LOG_LEVEL ?? 'warn'): Log =>
  pino({ level, redact: ['password', '*.password', 'headers.cookie'] }, pino.destination(2));
