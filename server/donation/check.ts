/** Promises that what contradicts itself in donations is named: their books and their offerings against their rows. */
import type { Statements } from '../database/database';
import { contradictionsOfLedger, contradictionsOfWholes, type Contradiction } from '../ledger/contradictions';
import type { ServicePledge } from '../organisation/organisation.entity';
import { OrganisationRepository } from '../organisation/organisation.repository';

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
    ...(await contradictionsOfServices(statements)),
  ];
}

/** A gift of services and its offering say the same of it; and no offering says so that nobody gave. */
async function contradictionsOfServices(statements: Statements): Promise<Contradiction[]> {
  const given = await statements.query<{ id: string; offeringId: string; pledge: ServicePledge }>(
    `/* donation.services */
     SELECT id, offering_id AS "offeringId", CASE WHEN standing THEN 'STANDING' ELSE 'ONE_OFF' END AS pledge
       FROM donation WHERE form = 'SERVICE'`,
  );
  const offered = new Map<string, string>();
  for (const one of await new OrganisationRepository().listPledged(statements)) offered.set(one.id, one.pledge);
  const wrong = given.filter((one) => offered.get(one.offeringId) !== one.pledge).map((one) => one.id);
  const known = new Set(given.map((one) => one.offeringId));
  const nobodys = [...offered.keys()].filter((id) => !known.has(id));
  return [...wrong, ...nobodys].map((subjectId) => ({
    rule: 'a gift of services is what its offering says',
    subjectId,
  }));
}
