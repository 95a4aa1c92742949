/** Promises log lines as JSON that never hold a mobile number, a resident number or a credential, whoever wrote them. */
import pino, { type DestinationStream, type Logger } from 'pino';
import { sqlState, violatedConstraint } from '../database/failure';

export type Log = Logger;

const masked: readonly (readonly [RegExp, string])[] = [
  [/\bBearer\s+[A-Za-z0-9._~+/=-]+/gi, 'Bearer [masked]'],
  [/\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?/g, '[masked token]'],
  [/\blk_[A-Za-z0-9_-]{6,}/g, '[masked key]'],
  [/(?<!\d)\d{6}[ -]?(?:19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx](?!\d)/g, '[masked resident number]'],
  [/(?<!\d)\d{17}[\dXx](?!\d)/g, '[masked resident number]'],
  [/(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g, '[masked mobile number]'],
];

/** The line without what nobody may read in a log. */
export function scrub(line: string): string {
  return masked.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}

export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    // The last thing that happens to a line: no serializer, child or message can go round it.
    hooks: { streamWrite: scrub },
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * A failure as the log may keep it. What the database says can quote a row or a parameter, so of its errors only the
 * state, the names of constraint and table, and the places in the code are kept.
 */
export function describeFailure(failure: unknown): Record<string, unknown> {
  if (!(failure instanceof Error)) return { type: typeof failure };
  const places = (failure.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 20)
    .map((line) => line.trim());
  const driver = (failure as { driverError?: { table?: string; column?: string } }).driverError;
  const state = sqlState(failure);
  if (driver !== undefined || /^[0-9A-Z]{5}$/.test(state ?? ''))
    return {
      type: failure.name,
      sqlState: state,
      constraint: violatedConstraint(failure),
      table: driver?.table,
      column: driver?.column,
      places,
    };
  return { type: failure.name, message: failure.message.slice(0, 500), places };
}
