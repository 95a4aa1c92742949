/** Promises three ways to decide a claim over the product's own tables: its one statement, SKIP LOCKED in four, SERIALIZABLE. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { NeedStatus } from '../../../schema/need/enums';
import type { Transaction } from '../../../server/database/database';
import { AuditTrail } from '../../../server/audit/audit';
import { ClaimingRepository, isWithoutPlace } from '../../../server/claim/claiming.repository';
import { toldOfClaim } from '../../../server/claim/claiming.statement';
import { violatedConstraint } from '../../../server/database/failure';
import { areaChainScopes, organisationScope } from '../../../server/event/audience';
import { append, appending, type NewEvent } from '../../../server/event/outbox';
import { inGroups, Together } from '../../../server/database/together';
import { OrganisationRepository, type OfferingRow } from '../../../server/organisation/organisation.repository';
import type { Claimant } from './world';

/** Where all workers of a way go: one pool, and the same as the product's rooms take it. */
export interface Door {
  readonly pool: pg.Pool;
  readonly statements: Transaction;
}

/** Decides one claim; true when the organisation holds the need now. Every winner writes audit line and event. */
export type Way = (door: Door, needId: string, claimant: Claimant) => Promise<boolean>;

const audit = new AuditTrail(Buffer.alloc(32, 1));
const claiming = new ClaimingRepository();
const organisations = new OrganisationRepository();
/** As matching reads them. */
const offeringsOf = new Together<string, OfferingRow[]>(async (statements, ids) =>
  inGroups(await organisations.listOfferingsOf(statements, [...new Set(ids)]), ids, (row) => row.organisationId),
);

export function transactionOf(client: pg.Pool | pg.PoolClient): Transaction {
  return {
    wakeAfterCommit: () => undefined,
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
      (await client.query(sql, [...parameters])).rows as Row[],
  };
}

/** What every winner writes besides the claim; none writes the explanation. */
function about(claimId: string, needId: string, { organisationId, accountId }: Claimant) {
  const details = { needId, organisationId, quantity: 1 };
  const event: NewEvent = {
    type: 'NeedClaimed',
    subjectId: needId,
    audience: [organisationScope(organisationId), ...areaChainScopes('640104001001')],
    payload: { ...details, claimId, status: 'ACCEPTED', needStatus: 'CLAIMED' },
  };
  const line = { accountId, operation: 'claimNeed', subjectType: 'Claim', subjectId: claimId, details };
  return { line, details, event };
}

async function writeDown(tx: Transaction, claimId: string, needId: string, claimant: Claimant) {
  const { line, details, event } = about(claimId, needId, claimant);
  await audit.recordOnce(tx, line, claimId, details);
  await append(tx, event);
}

async function within(door: Door, begin: string, work: (client: pg.PoolClient) => Promise<boolean>): Promise<boolean> {
  const client = await door.pool.connect();
  try {
    await client.query(begin);
    const won = await work(client);
    await client.query(won ? 'COMMIT' : 'ROLLBACK');
    return won;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

/** As the product does it: look without a lock, at the need and then at the places, and try only if both are free. */
export const oneStatement: Way = async ({ statements }, needId, claimant) => {
  const { organisationId, accountId } = claimant;
  const situation = await claiming.findSituation(statements, needId, organisationId, accountId);
  if (situation?.needStatus !== NeedStatus.PUBLISHED) return false;
  const offerings = await offeringsOf.ask(statements, organisationId);
  return offerings.some((one) => one.capacityUsed < one.capacityMaximum) && take(statements, needId, claimant);
};

/** The claiming statement of the product, with audit line and event in it. */
const take = async (tx: Transaction, needId: string, claimant: Claimant): Promise<boolean> => {
  const claimId = randomUUID();
  const { line, details, event } = about(claimId, needId, claimant);
  const written = [
    audit.recording([{ line, commandId: claimId, input: details }]),
    appending(tx, [event], toldOfClaim),
  ];
  const wanted = { ...claimant, claimId, needId, quantity: 1, leaseMinutes: 60, route: 'POOL' } as const;
  try {
    return (await claiming.claimNeeds(tx, [wanted], written, 'AWAITED'))[0] !== undefined;
  } catch (error) {
    // Full, as the product takes it.
    if (isWithoutPlace(error) || violatedConstraint(error) === 'claims_never_exceed_capacity') return false;
    throw error;
  }
};

const insertClaim = `/* peer.insertClaim */ INSERT INTO claim (id, need_id, organisation_id, offering_id, quantity, status, lease_until, claimed_by)
  VALUES ($1, $2, $3, $4, 1, 'ACCEPTED', now() + interval '1 hour', $5)`;

/** What is often written: look for the unlocked row, look at the capacity, then change and insert. */
export const skipLocked: Way = (door, needId, claimant) =>
  within(door, 'BEGIN', async (client) => {
    const { organisationId, offeringId, accountId } = claimant;
    const need = await client.query(
      `/* peer.holdNeed */ SELECT id FROM need WHERE id = $1 AND status = 'PUBLISHED' FOR UPDATE SKIP LOCKED`,
      [needId],
    );
    if (need.rowCount === 0) return false;
    const place = await client.query(
      `/* peer.takePlace */ UPDATE service_offering SET capacity_used = capacity_used + 1, capacity_updated_at = now()
        WHERE id = $1 AND capacity_used < capacity_maximum RETURNING id`,
      [offeringId],
    );
    if (place.rowCount === 0) return false;
    await client.query(
      `/* peer.takeNeed */ UPDATE need SET status = 'CLAIMED', quantity_claimed = 1, status_since = now() WHERE id = $1`,
      [needId],
    );
    const claimId = randomUUID();
    await client.query(insertClaim, [claimId, needId, organisationId, offeringId, accountId]);
    await writeDown(transactionOf(client), claimId, needId, claimant);
    return true;
  });

/** Capacity counted from the claims themselves, safe by the isolation level alone; a failure is tried again. */
export const serializable: Way = async (door, needId, claimant) => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await within(door, 'BEGIN ISOLATION LEVEL SERIALIZABLE', async (client) => {
        const { organisationId, offeringId, accountId } = claimant;
        const free = await client.query(
          `/* peer.countPlaces */ SELECT 1 FROM service_offering o
            WHERE o.id = $1 AND o.capacity_maximum > (SELECT count(*) FROM claim c WHERE c.offering_id = o.id AND c.status = 'ACCEPTED')`,
          [offeringId],
        );
        if (free.rowCount === 0) return false;
        const need = await client.query(
          `/* peer.takeOpenNeed */ UPDATE need SET status = 'CLAIMED', quantity_claimed = 1, status_since = now()
            WHERE id = $1 AND status = 'PUBLISHED' RETURNING id`,
          [needId],
        );
        if (need.rowCount === 0) return false;
        const claimId = randomUUID();
        await client.query(insertClaim, [claimId, needId, organisationId, offeringId, accountId]);
        await writeDown(transactionOf(client), claimId, needId, claimant);
        return true;
      });
    } catch (error) {
      const { code } = error as { code?: string };
      if ((code !== '40001' && code !== '40P01') || attempt === 1_000) throw error;
    }
  }
};
