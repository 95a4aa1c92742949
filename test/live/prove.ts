/** Promises the long form of the proof, by `npm run prove:live`: prints what was counted, and fails when anything was lost. */
import { prove } from './proof';

const size = {
  servers: 3,
  kills: 12,
  socketKills: 1_000,
  events: 50_000,
  overlaps: 50,
  organisations: 6,
  listenersOfEach: 3,
  foreignMilliseconds: 4_000,
};

void prove(size, (line) => process.stdout.write(`${line}\n`)).then((proof) => {
  process.stdout.write(`${JSON.stringify(proof, null, 2)}\n`);
  const held = proof.lost + proof.twice + proof.outOfOrder + proof.failures === 0 && proof.events >= size.events;
  const struck = proof.killsWithin === size.kills && proof.socketKillsWithin >= size.socketKills;
  const wrongOnesLose = proof.lostBySequence >= size.overlaps && proof.lostByHalfRightFilter >= size.overlaps;
  process.exit(held && struck && wrongOnesLose ? 0 : 1);
});
