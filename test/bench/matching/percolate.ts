/** Promises how much faster the index answers than a scan and than PostgreSQL: medians of interleaved rounds, answers compared. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { NeedIndex } from '../../../server/matching/engine/percolate/need-index';
import { Percolator } from '../../../server/matching/engine/percolate/percolator';
import { scanMatches, scanNeeds } from '../../../server/matching/engine/percolate/scan';
import type { ClaimableNeed, StandingOffering } from '../../../server/matching/engine/percolate/standing';
import { secondRuleset } from '../../../server/matching/engine/ruleset';
import { median } from '../table';
import { designs, startPostgresPeer, type Design, type PostgresPeer } from './percolate-postgres';
import { ours, writeReport } from './percolate-table';
import { objectScan, TypedScan } from './percolate-scans';
import { City, moment, serviceKinds, type AskedNeed } from './percolate-world';

export interface PercolationRow {
  readonly predicates: number;
  readonly matches: number;
  /** Microseconds a need, medians over the rounds. */
  readonly wall: Readonly<Record<string, number>>;
  /** Of the processes that answer; of PostgreSQL the process of the connection alone, without the client. */
  readonly cpu: Readonly<Record<string, number>>;
  readonly buildSeconds: number;
  readonly p99: number;
  readonly updateMicroseconds: number;
  readonly megabytes: number;
  readonly arrayMegabytes: number;
}

export interface RankingRow {
  readonly organisation: string;
  readonly median: number;
  readonly p99: number;
  /** Of the process: a machine with other work on it takes whole milliseconds away from a wall clock. */
  readonly cpuP99: number;
  /** Of the plain scan that gave the same needs; not for those that take a scan half a minute. */
  readonly scan: number | undefined;
}

export interface PercolationReport {
  readonly percolation: readonly PercolationRow[];
  readonly ranking: readonly RankingRow[];
  readonly rankingMegabytes: number;
}

const sizes = [1_000, 10_000, 100_000];
const rounds = 7;
const now = () => Number(process.hrtime.bigint()) / 1_000;

export async function runPercolationBench(): Promise<PercolationReport> {
  const postgres = await startPostgresPeer();
  try {
    const percolation: PercolationRow[] = [];
    for (const size of sizes) percolation.push(await percolate(size, postgres));
    const { rows, megabytes } = rankNeeds(100_000);
    const report = { percolation, ranking: rows, rankingMegabytes: megabytes };
    writeReport(report);
    return report;
  } finally {
    await postgres.stop();
  }
}

interface Peer {
  readonly ask: (need: AskedNeed) => ArrayLike<number> | Promise<number[]>;
  readonly needs: number;
  /** CPU time used so far by who answers; our own process when left out. */
  readonly cpu?: () => number | undefined;
}

function ownMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

async function percolate(size: number, postgres: PostgresPeer): Promise<PercolationRow> {
  const city = new City(size);
  const offerings = Array.from({ length: size }, (_, id) => city.offering(id));
  const needs = Array.from({ length: 400 }, (_, id) => city.need(id));
  const before = heldBytes();
  const begun = now();
  const index = new Percolator<number>(secondRuleset);
  for (const offering of offerings) index.put(offering);
  const buildSeconds = (now() - begun) / 1_000_000;
  const megabytes = (heldBytes() - before) / 2 ** 20;
  const typed = new TypedScan(offerings);
  await postgres.load(offerings);
  /** How many needs a round asks of each, so that no round is much longer than another's. */
  const peers: Record<string, Peer> = {
    [ours]: { ask: (need) => index.matchSlots(need, need.consented), needs: 20_000 },
    'index, ids': { ask: (need) => index.match(need, need.consented), needs: 20_000 },
    'index, 20 best': {
      ask: (need) => index.best(need, 20, { moment, consents: need.consented }).map(({ id }) => id),
      needs: 8_000,
    },
    'typed scan': { ask: (need) => typed.match(need), needs: 100 },
    'object scan': { ask: (need) => objectScan(offerings, need), needs: 20 },
    'gates scan': { ask: (need) => scanMatches(need, offerings, need.consented), needs: 1 },
  };
  for (const design of Object.keys(designs) as Design[])
    peers[design] = {
      ask: (need) => postgres.match(design, need),
      needs: 200,
      cpu: () => postgres.backendMicroseconds(),
    };
  const matches = await compare(peers, needs, index);
  const wall: Record<string, number[]> = {};
  const cpu: Record<string, number[]> = {};
  const single: number[] = [];
  for (let round = 0; round < rounds; round++)
    for (const [name, peer] of Object.entries(peers)) {
      const asked = Array.from(
        { length: peer.needs },
        (_, place) => needs[(round * peer.needs + place) % needs.length]!,
      );
      const cpuOf = peer.cpu ?? ownMicroseconds;
      const [start, cpuStart] = [now(), cpuOf()];
      for (const need of asked) {
        const answer = peer.ask(need);
        // Only what is a promise is waited for: a turn of the event loop is no part of an index.
        if (answer instanceof Promise) await answer;
      }
      (wall[name] ??= []).push((now() - start) / asked.length);
      (cpu[name] ??= []).push(((cpuOf() ?? NaN) - (cpuStart ?? NaN)) / asked.length);
    }
  for (const need of [...needs, ...needs]) {
    const start = now();
    index.matchSlots(need, need.consented);
    single.push(now() - start);
  }
  return {
    predicates: size,
    matches,
    wall: Object.fromEntries(Object.entries(wall).map(([name, all]) => [name, median(all)])),
    // Ticks are too coarse for one round.
    cpu: Object.fromEntries(Object.entries(cpu).map(([name, all]) => [name, meanOf(all)])),
    p99: quantile(single, 0.99),
    buildSeconds,
    updateMicroseconds: updateTime(index, offerings),
    megabytes,
    arrayMegabytes: index.bytes / 2 ** 20,
  };
}

/** Every peer's answer is the same set, or the bench fails. Returns the mean number of matches. */
async function compare(
  peers: Record<string, Peer>,
  needs: readonly AskedNeed[],
  index: Percolator<number>,
): Promise<number> {
  let matches = 0;
  for (const [place, need] of needs.entries()) {
    const expected = text(Array.from(index.matchSlots(need, need.consented), (slot) => index.keyAt(slot)));
    matches += expected.length === 0 ? 0 : expected.split(' ').length;
    for (const [name, peer] of Object.entries(peers)) {
      if (name === ours || name === 'index, 20 best' || (name === 'gates scan' && place % 100 !== 0)) continue;
      if (text(await peer.ask(need)) !== expected) throw new Error(`${name} answers need ${need.id} otherwise`);
    }
  }
  return matches / needs.length;
}

function text(ids: ArrayLike<number>): string {
  return Array.from(ids)
    .sort((a, b) => a - b)
    .join(' ');
}

function updateTime(index: Percolator<number>, offerings: readonly StandingOffering<number>[]): number {
  const city = new City(7);
  const changed = Array.from({ length: 20_000 }, () => city.one(offerings)).map((offering) => ({
    ...offering,
    capacityUsed: city.below(20),
  }));
  const start = now();
  for (const offering of changed) index.put(offering);
  return (now() - start) / changed.length;
}

function rankNeeds(size: number): { rows: RankingRow[]; megabytes: number } {
  const city = new City(11);
  const needs: ClaimableNeed[] = Array.from({ length: size }, (_, id) => city.claimable(id));
  const before = heldBytes();
  const index = new NeedIndex(secondRuleset);
  for (const need of needs) index.put(need);
  const megabytes = (heldBytes() - before) / 2 ** 20;
  const organisations: Record<string, () => StandingOffering[]> = {
    '2 offerings, 3 streets': () => someOffers(city, 2, [city.street(), city.street(), city.street()]),
    '4 offerings, a district': () => someOffers(city, 4, [city.district()]),
    '6 offerings, the city': () => someOffers(city, 6, ['6401']),
    '18 offerings, the city': () => someOffers(city, 18, ['6401']),
  };
  const compared = new Set(Object.keys(organisations).slice(0, 2));
  const rows = Object.entries(organisations).map(([organisation, make]) => {
    const asked = Array.from({ length: 100 }, make);
    const times: number[] = [];
    const cpu: number[] = [];
    // A server that has just started interprets its first questions; that is measured nowhere here.
    for (const offerings of asked) index.bestFor(offerings, 50, { moment });
    for (let round = 0; round < rounds; round++)
      for (const offerings of asked) {
        const [start, cpuStart] = [now(), ownMicroseconds()];
        index.bestFor(offerings, 50, { moment });
        times.push(now() - start);
        cpu.push(ownMicroseconds() - cpuStart);
      }
    return {
      organisation,
      median: median(times),
      p99: quantile(times, 0.99),
      cpuP99: quantile(cpu, 0.99),
      scan: compared.has(organisation) ? scanTime(index, needs, asked[0]!) : undefined,
    };
  });
  return { rows, megabytes };
}

function scanTime(index: NeedIndex, needs: readonly ClaimableNeed[], offerings: readonly StandingOffering[]): number {
  const start = now();
  const expected = scanNeeds(offerings, needs, 50, { moment, ruleset: secondRuleset });
  const time = now() - start;
  if (JSON.stringify(index.bestFor(offerings, 50, { moment })) !== JSON.stringify(expected))
    throw new Error('the index of needs ranks otherwise than the scan');
  return time;
}

function someOffers(city: City, count: number, areaCodes: string[]): StandingOffering[] {
  const first = city.below(serviceKinds.length);
  return Array.from({ length: count }, (_, place) => ({
    ...city.offering(place),
    id: `offering ${place}`,
    organisationId: 'asking',
    organisationKind: 'SOCIAL_ORGANISATION',
    organisationStatus: 'APPROVED',
    withdrawn: false,
    serviceKind: serviceKinds[(first + place) % serviceKinds.length]!,
    areaCodes,
    capacityStatus: 'CAPACITY' as const,
    capacityUsed: 5,
  }));
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
