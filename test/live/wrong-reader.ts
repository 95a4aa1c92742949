/** Promises readers of two well-known wrong schemes, and to tell what they have passed over for good. */
import { setTimeout as pause } from 'node:timers/promises';
import { Client as Postgres } from 'pg';

export interface WrongReader {
  /** Whether its cursor stands at or beyond a position: it never looks before it again. */
  hasPassed(position: string): boolean;
  /** How many of the events stand at or before its cursor without having been read. */
  passedOver(events: readonly { readonly id: string; readonly position: string }[]): number;
  stop(): Promise<void>;
}

const pageSize = 1_000;

/** Reads `position > cursor`: of all that is committed, or of what stands below the xmin of its snapshot. */
export async function startWrongReader(url: string, scheme: 'sequence' | 'below xmin'): Promise<WrongReader> {
  const client = new Postgres({ connectionString: url });
  await client.connect();
  const seen = new Set<string>();
  let cursor = '0';
  let stopping = false;
  const condition = scheme === 'below xmin' ? 'AND transaction < pg_snapshot_xmin(pg_current_snapshot())' : '';
  const hasPassed = (position: string) => BigInt(position) <= BigInt(cursor);
  const look = async () => {
    const { rows } = await client.query<{ id: string; position: string }>(
      `SELECT subject_id AS id, position::text FROM event WHERE position > $1 ${condition} ORDER BY event.position LIMIT ${pageSize}`,
      [cursor],
    );
    for (const row of rows) seen.add(row.id);
    cursor = rows.at(-1)?.position ?? cursor;
    return rows.length;
  };
  const running = (async () => {
    while (!stopping) if ((await look()) < pageSize) await pause(2);
  })();
  return {
    hasPassed,
    passedOver: (events) => events.filter(({ id, position }) => hasPassed(position) && !seen.has(id)).length,
    stop: async () => {
      stopping = true;
      await running;
      await client.end();
    },
  };
}
