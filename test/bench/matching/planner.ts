/**
 * Promises what the planner takes beside a real PostgreSQL: a first publication, from a command's commit to the publication of
 * the changed plan, and the memory of the thread. The thread is the product's; commands go through the services of a server.
 */
import 'reflect-metadata';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 } from 'uuid';
import { Urgency } from '../../../schema/need/enums';
import { globalId } from '../../../schema/global-id';
import { ServiceKind } from '../../../schema/taxonomy/service-kind';
import { EventFollower } from '../../../server/event/follower';
import { PlannerHost } from '../../../server/plan/planner.host';
import { startStageCluster } from '../../stage/cluster';
import { household } from '../../stage/households';
import { referredNeed } from '../../stage/needs';
import { approvedOrganisation } from '../../stage/organisations';
import { people, type Person } from '../../stage/people';
import { startTestServer, type TestServer } from '../../stage/server';
import { seeded } from './instances';
import { markdownTable, rounded } from '../table';

const [needs, organisations, commands, coalesceMilliseconds] = [20_000, 500, 100, 200];
const kinds = [
  ServiceKind.CLEANING,
  ServiceKind.MEDICAL_SUPPORT,
  ServiceKind.EMPLOYMENT_SUPPORT,
  ServiceKind.EDUCATION_SUPPORT,
];
const patienceMilliseconds = 120_000;
const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);

export async function runPlannerBench(): Promise<void> {
  const cluster = await startStageCluster();
  process.env.LINKAGE_TEST_CLUSTER = cluster.url;
  const server = await startTestServer();
  try {
    const members = await fill(server);
    await measure(server, members);
  } finally {
    await server.close();
    await cluster.stop();
  }
}

/** Three quarters of the needs find a place; half of the offerings serve a street, a quarter each a community and the district. */
async function fill(server: TestServer): Promise<{ organisationId: string; member: Person }[]> {
  const next = seeded(1);
  const areas = await server.database.query<{ code: string }>(
    "SELECT code FROM area WHERE level = 'COMMUNITY' AND starts_with(code, '640104') ORDER BY code",
  );
  const pick = <Item>(items: readonly Item[]) => items[next(items.length)]!;
  const members: { organisationId: string; member: Person }[] = [];
  for (let number = 0; number < organisations; number += 1) {
    const { code } = pick(areas);
    const digits = pick([6, 9, 9, 12]);
    const { organisationId } = await approvedOrganisation(server, {
      offerings: [
        { serviceKind: kinds[number % kinds.length]!, areaCodes: [code.slice(0, digits)], capacityMaximum: 30 },
      ],
    });
    if (number < 8) members.push({ organisationId, member: await people(server).organisationMember(organisationId) });
  }
  const staged = await household(server, { areaCode: areas[0]!.code });
  await server.database.query(
    `INSERT INTO need (id, household_id, kind, service_kind, origin, urgency, card_text, area_code, restricted, status,
                       created_by, created_at, referred_at)
     SELECT gen_random_uuid(), $1, 'NEED', ($2::text[])[1 + number % cardinality($2::text[])], 'DAILY_VISIT',
            (ARRAY['ROUTINE','ROUTINE','ROUTINE','ROUTINE','ROUTINE','ROUTINE','ROUTINE','URGENT','URGENT','EMERGENCY'])[1 + number / 7 % 10],
            '打扫房间', ($3::text[])[1 + number * 7919 % cardinality($3::text[])], false, 'PUBLISHED', $4,
            now() - number % 800 * interval '1 hour', now() - number % 800 * interval '1 hour'
       FROM generate_series(1, $5) number`,
    [staged.householdId, kinds, areas.map(({ code }) => code), staged.adviser.accountId, needs],
  );
  await server.database.query('ANALYZE');
  return members;
}

async function measure(server: TestServer, members: { organisationId: string; member: Person }[]): Promise<void> {
  const { plans, database, claimingService } = server.app.composition;
  const before = process.memoryUsage().rss;
  let highest = 0;
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 50);
  const host = new PlannerHost({
    databaseUrl: database.url,
    threadFile: join(__dirname, '..', '..', '..', 'server', 'composition', 'planner-thread.js'),
    config: server.config,
    plans,
    options: { coalesceMilliseconds, checkMilliseconds: 3_600_000, memoryMegabytes: 2_048 },
  });
  const follower = new EventFollower({ url: database.url });
  let publications = 0;
  follower.on('events', (events) => (publications += events.filter(({ type }) => type === 'PlanChanged').length));
  await follower.start();
  const errors: unknown[] = [];
  const begun = performance.now();
  host.start({ info: () => undefined, error: (facts) => errors.push(facts) }, follower);
  await until(() => host.state.loadSeconds > 0 && publications === 1);
  const untilPublished = performance.now() - begun;
  const atRest = process.memoryUsage().rss;
  const first = (await plans.findNewest(database))!;

  const waits: { claim: number[]; refer: number[] } = { claim: [], refer: [] };
  let [refused, open] = [0, first.needsOpen];
  for (let number = 0; number < commands; number += 1) {
    const seen = publications;
    if (number % 2 === 0) await referredNeed(server, { serviceKind: kinds[number % 4], urgency: Urgency.URGENT });
    else if (!(await claimPlanned(server, claimingService, members[number % members.length]!))) {
      refused += 1;
      continue;
    }
    const committed = performance.now();
    await until(() => publications > seen);
    const waited = performance.now() - committed;
    const { needsOpen } = (await plans.findNewest(database))!;
    open += number % 2 === 0 ? 1 : -1;
    if (needsOpen !== open) throw new Error(`Published ${needsOpen} open needs, not the ${open} that there are.`);
    waits[number % 2 === 0 ? 'refer' : 'claim'].push(waited);
    // The next command finds a planner at rest.
    await pause(coalesceMilliseconds + 100);
  }
  clearInterval(watch);
  const newest = (await plans.findNewest(database))!;
  const cpu = process.cpuUsage();
  await host.stop();
  await follower.stop();
  process.stdout.write(
    `${needs} open needs, ${organisations} organisations; first plan: ${first.needsPlanned} of ${first.needsOpen} planned, optimal ${first.optimal}\n` +
      `after: version ${newest.version}, ${newest.needsOpen} open, optimal ${newest.optimal}; ${refused} claims refused, ${errors.length} failures\n` +
      `first publication: ${rounded(host.state.loadSeconds)} s from reading to offers, ${rounded(untilPublished / 1_000)} s with the thread's start and election\n` +
      `memory of the process: ${megabytes(before)} MB before, ${megabytes(atRest)} MB after the first publication, ${megabytes(highest)} MB at most\n` +
      `processor time of the whole run: ${rounded(cpu.user / 1e6)} s\n\n`,
  );
  const row = (name: string, values: number[]) => [name, values.length, ...[0.5, 0.99].map((part) => at(values, part))];
  const head = ['from commit to publication, coalesced over 200 ms', 'times', 'median ms', 'p99 ms'];
  process.stdout.write(
    `${markdownTable(head, [row('a need referred', waits.refer), row('a need claimed', waits.claim)])}\n`,
  );
}

/** Claims a planned need by its planned organisation. */
async function claimPlanned(
  server: TestServer,
  claiming: TestServer['app']['composition']['claimingService'],
  { organisationId, member }: { organisationId: string; member: Person },
): Promise<boolean> {
  const [line] = await server.database.query<{ id: string }>(
    'SELECT need_id AS id FROM plan_line WHERE organisation_id = $1 LIMIT 1',
    [organisationId],
  );
  if (!line) return false;
  const result = await claiming.claimNeed(member.actor, {
    claimId: v7(),
    needId: globalId('Need', line.id),
    organisationId: globalId('Organisation', organisationId),
  });
  return !('messageEn' in result);
}

function at(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}

async function until(reached: () => boolean): Promise<void> {
  for (const deadline = Date.now() + patienceMilliseconds; !reached(); await pause(1))
    if (Date.now() > deadline) throw new Error('The planner did not answer in two minutes.');
}
