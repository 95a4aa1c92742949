/** Promises the only SQL for calendar feeds. */
import type { Statements, Transaction } from '../database/database';
import type { CalendarFeedEntity } from './calendar-feed.entity';

const columns = 'id, account_id AS "accountId", issued_at AS "issuedAt", revoked_at AS "revokedAt"';

export class CalendarFeedRepository {
  async findFeed(statements: Statements, id: string): Promise<CalendarFeedEntity | undefined> {
    const [row] = await statements.query<CalendarFeedEntity>(
      `/* calendarFeed.findFeed */ SELECT ${columns} FROM calendar_feed WHERE id = $1`,
      [id],
    );
    return row;
  }

  async insertFeed(tx: Transaction, id: string, accountId: string): Promise<void> {
    await tx.query('/* calendarFeed.insertFeed */ INSERT INTO calendar_feed (id, account_id) VALUES ($1, $2)', [
      id,
      accountId,
    ]);
  }

  async revokeFeed(tx: Transaction, id: string): Promise<void> {
    await tx.query(
      '/* calendarFeed.revokeFeed */ UPDATE calendar_feed SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1',
      [id],
    );
  }
}
