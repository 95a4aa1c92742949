/**
 * Promises the figures of live delivery beside raw sockets and peers, in interleaved rounds of one run: `npm run bench:live`.
 * --subscribers=1000,5000,10000 --rounds=3 --seconds=3 --only=fanout,selective,latency,writing,storm --write
 */
import { Child } from './protocol';
import { benchFanOut } from './fan-out';
import { benchLatency } from './latency';
import { readOptions, type Options, type Part } from './report';
import { benchSelective } from './selective';
import { benchStorm } from './storm';
import { benchWriting } from './writing';

const benches: Readonly<Record<Part, (options: Options) => Promise<void>>> = {
  fanout: benchFanOut,
  selective: benchSelective,
  latency: benchLatency,
  writing: benchWriting,
  storm: benchStorm,
};

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  for (const part of options.only) await benches[part](options);
}

async function end(code: number): Promise<void> {
  await Child.endAll();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(130));
run().then(
  () => end(0),
  (error: unknown) => {
    process.stderr.write(`${String((error as Error).stack ?? error)}\n`);
    return end(1);
  },
);
