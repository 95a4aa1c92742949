/** Promises where rooms above find how much of a holding is free: received, and neither set aside nor spent. */

/** `JOIN ${freeOfHolding} AS free ON free.holding_id = …`. */
export const freeOfHolding = `(SELECT holding_id, balance FROM ledger_balance WHERE book = 'RECEIVED' AND balance > 0)`;
