import { pino } from 'pino';

/**
 * One line of JSON an event. Callers give names, codes and counts, never a text that came from outside:
 * an error's message can quote a report, so only its class and code are kept.
 */
export const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });

/** The part of an error that is safe to write down. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : error.name;
}
