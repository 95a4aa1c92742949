/** Promises that what contradicts itself in donations is named: their books against their rows. */
import type { Statements } from '../database/database';
import { contradictionsOfLedger, contradictionsOfWholes, type Contradiction } from '../ledger/contradictions';

/** What was promised or received in all, by the holding that it is: the money of donations, and lots. */
export interface Wholes {
  readonly money: ReadonlyMap<string, bigint>;
  readonly lots: ReadonlyMap<string, bigint>;
}

export async function wholesOfDonations(statements: Statements): Promise<Wholes> {
  const money = await statements.query<{ id: string; whole: bigint }>(
    `/* donation.wholesOfMoney */
     SELECT id, CASE WHEN status = 'WITHDRAWN' THEN 0 ELSE money_fen END::bigint AS whole FROM donation WHERE form = 'MONEY'`,
  );
  const lots = await statements.query<{ id: string; whole: bigint }>(
    `/* donation.wholesOfLots */
     SELECT l.id, CASE WHEN d.status = 'WITHDRAWN' OR l.withdrawn_at IS NOT NULL THEN 0 ELSE l.quantity END::bigint AS whole
       FROM donation_lot l JOIN donation d ON d.id = l.donation_id`,
  );
  const wholes = (rows: { id: string; whole: bigint }[]) => new Map(rows.map((row) => [row.id, row.whole]));
  return { money: wholes(money), lots: wholes(lots) };
}

/** All contradictions of ledger and donations; none when all is well. */
export async function contradictionsOfDonations(statements: Statements, wholes: Wholes): Promise<Contradiction[]> {
  return [
    ...(await contradictionsOfLedger(statements)),
    ...(await contradictionsOfWholes(statements, 'MONEY', wholes.money)),
    ...(await contradictionsOfWholes(statements, 'LOT', wholes.lots)),
  ];
}
