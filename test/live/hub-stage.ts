/** Promises a hub over a stream of events without a database, and turns of the process to wait for it. */
import type { Statements } from '../../server/database/database';
import { LiveHub, type HubOptions } from '../../server/live/hub';
import { StagedStream } from './staged-stream';

/** The ring holds everything here, so PostgreSQL is never asked. */
const noDatabase: Statements = { query: () => Promise.reject(new Error('The hub asked PostgreSQL.')) };

/** It waits for nobody unless told to. */
export function stageHub(options: HubOptions = {}): { stream: StagedStream; hub: LiveHub } {
  const stream = new StagedStream();
  return { stream, hub: new LiveHub(stream, noDatabase, { gatherMilliseconds: 0, pauseMilliseconds: 0, ...options }) };
}

/** Lets so many turns of the process pass. A turn of the hub takes one; a few later it has come to rest. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
