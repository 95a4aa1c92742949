/** Shows authority in motion: what a subscriber may hear is decided by its authority at the moment of delivery. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Role } from '../../schema/identity/role';
import type { Fault } from '../../schema/fault';
import type { SharedPayload } from '../../server/context';
import type { Database } from '../../server/database/database';
import { accountScope, organisationScope } from '../../server/event/audience';
import type { Actor } from '../../server/identity/actor';
import { LiveHub } from '../../server/live/hub';
import { LiveService } from '../../server/live/live.service';
import type { Ending, Outlet } from '../../server/live/member';
import { organisationFeed } from '../../server/live/need-feeds';
import { until } from '../event/writing';
import { turns } from './hub-stage';
import { renderSubjects } from './reader';
import { StagedStream } from './staged-stream';

/** Who holds what now: the truth that a server would read from PostgreSQL. */
class Town {
  readonly memberships = new Set<string>();
  readonly suspended = new Set<string>();
  readonly signedOut = new Set<string>();
  reads = 0;

  actor(accountId: string): Actor | undefined {
    if (this.signedOut.has(accountId)) return undefined;
    const roles = [...this.memberships]
      .filter((membership) => membership.startsWith(`${accountId} `))
      .map((membership) => {
        const organisationId = membership.split(' ')[1]!;
        const organisationStatus = this.suspended.has(organisationId) ? 'SUSPENDED' : 'APPROVED';
        return { role: Role.ORGANISATION_MEMBER, organisationId, organisationStatus };
      });
    return { accountId, displayName: accountId, roles, sessionId: `session of ${accountId}` };
  }

  mayHear(accountId: string, organisationId: string): boolean {
    return (
      !this.signedOut.has(accountId) &&
      !this.suspended.has(organisationId) &&
      this.memberships.has(`${accountId} ${organisationId}`)
    );
  }
}

class Reader implements Outlet {
  readonly seen: string[] = [];
  readonly closed: number[] = [];
  fault?: Fault;

  write(payloads: readonly SharedPayload[]): boolean {
    this.seen.push(...payloads.map(({ text }) => JSON.parse(text) as string));
    return true;
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  end({ socketCode, fault }: Ending): void {
    this.closed.push(socketCode);
    this.fault = fault;
  }
}

function stage(town: Town) {
  const stream = new StagedStream();
  const nothing = { query: () => Promise.reject(new Error('PostgreSQL was asked.')) } as unknown as Database;
  const hub = new LiveHub(stream, nothing, { gatherMilliseconds: 0, pauseMilliseconds: 0 });
  const live = new LiveService(nothing, hub);
  const follow = async (accountId: string, organisationId: string, after?: string): Promise<Reader> => {
    const reader = new Reader();
    await live.follow(organisationFeed, organisationId, {
      actor: town.actor(accountId)!,
      reread: async () => {
        town.reads += 1;
        await new Promise((resolve) => setImmediate(resolve));
        return town.actor(accountId);
      },
      outlet: reader,
      after,
      question: organisationId,
      renderFor: () => renderSubjects,
    });
    return reader;
  };
  return { stream, hub, follow };
}

/** The staged credential takes one turn to read; a few turns later everything has come to rest. */
const settled = () => turns(12);

describe('authority in motion', () => {
  const [one, other] = [randomUUID(), randomUUID()];
  const [anna, boris] = [randomUUID(), randomUUID()];
  let town: Town;
  beforeEach(() => {
    town = new Town();
    for (const accountId of [anna, boris])
      for (const organisation of [one, other]) town.memberships.add(`${accountId} ${organisation}`);
  });

  test('49: given a role revoked, then the next event is not delivered, the socket closes with a code for reconnecting, colleagues go on', async () => {
    const { stream, follow } = stage(town);
    const [hers, his] = [await follow(anna, one), await follow(boris, one)];
    const [before] = stream.publish([organisationScope(one)]);
    await settled();
    town.memberships.delete(`${anna} ${one}`);
    stream.publishAll([
      { audience: [accountScope(anna)], type: 'AuthorityChanged', subjectId: anna },
      { audience: [organisationScope(one)] },
    ]);
    await settled();
    expect(hers).toMatchObject({
      seen: [before!.subjectId],
      closed: [4403],
      fault: { extensions: { code: 'FORBIDDEN' } },
    });
    expect({ seen: his.seen.length, closed: his.closed }).toEqual({ seen: 2, closed: [] });
  });

  test('49: given an organisation suspended, then the feeds of all its members end before the next event and those of others go on', async () => {
    const { stream, follow } = stage(town);
    const readers = [await follow(anna, one), await follow(boris, one), await follow(anna, other)];
    town.suspended.add(one);
    stream.publishAll([
      { audience: ['area:640104'], type: 'OrganisationSuspended', subjectId: one },
      { audience: [organisationScope(one), organisationScope(other)] },
    ]);
    await settled();
    expect(readers.map((reader) => [reader.seen.length, reader.closed])).toEqual([
      [0, [4403]],
      [0, [4403]],
      [1, []],
    ]);
    await expect(follow(anna, one)).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });

  test('49: given a session revoked and no event after it, then the feed ends all the same', async () => {
    const { stream, hub, follow } = stage(town);
    const reader = await follow(anna, one);
    town.signedOut.add(anna);
    stream.publishAll([{ audience: [accountScope(anna)], type: 'SessionRevoked' }]);
    await settled();
    expect(reader).toMatchObject({ seen: [], closed: [4403], fault: { extensions: { code: 'UNAUTHENTICATED' } } });
    expect(hub.subscriberCount).toBe(0);
  });

  test('48: given a credential that ends while it listens, then nothing is delivered after its end and the socket closes', async () => {
    const { stream, follow } = stage(town);
    const expiresAt = Math.ceil(Date.now() / 1_000) + 1;
    const actor = town.actor.bind(town);
    town.actor = (accountId) => ({ ...actor(accountId)!, expiresAt });
    const reader = await follow(anna, one);
    const [before] = stream.publish([organisationScope(one)]);
    await until('it is delivered', () => reader.seen.length === 1);
    await until('the credential has ended', () => Date.now() >= expiresAt * 1_000);
    stream.publish([organisationScope(one)]);
    await settled();
    expect(reader).toMatchObject({
      seen: [before!.subjectId],
      closed: [4403],
      fault: { extensions: { code: 'UNAUTHENTICATED' } },
    });
  });

  test('given an organisation of others, or none of that id, then both are the same NOT_FOUND', async () => {
    const { follow } = stage(town);
    town.memberships.delete(`${anna} ${other}`);
    const answers = await Promise.all(
      [other, randomUUID()].map((id) => follow(anna, id).catch((error: Fault) => error)),
    );
    expect(answers.map((answer) => (answer as Fault).extensions.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect((answers[0] as Fault).message).toBe((answers[1] as Fault).message);
  });

  test('given a thousand events and no change, then the actor is read once for all its feeds', async () => {
    const { stream, follow } = stage(town);
    const readers = [await follow(anna, one), await follow(anna, one)];
    for (let count = 0; count < 1_000; count += 1) {
      stream.publish([organisationScope(one)]);
      if (count % 100 === 0) await settled();
    }
    for (let turn = 0; turn < 300; turn += 1) await settled();
    expect(readers.map((reader) => reader.seen.length)).toEqual([1_000, 1_000]);
    expect(town.reads).toBe(1);
  });

  test('47: given random events, grants, revocations and suspensions, then nobody ever hears what it may not, and who keeps its authority hears all', async () => {
    const account = fc.constantFrom(anna, boris);
    const organisation = fc.constantFrom(one, other);
    const command = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          do: fc.constant('publish' as const),
          organisations: fc.uniqueArray(organisation, { minLength: 1 }),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constant('follow' as const), account, organisation, back: fc.nat(6) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constantFrom('grant' as const, 'revoke' as const), account, organisation }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constantFrom('suspend' as const, 'reinstate' as const), organisation }),
      },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 30 }), async (commands) => {
        town = new Town();
        for (const accountId of [anna, boris]) town.memberships.add(`${accountId} ${one}`);
        const { stream, follow } = stage(town);
        const needs: { id: string; cursor: string; organisations: string[] }[] = [];
        /** `lostAt`: how many needs had been published when the authority was lost; nothing after that may be heard. */
        const readers: { reader: Reader; accountId: string; organisationId: string; from: number; lostAt?: number }[] =
          [];
        const lose = (test: (held: { accountId: string; organisationId: string }) => boolean) => {
          for (const held of readers) if (test(held)) held.lostAt ??= needs.length;
        };
        for (const step of commands) {
          // Authority given back before anybody looked was never missed; that is another story.
          if (step.do === 'grant' || step.do === 'reinstate') await settled();
          if (step.do === 'publish') {
            const [event] = stream.publish(step.organisations.map(organisationScope));
            needs.push({ id: event!.subjectId, cursor: event!.cursor, organisations: step.organisations });
          } else if (step.do === 'follow') {
            const from = Math.max(0, needs.length - step.back);
            const allowed = town.mayHear(step.account, step.organisation);
            const reader = await follow(
              step.account,
              step.organisation,
              needs[from - 1]?.cursor ?? stream.beginning,
            ).catch(() => undefined);
            expect(reader !== undefined).toBe(allowed);
            if (reader) readers.push({ reader, accountId: step.account, organisationId: step.organisation, from });
          } else if (step.do === 'grant' || step.do === 'revoke') {
            town.memberships[step.do === 'grant' ? 'add' : 'delete'](`${step.account} ${step.organisation}`);
            stream.publishAll([
              { audience: [accountScope(step.account)], type: 'AuthorityChanged', subjectId: step.account },
            ]);
            if (step.do === 'revoke')
              lose((held) => held.accountId === step.account && held.organisationId === step.organisation);
          } else if (step.do === 'suspend' || step.do === 'reinstate') {
            town.suspended[step.do === 'suspend' ? 'add' : 'delete'](step.organisation);
            const type = step.do === 'suspend' ? ('OrganisationSuspended' as const) : ('OrganisationApproved' as const);
            stream.publishAll([
              { audience: [organisationScope(step.organisation)], type, subjectId: step.organisation },
            ]);
            if (step.do === 'suspend') lose((held) => held.organisationId === step.organisation);
          } else await settled();
        }
        for (let turn = 0; turn < 8; turn += 1) await settled();
        for (const { reader, organisationId, from, lostAt } of readers) {
          const meant = needs
            .slice(from, lostAt)
            .filter((need) => need.organisations.includes(organisationId))
            .map((need) => need.id);
          // Who lost its authority may have missed the end of what it was meant to hear, and heard nothing after it.
          expect(reader.seen).toEqual(lostAt === undefined ? meant : meant.slice(0, reader.seen.length));
          expect(reader.closed).toEqual(lostAt === undefined ? [] : [4403]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
