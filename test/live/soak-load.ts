/** Promises a mixed load that goes on until it is told to stop: needs and claims, subscriptions that come and go, break and resume. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { globalId } from '../../schema/global-id';
import { postGraphQL } from '../stage/server';
import { listen, type Listener } from './listener';
import type { Cast } from './soak-server';

export interface Counted {
  needs: number;
  claims: number;
  refusals: number;
  retried: number;
  deliveries: number;
  heard: number;
  /** Subscriptions begun, connections broken, cursors resumed from. */
  came: number;
  broken: number;
  resumed: number;
}

export interface Load {
  readonly counted: Counted;
  /** What nobody expected: the soak fails of any. */
  readonly failures: string[];
  stop(): Promise<void>;
}

const lanes = 2;
const steadyListeners = 60;
/** How often a mutation is sent that is told to come later. */
const patience = 50;

export async function startLoad(cast: Cast): Promise<Load> {
  const load = new MixedLoad(cast);
  await load.start();
  return load;
}

class MixedLoad implements Load {
  readonly counted: Counted = {
    needs: 0,
    claims: 0,
    refusals: 0,
    retried: 0,
    deliveries: 0,
    heard: 0,
    came: 0,
    broken: 0,
    resumed: 0,
  };
  readonly failures: string[] = [];
  private readonly steady: Listener[] = [];
  private readonly running: Promise<void>[] = [];
  private stopping = false;

  constructor(private readonly cast: Cast) {}

  async start(): Promise<void> {
    for (let index = 0; index < steadyListeners; index += 1) this.steady.push(await this.listener(index));
    const work = [
      ...Array.from({ length: lanes }, () => () => this.oneNeed()),
      () => this.oneBreak(),
      () => this.oneVisit(),
    ];
    for (const one of work) this.running.push(this.repeat(one));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running);
    for (const listener of this.steady) this.take(listener);
    await Promise.all(this.steady.map((listener) => listener.stop()));
  }

  private async repeat(work: () => Promise<void>): Promise<void> {
    while (!this.stopping)
      await work().catch((error: unknown) => this.failures.push(String((error as Error).stack ?? error)));
  }

  /** Drafted, verified, referred, claimed by one of two, confirmed, served, and confirmed by the household; or released. */
  private async oneNeed(): Promise<void> {
    const { adviser, households, organisations } = this.cast;
    const family = oneOf(households);
    const needId = randomUUID();
    const id = globalId('Need', needId);
    const kinds = { kind: 'NEED', serviceKind: 'CLEANING', origin: 'DAILY_VISIT', urgency: 'ROUTINE' };
    const cardText = '独居老人需要帮助打扫房间';
    await this.done(adviser.token, 'draftNeed', { needId, householdId: family.id, cardText, ...kinds });
    await this.done(adviser.token, 'verifyNeed', { needId: id });
    await this.done(adviser.token, 'referNeed', { needId: id });
    this.counted.needs += 1;
    const [one, other] = [oneOf(organisations), oneOf(organisations)];
    const tries = await Promise.all(
      [one, other].map(async (organisation) => {
        const claimId = randomUUID();
        const input = { claimId, needId: id, organisationId: organisation.id };
        const told = await this.told(organisation.token, 'claimNeed', input);
        return { organisation, claimId: globalId('Claim', claimId), told };
      }),
    );
    const winners = tries.filter(({ told }) => told === 'Claim');
    this.counted.refusals += tries.length - winners.length;
    if (winners.length !== 1) throw new Error(`${winners.length} claims of one need`);
    const { organisation, claimId } = winners[0]!;
    this.counted.claims += 1;
    if (this.counted.claims % 5 === 0) {
      await this.done(organisation.token, 'releaseClaim', { commandId: randomUUID(), claimId, reason: 'NO_CAPACITY' });
      await this.done(adviser.token, 'withdrawNeed', { needId: id, reason: 'MET_OTHERWISE' });
      return;
    }
    await this.done(organisation.token, 'confirmClaim', { commandId: randomUUID(), claimId });
    await this.done(organisation.token, 'reportDelivery', { commandId: randomUUID(), claimId, quantityDelivered: 1 });
    await this.done(undefined, 'confirmDelivery', { commandId: randomUUID(), claimId, cardCode: family.cardCode });
    this.counted.deliveries += 1;
    await pause(100);
  }

  /** A connection breaks; the client comes back after its last event. */
  private async oneBreak(): Promise<void> {
    const listener = oneOf(this.steady);
    this.take(listener);
    if (listener.breakOff()) this.counted.broken += 1;
    await pause(200);
  }

  /** Somebody comes with a cursor of before, reads what was missed, and leaves. */
  private async oneVisit(): Promise<void> {
    const after = await this.position();
    await pause(300);
    const visitor = await this.listener(this.counted.came, after);
    this.counted.resumed += 1;
    await pause(200);
    this.take(visitor);
    await visitor.stop();
  }

  private async listener(index: number, after?: string): Promise<Listener> {
    const { adviser, organisations, url } = this.cast;
    const socketUrl = `${url.replace('http', 'ws')}/graphql`;
    const organisation = organisations[index % organisations.length]!;
    this.counted.came += 1;
    // One in ten follows the district, with a field that is read for each event.
    if (index % 10 === 0) return listen({ url: socketUrl, token: adviser.token, areaCode: adviser.areaCode, after });
    const { token, organisationId } = organisation;
    return listen({ url: socketUrl, token, organisationId, after, fields: 'need { id status }' });
  }

  private async position(): Promise<string> {
    return (await this.ask(this.cast.adviser.token, '{ feedPosition }', {})).feedPosition as string;
  }

  /** Counts what a listener has heard, and lets go of it: this process is to stay flat too. */
  private take(listener: Listener): void {
    this.counted.heard += listener.heard.splice(0).length;
    for (const failure of listener.failures.splice(0)) this.failures.push(JSON.stringify(failure));
    listener.closed.splice(0);
  }

  private async done(token: string | undefined, mutation: string, input: object): Promise<void> {
    const told = await this.told(token, mutation, input);
    if (told === undefined || !['Need', 'Claim'].includes(told)) throw new Error(`${mutation}: ${told}`);
  }

  /** The name of the type that a mutation answers with. */
  private async told(token: string | undefined, mutation: string, input: object): Promise<string | undefined> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`;
    return (await this.ask(token, query, { input }))[mutation].__typename as string;
  }

  private async ask(token: string | undefined, query: string, variables: Record<string, unknown>): Promise<any> {
    for (let attempt = 1; ; attempt += 1) {
      const { data, errors } = await postGraphQL(this.cast.url, query, variables, token);
      if (!errors) return data;
      // A busy machine says "later"; the ids are kept, so that nothing is done twice.
      if (errors[0]!.extensions.code !== 'RETRYABLE' || attempt === patience)
        throw new Error(`${query}: ${JSON.stringify(errors)}`);
      this.counted.retried += 1;
      await pause(200);
    }
  }
}

function oneOf<Thing>(things: readonly Thing[]): Thing {
  return things[Math.floor(Math.random() * things.length)]!;
}
