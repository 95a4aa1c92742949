/**
 * Promises a world for the property of scopes: all feeds of the product, what may be published, granted and taken away in it, and what
 * each of its readers is meant to hear, which is worked out from what happened and not by the code that delivers it.
 */
import { randomUUID } from 'node:crypto';
import { areaRoles, organisationRoles, Role } from '../../schema/identity/role';
import type { Database, Statements } from '../../server/database/database';
import { accountScope } from '../../server/event/audience';
import type { EventType } from '../../server/event/event-type';
import type { RecordedEvent } from '../../server/event/outbox';
import type { Actor, RoleHeld } from '../../server/identity/actor';
import { LiveHub } from '../../server/live/hub';
import { LiveService } from '../../server/live/live.service';
import { until } from '../event/writing';
import { accounts, areas, organisations, type Followable } from './followable';
import { turns } from './hub-stage';
import { Reader, renderSubjects } from './reader';
import { StagedStream } from './staged-stream';

export const roles: readonly RoleHeld[] = [
  ...organisationRoles.flatMap((role) => organisations.map((organisationId) => ({ role, organisationId }))),
  ...areaRoles.flatMap((role) => areas.map((areaCode) => ({ role, areaCode }))),
  { role: Role.AUDITOR },
];

export type Scheme = 'ours' | 'deaf' | 'forgetful' | 'unaddressed' | 'untyped';

/** Does not hear of what changes authority. */
class DeafHub extends LiveHub {
  override emit(): boolean {
    return false;
  }
}

/** Which part of the question the past is asked without, by the number of the parameter. */
const unasked: Partial<Record<Scheme, number>> = { unaddressed: 4, untyped: 5 };

interface Held {
  readonly reader: Reader;
  readonly account: number;
  readonly session: number;
  readonly followable: Followable;
  readonly from: number;
  /** How many events there were when it might no longer hear any; with the authority of then it may hear no later one. */
  lostAt?: number;
}

interface Published {
  readonly id: string;
  readonly cursor: string;
  readonly audience: readonly string[];
  readonly type: EventType;
}

/** Where worlds keep their events one after the other, in one order. */
export interface Ground {
  readonly database: Database;
  readonly epoch: string;
  readonly followables: readonly Followable[];
  end: number;
}

/** Who holds what now, and everything that was published and followed: the truth to compare with. */
export class World {
  private readonly stream: StagedStream;
  private readonly live: LiveService;
  private readonly granted = new Set<string>();
  private readonly suspended = new Set<number>();
  private readonly sessions = accounts.map(() => 0);
  private readonly published: Published[] = [];
  private readonly followed: Held[] = [];

  /** One that remembers few events asks PostgreSQL for the others. */
  constructor(
    private readonly ground: Ground,
    private readonly scheme: Scheme,
    private readonly remembersAll: boolean,
  ) {
    const { database, epoch, end } = ground;
    this.stream = new StagedStream({ epoch, from: end, ringSize: remembersAll ? undefined : 3 });
    const Hub = scheme === 'deaf' ? DeafHub : LiveHub;
    const options = { pageSize: 3, eventsAtOnce: 2, gatherMilliseconds: 0, pauseMilliseconds: 0 };
    this.live = new LiveService(database, new Hub(this.stream, this.asking(database), options));
  }

  async publish(audience: readonly string[], type: EventType): Promise<void> {
    const id = randomUUID();
    const { cursor } = await this.tell(audience, type, id);
    this.published.push({ id, cursor, audience, type });
  }

  async follow(account: number, followable: Followable, back: number): Promise<void> {
    const from = Math.max(0, this.published.length - back);
    const { feed, subject } = followable;
    const reader = new Reader(100);
    const allowed = this.mayFollow(account, followable);
    const session = this.sessions[account]!;
    const stop = await this.live
      .follow(feed, subject, {
        actor: this.actor(account),
        reread: async () => {
          await new Promise((resolve) => setImmediate(resolve));
          return session === this.sessions[account] ? this.actor(account) : undefined;
        },
        outlet: reader,
        after: this.published[from - 1]?.cursor ?? this.stream.beginning,
        question: this.scheme === 'forgetful' ? 'the same for all' : `${feed.field} ${JSON.stringify(subject)}`,
        renderFor: () => renderSubjects,
      })
      .catch(() => undefined);
    expect([feed.field, stop !== undefined]).toEqual([feed.field, allowed]);
    if (stop) this.followed.push({ reader, account, session, followable, from });
  }

  /** As above, by the first who may or who can be given a role for it. */
  async enter(first: number, followable: Followable, back: number): Promise<void> {
    for (const [later] of accounts.entries()) {
      const account = (first + later) % accounts.length;
      const suffices = (held: RoleHeld) =>
        followable.feed.mayFollow(this.actorWith(account, [approved(held)]), followable.subject);
      const role = roles.findIndex(suffices);
      if (role < 0) continue;
      if (!this.mayFollow(account, followable)) await this.grant(account, role);
      return this.follow(account, followable, back);
    }
  }

  /** Authority given back before anybody looked was never missed: what was taken away is let come to rest first. */
  async grant(account: number, role: number): Promise<void> {
    await settled();
    this.granted.add(`${account} ${role}`);
    await this.tellAccount(accounts[account]!, 'AuthorityChanged');
  }

  /** Takes away one of the roles that are held, when there is any. */
  async revoke(which: number): Promise<void> {
    const held = [...this.granted][which % Math.max(1, this.granted.size)];
    if (held === undefined) return;
    this.granted.delete(held);
    this.noteLosses();
    await this.tellAccount(accounts[Number(held.split(' ')[0])]!, 'AuthorityChanged');
  }

  /** Ends the session of an account; what it follows from now on it follows in a new one. */
  async signOut(account: number): Promise<void> {
    this.sessions[account]! += 1;
    this.noteLosses();
    await this.tellAccount(accounts[account]!, 'SessionRevoked');
  }

  async suspend(organisation: number): Promise<void> {
    this.suspended.add(organisation);
    this.noteLosses();
    await this.tell(['area:64'], 'OrganisationSuspended', organisations[organisation]!);
  }

  async reinstate(organisation: number): Promise<void> {
    await settled();
    this.suspended.delete(organisation);
    await this.tell(['area:64'], 'OrganisationApproved', organisations[organisation]!);
  }

  /** Lets what is under way come to rest, a page from PostgreSQL too. */
  async rest(): Promise<void> {
    await settled();
    if (this.remembersAll) return;
    await this.ground.database.query('SELECT 1');
    await settled();
  }

  async compare(): Promise<void> {
    this.ground.end = this.stream.head;
    const expected = this.followed.map((held) => this.meantFor(held));
    // Pages from PostgreSQL take their time; what a wrong scheme withholds is not waited for.
    const patience = this.scheme === 'ours' ? 15_000 : 200;
    const hasAll = ({ reader, lostAt }: Held, index: number) =>
      lostAt !== undefined || reader.endings.length > 0 || reader.seen.length >= expected[index]!.length;
    await until('all is read', () => this.followed.every(hasAll), patience).catch(() => undefined);
    for (let turn = 0; turn < 10; turn += 1) await settled();
    for (const [index, { reader, lostAt }] of this.followed.entries()) {
      const meant = expected[index]!;
      // Who lost its authority may have missed the end of what it was meant to hear, and heard nothing after it.
      expect(reader.seen).toEqual(lostAt === undefined ? meant : meant.slice(0, reader.seen.length));
      expect(reader.endings.map(({ socketCode }) => socketCode)).toEqual(lostAt === undefined ? [] : [4403]);
    }
  }

  /** How much one of those who followed has heard, in their order. */
  heardBy(which: number): number {
    return this.followed[which]!.reader.seen.length;
  }

  private meantFor({ followable: { scopes, types }, from, lostAt }: Held): string[] {
    return this.published
      .slice(from, lostAt)
      .filter(({ audience, type }) => audience.some((key) => scopes.includes(key)) && types.includes(type))
      .map(({ id }) => id);
  }

  private actor(account: number): Actor {
    const held = roles.flatMap((role, index) => {
      if (!this.granted.has(`${account} ${index}`)) return [];
      const isSuspended = this.suspended.has(organisations.indexOf(role.organisationId ?? ''));
      return [isSuspended ? { ...role, organisationStatus: 'SUSPENDED' } : approved(role)];
    });
    return this.actorWith(account, held);
  }

  private actorWith(account: number, held: readonly RoleHeld[]): Actor {
    const sessionId = `${account} ${this.sessions[account]}`;
    return { accountId: accounts[account]!, displayName: 'x', sessionId, roles: held };
  }

  private mayFollow(account: number, { feed, subject }: Followable): boolean {
    return feed.mayFollow(this.actor(account), subject);
  }

  private noteLosses(): void {
    for (const held of this.followed)
      if (held.session !== this.sessions[held.account] || !this.mayFollow(held.account, held.followable))
        held.lostAt ??= this.published.length;
  }

  private tellAccount(account: string, type: EventType): Promise<RecordedEvent> {
    return this.tell([accountScope(account)], type, account);
  }

  /** Who remembers all never asks for more. */
  private async tell(audience: readonly string[], type: EventType, subjectId: string): Promise<RecordedEvent> {
    if (!this.remembersAll)
      await this.ground.database.query(
        `INSERT INTO event (transaction, position, type, subject_id, audience) OVERRIDING SYSTEM VALUE
         VALUES ('1', $1, $2, $3, $4)`,
        [this.stream.head + 1, type, subjectId, audience],
      );
    return this.stream.publishAll([{ audience: [...audience], type, subjectId }])[0]!;
  }

  private asking(database: Database): Statements {
    const left = unasked[this.scheme];
    if (left === undefined) return database;
    const without = (sql: string, given: readonly unknown[]) =>
      sql.includes('event.readAfter') ? given.map((value, index) => (index === left - 1 ? null : value)) : given;
    return { query: (sql, given = []) => database.query(sql, without(sql, given)) };
  }
}

function approved(role: RoleHeld): RoleHeld {
  return role.organisationId === undefined ? role : { ...role, organisationStatus: 'APPROVED' };
}

/** A turn of the hub takes one turn of the process; a few later everything has come to rest. */
const settled = () => turns(14);
