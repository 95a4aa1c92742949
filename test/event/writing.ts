/** Promises hands for tests of the outbox: connections whose transactions are opened and ended one step at a time. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { append, type NewEvent } from '../../server/event/outbox';
import type { Database } from '../../server/database/database';

/** One connection with a transaction that a test drives by hand. */
export class Writer {
  private constructor(private readonly client: Client) {}

  static async connect(url: string): Promise<Writer> {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    return new Writer(client);
  }

  async begin(): Promise<void> {
    await this.client.query('BEGIN');
  }

  /** Takes the transaction's number now, before anything is written. */
  async number(): Promise<string> {
    return (await this.client.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id')).rows[0]!.id;
  }

  /** Writes one event; its subject names it in the test. */
  async write(subjectId: string = randomUUID(), audience = ['organisation:a']): Promise<string> {
    await this.client.query("INSERT INTO event (type, subject_id, audience) VALUES ('NeedReferred', $1, $2)", [
      subjectId,
      audience,
    ]);
    return subjectId;
  }

  async commit(): Promise<void> {
    await this.client.query('COMMIT');
  }

  async rollback(): Promise<void> {
    await this.client.query('ROLLBACK');
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

export function referred(scope: string, subjectId: string = randomUUID()): NewEvent {
  return { type: 'NeedReferred', subjectId, audience: [scope], payload: { needId: subjectId } };
}

/** Appends one event in a transaction of its own, as a service does. Returns its subject. */
export async function announce(database: Database, event: NewEvent): Promise<string> {
  await database.transaction((tx) => append(tx, event));
  return event.subjectId;
}

/** Waits for a condition, looking often, up to a deadline. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  milliseconds = 15_000,
): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Not within ${milliseconds} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
