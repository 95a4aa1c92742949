/** Promises what the product is for: each event concerns one of 330 scopes, and how many a second reach those concerned. */
import { median, rounded, type Cell } from '../table';
import { drive, endSide, startSide, type Round, type Side, type Variant } from './side';
import { keep, say, type Options } from './report';

export const scopes = 330;
export const membersOf = (options: Options) => Math.max(1, Math.floor(Math.max(...options.subscribers) / scopes));

const competitors: readonly Variant[] = ['ours', 'ours, 2 servers', 'idiomatic', 'mercurius'];

export async function benchSelective(options: Options): Promise<void> {
  const members = membersOf(options);
  say(`selective, ${scopes * members} subscribers`);
  const sides: Side[] = [];
  for (const variant of competitors)
    sides.push(await startSide(variant, { organisations: scopes, socketsOfEach: members, question: 'event' }));
  const measured = new Map<Variant, Round[]>(competitors.map((variant) => [variant, []]));
  const load = { inFlight: 16, organisations: scopes, seconds: options.seconds };
  for (let round = 0; round < options.rounds; round += 1)
    for (const side of sides) {
      const own = measured.get(side.variant)!;
      if (own.every(({ delivered }) => delivered === 1)) own.push(await drive(side, members, load));
    }
  for (const side of sides) await endSide(side);
  const rows = competitors.map((variant): Cell[] => {
    const own = measured.get(variant)!;
    const beside = (other: Variant) =>
      rounded(
        median(
          own.flatMap((round, index) => {
            const peer = measured.get(other)![index];
            return peer ? [round.eventsPerSecond / peer.eventsPerSecond] : [];
          }),
        ),
      );
    const finished = Math.min(...own.map(({ delivered }) => delivered));
    return [
      variant,
      rounded(median(own.map((round) => round.eventsPerSecond))),
      beside('idiomatic'),
      beside('mercurius'),
      finished === 1 ? 'all' : `${(finished * 100).toFixed(0)} %`,
    ];
  });
  const title = `Events that concern ${members} of ${scopes * members} subscribers`;
  const head = ['server', 'events/s', 'of idiomatic', 'of Mercurius', 'finished'];
  keep(options, 'selective', title, [{ head, rows }], {
    x: { label: 'round', scale: 'linear', from: 1 },
    y: { label: 'events per second', scale: 'log' },
    series: competitors.map((name) => ({
      name,
      points: measured.get(name)!.map((round, index) => [index + 1, round.eventsPerSecond] as const),
    })),
  });
}
