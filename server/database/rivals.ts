/** Promises one word for what a statement does about rows that others hold. */

/** AWAITED: it waits for who holds them. PASSED_OVER: it leaves them out, and waits for nobody. */
export type Rivals = 'AWAITED' | 'PASSED_OVER';

/** What stands behind the FOR ... of a statement. */
export function skipping(rivals: Rivals): '' | ' SKIP LOCKED' {
  return rivals === 'AWAITED' ? '' : ' SKIP LOCKED';
}
