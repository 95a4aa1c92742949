/**
 * Promises the long form of the stalled client, by `npm run prove:stall`: prints what was measured, and fails when the server does not
 * hold, or when the same without its limits is not told apart. --readers=1000 --events=5000 --bursts=3
 */
import { startStageCluster } from '../stage/cluster';
import { stall, type Stall } from './stall';

const option = (name: string, otherwise: number) =>
  Number(process.argv.find((given) => given.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const size = { readers: option('readers', 1_000), eventsOfBurst: option('events', 5_000), bursts: option('bursts', 3) };
/** What the memory of a process may differ by from one burst to the next. */
const memoryShare = 1.1;

/** What is asked: half as late again at most; memory as before, but for what may wait for the one. */
function failures(shown: Stall): string[] {
  const memory = memoryShare * shown.rssMegabytesWithout + shown.limit / 2 ** 20;
  const asked: [boolean, string][] = [
    [shown.alive, 'the server answers'],
    [shown.heard === shown.expected, 'all others have every event'],
    [shown.mostBuffered <= shown.limit, 'what waits for the one stays within its limit'],
    [shown.rssMegabytesWith <= memory, `memory stays within ${Math.round(memory)} MB`],
    [shown.p99With <= 1.5 * shown.p99Without, 'the others hear at most half as late again'],
    [shown.wasCut, 'who does not read is cut'],
    [shown.resumed === shown.missed, 'it resumes without loss'],
  ];
  return asked.filter(([held]) => !held).map(([, what]) => what);
}

async function run(): Promise<number> {
  const cluster = await startStageCluster();
  process.env.LINKAGE_TEST_CLUSTER = cluster.url;
  try {
    const ours = await stall(size, 'ours');
    process.stdout.write(`ours ${JSON.stringify(ours, null, 2)}\n`);
    const wrong = await stall(size, 'unbounded');
    process.stdout.write(`without limits ${JSON.stringify(wrong, null, 2)}\n`);
    const failed = failures(ours);
    for (const what of failed) process.stdout.write(`does not hold: ${what}\n`);
    const isTold = wrong.mostBuffered > 4 * wrong.limit;
    if (!isTold) process.stdout.write('the server without limits was not told apart\n');
    return failed.length === 0 && isTold ? 0 : 1;
  } finally {
    await cluster.stop();
  }
}

void run().then((code) => process.exit(code));
