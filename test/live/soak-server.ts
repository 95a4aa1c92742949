/** Promises the server of the soak in a process of its own: its people, its memory after a collection, its handles. */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { globalId } from '../../schema/global-id';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { organisationScope } from '../../server/event/audience';
import { comparePositions } from '../../server/event/cursor';
import { readState } from '../../server/event/outbox';
import { answering } from '../bench/live/protocol';
import { until } from '../event/writing';
import { startStageCluster, type StageCluster } from '../stage/cluster';
import { household } from '../stage/households';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

export interface Cast {
  readonly url: string;
  readonly adviser: { readonly token: string; readonly areaCode: string };
  readonly organisations: readonly { readonly organisationId: string; readonly id: string; readonly token: string }[];
  readonly households: readonly { readonly id: string; readonly cardCode: string }[];
}

export interface Measure {
  /** Of the process; heap after a full collection. */
  readonly heapBytes: number;
  readonly rssBytes: number;
  /** What keeps the process alive, without the sockets of clients, which come and go by design. */
  readonly handles: number;
  /** Open files and sockets, where the system tells. */
  readonly descriptors: number;
  readonly sockets: number;
  readonly subscribers: number;
  readonly groups: number;
  /** Events that the process remembers; up to a twentieth more than it must, so that it forgets in steps. */
  readonly remembered: number;
}

const areaCode = '640104';
/** The ring of a process is full before anything is measured, with events as large as those that take their place. */
const eventsBefore = 30_000;

let cluster: StageCluster | undefined;
let server: TestServer | undefined;

async function begin(details: { organisations: number; households: number }): Promise<Cast> {
  cluster = await startStageCluster();
  process.env.LINKAGE_TEST_CLUSTER = cluster.url;
  server = await startTestServer({ LINKAGE_ACCESS_TOKEN_MINUTES: '60' });
  const adviser = await people(server).adviser(areaCode);
  const organisations: Cast['organisations'][number][] = [];
  for (let index = 0; index < details.organisations; index += 1) {
    const offerings = [{ serviceKind: ServiceKind.CLEANING, areaCodes: [areaCode], capacityMaximum: 10_000 }];
    const { organisationId } = await approvedOrganisation(server, { offerings });
    const { token } = await people(server).organisationMember(organisationId);
    organisations.push({ organisationId, id: globalId('Organisation', organisationId), token });
  }
  const households: Cast['households'][number][] = [];
  for (let index = 0; index < details.households; index += 1)
    households.push(await household(server, { areaCode: '640104001002' }));
  await fillMemory(server);
  return { url: server.url, adviser: { token: adviser.token, areaCode }, organisations, households };
}

/** Events of the shape of a referral to a dozen organisations, addressed to nobody. */
async function fillMemory({ app, database }: TestServer): Promise<void> {
  const nobodies = Array.from({ length: 18 }, () => organisationScope(randomUUID()));
  await database.query(
    `INSERT INTO event (type, subject_id, audience, payload)
     SELECT 'NeedReferred', id, $1, jsonb_build_object('needId', id, 'organisationIds', $1::text[])
       FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $2::int)) made`,
    [nobodies, eventsBefore],
  );
  const { database: own, follower } = app.composition;
  const { head } = await readState(own);
  await until('the server has read them', () => comparePositions(follower.head, head) >= 0, 120_000);
}

function measure(): Measure {
  // Twice: what finalisers let go of goes with the second.
  for (let count = 0; count < 2; count += 1) (globalThis as { gc?: () => void }).gc?.();
  const { sockets } = server!.app.transport;
  const { follower, hub } = server!.app.composition;
  const clients = new Set(['TCPSocketWrap', 'TCPWRAP', 'TCPConnectWrap', 'Timeout', 'Immediate', 'FSReqCallback']);
  return {
    heapBytes: process.memoryUsage().heapUsed,
    rssBytes: process.memoryUsage.rss(),
    handles: process.getActiveResourcesInfo().filter((name) => !clients.has(name)).length,
    descriptors: openDescriptors() - sockets.size,
    sockets: sockets.size,
    subscribers: hub.subscriberCount,
    groups: hub.groupCount,
    remembered: follower.ring.length,
  };
}

function openDescriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return server!.app.transport.sockets.size;
  }
}

answering({ begin, measure }, async () => {
  await server?.close();
  await cluster?.stop();
});
