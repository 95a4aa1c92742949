/** Promises the one way to jose: it is an ECMAScript module, so that CommonJS must import it at run time, once. */
import type * as Jose from 'jose' with { 'resolution-mode': 'import' };

let loaded: Promise<typeof Jose> | undefined;

export function jose(): Promise<typeof Jose> {
  loaded ??= import('jose');
  return loaded;
}

/** Clocks of servers may differ by so much. */
export const clockToleranceSeconds = 30;
