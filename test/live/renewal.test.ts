/** Shows that who listens for hours is read again now and then: quietly while nothing is different, at once when something is. */
import { randomUUID } from 'node:crypto';
import { Fault } from '../../schema/fault';
import { Role } from '../../schema/identity/role';
import type { RecordedEvent } from '../../server/event/outbox';
import type { Actor } from '../../server/identity/actor';
import { Authorities, type AuthorityWatch, type Reread } from '../../server/live/authority';

const organisationId = randomUUID();
const member = (more: Partial<Actor> = {}): Actor => ({
  accountId: randomUUID(),
  displayName: '成员',
  sessionId: randomUUID(),
  roles: [{ role: Role.ORGANISATION_MEMBER, organisationId, organisationStatus: 'APPROVED' }],
  ...more,
});
const minutes = (count: number) => Date.now() + count * 60_000 + 1_000;

/** A subscription that was read once, and how often it was disturbed since. */
async function watched(authorities: Authorities, actor: Actor, reread: Reread) {
  const watch: AuthorityWatch = authorities.watch(actor, reread);
  let disturbed = 0;
  watch.onChange = () => (disturbed += 1);
  await watch.current();
  return { watch, disturbed: () => disturbed };
}

describe('who listens for long', () => {
  test('given a minute and no change, then each is read once more, few at a time, and no subscription is disturbed', async () => {
    const authorities = new Authorities();
    let [reads, atOnce, most] = [0, 0, 0];
    const listeners = await Promise.all(
      Array.from({ length: 50 }, () => {
        const actor = member();
        return watched(authorities, actor, async () => {
          reads += 1;
          atOnce += 1;
          most = Math.max(most, atOnce);
          await new Promise((resolve) => setImmediate(resolve));
          atOnce -= 1;
          return { ...actor, roles: [...actor.roles] };
        });
      }),
    );
    expect(reads).toBe(50);
    most = 0;
    await authorities.sweep(Date.now());
    expect(reads).toBe(50);
    await authorities.sweep(minutes(1));
    expect({ reads, most }).toEqual({ reads: 100, most: 2 });
    expect(listeners.map(({ disturbed }) => disturbed())).toEqual(Array(50).fill(0));
  });

  test.each<[string, (actor: Actor) => Actor | undefined]>([
    ['a credential that ended without an event', () => undefined],
    ['a role that is gone', (actor) => ({ ...actor, roles: [] })],
    [
      'an organisation in another state',
      (actor) => ({ ...actor, roles: [{ ...actor.roles[0]!, organisationStatus: 'SUSPENDED' }] }),
    ],
    ['another end of the credential', (actor) => ({ ...actor, expiresAt: 4_000_000_000 })],
  ])(
    '48: given %s, then its subscriptions are told at the next sweep and get the actor of now',
    async (_case, change) => {
      const authorities = new Authorities();
      const actor = member();
      let now: Actor | undefined = actor;
      const { watch, disturbed } = await watched(authorities, actor, async () => now);
      now = change(actor);
      await authorities.sweep(minutes(1));
      expect(disturbed()).toBe(1);
      expect(await watch.current()).toEqual(now);
    },
  );

  test('given a database that is away, then who listens goes on for another minute and not longer', async () => {
    const authorities = new Authorities();
    const actor = member();
    let isAway = false;
    const { watch, disturbed } = await watched(authorities, actor, async () => {
      if (isAway) throw new Fault('RETRYABLE', { zh: '请稍后', en: 'later' });
      return actor;
    });
    isAway = true;
    await authorities.sweep(minutes(1));
    expect(disturbed()).toBe(0);
    await authorities.sweep(minutes(2));
    expect(disturbed()).toBe(1);
    await expect(watch.current()).rejects.toMatchObject({ extensions: { code: 'RETRYABLE' } });
  });

  test('given a change that is told while the actor is being read again, then what was read before it does not count', async () => {
    const authorities = new Authorities();
    const actor = member();
    let release = () => undefined as void;
    let now: Actor | undefined = actor;
    let waits = false;
    const { watch, disturbed } = await watched(authorities, actor, async () => {
      const read = now;
      if (waits) await new Promise<void>((resolve) => (release = resolve));
      return read;
    });
    waits = true;
    const sweeping = authorities.sweep(minutes(1));
    await new Promise((resolve) => setImmediate(resolve));
    waits = false;
    now = undefined;
    authorities.passing({
      type: 'SessionRevoked',
      subjectId: actor.accountId,
      audience: [],
    } as unknown as RecordedEvent);
    release();
    await sweeping;
    expect(disturbed()).toBe(1);
    expect(await watch.current()).toBeUndefined();
  });
});
