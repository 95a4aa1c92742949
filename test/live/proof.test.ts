/** Shows the proof of live delivery in its short form; the long one is `npm run prove:live`. */
import { prove } from './proof';

describe('servers that are killed under clients whose sockets break', () => {
  test('given overlapping transactions, rollbacks and a foreign transaction that stays open, then all have every event once, in one order, and both wrong schemes lose some', async () => {
    const proof = await prove({
      servers: 2,
      kills: 2,
      socketKills: 40,
      events: 3_000,
      overlaps: 4,
      organisations: 3,
      listenersOfEach: 2,
      foreignMilliseconds: 1_000,
    });
    expect(proof).toMatchObject({ lost: 0, twice: 0, outOfOrder: 0, failures: 0 });
    expect(proof).toMatchObject({ kills: 2, killsWithin: 2 });
    expect(proof.heard).toBe(proof.expected);
    expect(proof.events).toBeGreaterThanOrEqual(3_000);
    expect(proof.rolledBack).toBeGreaterThanOrEqual(300);
    expect(proof.socketKillsWithin).toBeGreaterThanOrEqual(40);
    expect(proof.lostBySequence).toBeGreaterThanOrEqual(4);
    expect(proof.lostByHalfRightFilter).toBeGreaterThanOrEqual(4);
  }, 240_000);
});
