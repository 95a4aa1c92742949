/**
 * Promises the proof that one seed gives one sample: `npm run prove:sample`. Loads it once undisturbed, and once for each of --kills=200,1800,4200
 * with a server that is killed with -9 when the trail has so many lines, and another that goes on; fails when one database says other
 * things than the first, but for contact cards and refused claims, and shows where. Ids made by the server are numbered, sealed texts opened (test/stage/canonical-dump.ts).
 */
import { createHash } from 'node:crypto';
import { startApp } from '../../../server/app';
import { readConfig } from '../../../server/config';
import { canonicalDump } from '../../stage/canonical-dump';
import { startStageCluster } from '../../stage/cluster';
import { createTestDatabase, type TestDatabase } from '../../stage/database';
import { killWhileStarting } from '../../stage/process';
import { linesOfTrail, sampleEnvironment, sampleRing } from '../../stage/sample';

const print = (line: string) => process.stdout.write(`${line}\n`);
const kills = (process.argv.find((one) => one.startsWith('--kills='))?.slice(8) ?? '200,1800,4200')
  .split(',')
  .map(Number);
const shown = 20;
const width = 300;
/** Who goes on issues other cards, since a code is told once, and asks again for claims that were refused, which is kept each time. */
const isOfBoth = (line: string) =>
  /^contact_card |^audit_line .* operation=issueContactCard |^event .* type=ContactCard/.test(line) ||
  /^decision .* kind=CLAIM .*"matched": false/.test(line);

/** A database of its own with the sample; killed once on the way when it says so. */
async function load(killedAt: number | undefined): Promise<string[]> {
  const database = await createTestDatabase();
  const environment = sampleEnvironment();
  const begun = performance.now();
  if (killedAt !== undefined) await killAt(database, environment, killedAt);
  const app = await startApp(readConfig(environment), { databaseUrl: database.url, report: () => undefined });
  await app.close();
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  const lines = await canonicalDump(database.url, sampleRing, isOfBoth);
  await database.drop();
  const digest = createHash('sha256').update(lines.join('\n')).digest('hex');
  const way =
    killedAt === undefined ? 'undisturbed' : `killed with -9 at line ${killedAt} of the trail and begun again`;
  print(`${way}: ${seconds} s, ${lines.length} rows, SHA-256 ${digest}`);
  return lines;
}

async function killAt(database: TestDatabase, environment: NodeJS.ProcessEnv, lines: number): Promise<void> {
  const isTime = async () => (await linesOfTrail(database)) >= lines;
  await killWhileStarting({ ...environment, DATABASE_URL: database.url }, isTime);
}

/** Without their numbers: one line more moves those of all that follow. */
function tellDifference(expected: readonly string[], found: readonly string[]): boolean {
  const [wanted, there] = [expected, found].map((lines) => lines.map((line) => line.replaceAll(/#\d+/g, '#')));
  tellMissing('MISSING', wanted!, there!);
  tellMissing('ADDED', there!, wanted!);
  return expected.join('\n') !== found.join('\n');
}

function tellMissing(word: string, lines: readonly string[], others: readonly string[]): void {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  const missing = lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
  if (missing.length > 0) print(`${word} ${missing.length}`);
  for (const line of missing.slice(0, shown)) print(`  ${line.slice(0, width)}`);
}

async function main(): Promise<void> {
  const cluster = await startStageCluster();
  process.env.LINKAGE_TEST_CLUSTER = cluster.url;
  try {
    const undisturbed = await load(undefined);
    for (const killedAt of kills) if (tellDifference(undisturbed, await load(killedAt))) process.exitCode = 1;
  } finally {
    await cluster.stop();
  }
}

void main();
