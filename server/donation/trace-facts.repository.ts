/** Promises what tracing asks of donations beyond their rows: for what they were given before, and which offering is whose gift. */
import type { Statements } from '../database/database';
import type { DonationUseChangeEntity } from './donation.entity';

export class TraceFactsRepository {
  /** How the use of donations changed, the oldest change first. */
  findUseChanges(
    statements: Statements,
    donationIds: readonly string[],
  ): Promise<Pick<DonationUseChangeEntity, 'donationId' | 'earlier' | 'recordedAt'>[]> {
    return statements.query(
      `/* donation.findUseChanges */
       SELECT donation_id AS "donationId", earlier, recorded_at AS "recordedAt" FROM donation_use_change
        WHERE donation_id = ANY ($1::uuid[]) ORDER BY recorded_at, id`,
      [donationIds],
    );
  }

  /** The gifts of services among offerings: donation by offering. */
  async findGifts(statements: Statements, offeringIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await statements.query<{ id: string; offeringId: string }>(
      `/* donation.findGifts */ SELECT id, offering_id AS "offeringId" FROM donation WHERE offering_id = ANY ($1::uuid[])`,
      [offeringIds],
    );
    return new Map(rows.map((row) => [row.offeringId, row.id]));
  }
}
