/** Promises everything that can be followed: each field of Subscription, with each thing of a small world that its arguments may name. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLField } from 'graphql';
import { globalId } from '../../schema/global-id';
import { AreaRepository } from '../../server/area/area.repository';
import { CaseRepository } from '../../server/casework/case.repository';
import type { Database } from '../../server/database/database';
import { DonationRepository } from '../../server/donation/donation.repository';
import type { EventType } from '../../server/event/event-type';
import { declareFeeds } from '../../server/live/declared-feeds';
import type { Feed } from '../../server/live/feed';
import { ProjectRepository } from '../../server/project/project.repository';

export const organisations: readonly string[] = [randomUUID(), randomUUID()];
export const accounts: readonly string[] = [randomUUID(), randomUUID(), randomUUID()];
export const areas = ['640104', '640104001', '640104002'];

/** What the arguments of subscriptions may name in this world, by their names. */
const named: Readonly<Record<string, readonly unknown[]>> = {
  organisationId: organisations.map((id) => globalId('Organisation', id)),
  accountId: accounts.map((id) => globalId('Account', id)),
  areaCode: areas,
  projectId: [globalId('CharityProject', randomUUID())],
  donationId: [globalId('Donation', randomUUID())],
};

/** A feed of one of its subjects. */
export interface Followable {
  readonly feed: Feed;
  readonly subject: unknown;
  readonly scopes: readonly string[];
  readonly types: readonly EventType[];
}

/** Every field of Subscription with everything that it may name; none is left out. */
export function everyFollowable(database: Database): Followable[] {
  const schema = buildSchema(readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8'));
  const [cases, donations, projects] = [new CaseRepository(), new DonationRepository(), new ProjectRepository()];
  const feeds = declareFeeds({ database, areas: new AreaRepository(), cases, donations, projects });
  return Object.values(schema.getSubscriptionType()!.getFields()).flatMap((field) => {
    const declared = feeds.find(field.name);
    if (!declared) throw new Error(`${field.name} is not declared as a feed.`);
    // Whether there is such a subject is asked once and says nothing of who hears what.
    const feed: Feed = { ...declared, find: undefined };
    const followables = argumentsOf(field).flatMap((given) => subjectOf(feed, given));
    if (followables.length === 0) throw new Error(`${field.name} can be followed with none of the arguments here.`);
    return followables;
  });
}

function argumentsOf(field: GraphQLField<unknown, unknown>): Record<string, unknown>[] {
  let all: Record<string, unknown>[] = [{}];
  for (const { name, type } of field.args) {
    if (name === 'after') continue;
    const values = named[name];
    if (!values) throw new Error(`${field.name}(${name}) names something that is not in this world: add it.`);
    const possible = String(type).endsWith('!') ? values : [undefined, ...values];
    all = all.flatMap((given) => possible.map((value) => ({ ...given, [name]: value })));
  }
  return all;
}

/** Nothing when the feed refuses these together. */
function subjectOf(feed: Feed, given: Record<string, unknown>): Followable[] {
  let subject: unknown;
  try {
    subject = feed.subject(given);
  } catch {
    return [];
  }
  return [{ feed, subject, ...feed.route(subject) }];
}
