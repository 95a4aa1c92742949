/**
 * Shows that no event of one scope reaches another, whatever is published, granted and taken away, on every feed of the product, live, from
 * memory and from PostgreSQL; and that the same property tells four wrong schemes apart.
 */
import fc from 'fast-check';
import { Database } from '../../server/database/database';
import { entities } from '../../server/database/entities';
import { eventTypes } from '../../server/event/event-type';
import { readState } from '../../server/event/outbox';
import { until } from '../event/writing';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { accounts, everyFollowable, organisations, type Followable } from './followable';
import { roles, World, type Ground, type Scheme } from './scoped-world';

let arranged: TestDatabase;
let ground: Ground;
beforeAll(async () => {
  arranged = await createTestDatabase();
  const database = await new Database({ url: arranged.url, poolSize: 4, entities }).open();
  const { epoch } = await readState(database);
  ground = { database, epoch, followables: everyFollowable(database), end: 0 };
});
afterAll(async () => {
  await ground.database.close();
  await arranged.drop();
});

type Act = (world: World, few: readonly Followable[]) => Promise<void>;

/** What happens among a few of all that can be followed, so that it concerns somebody. */
interface Script {
  readonly few: readonly Followable[];
  readonly acts: readonly Act[];
  readonly remembersAll: boolean;
}

/** One of so many, all as likely. */
const oneOf = (count: number) => fc.constantFrom(...Array(count).keys());
const any = oneOf(60);
const among = (few: readonly Followable[], which: number) => few[which % few.length]!;

function act<Given>(
  given: fc.Arbitrary<Given>,
  does: (world: World, given: Given, few: readonly Followable[]) => Promise<void>,
): fc.Arbitrary<Act> {
  return given.map((chosen) => (world, few) => does(world, chosen, few));
}

/** To one that can be followed, of a type that it carries; sometimes to others too, and sometimes of any type. */
const publish = act(
  fc.tuple(any, any, fc.array(any, { maxLength: 2 }), fc.option(fc.constantFrom(...eventTypes), { freq: 5 })),
  (world, [to, which, others, foreign], few) => {
    const { types } = among(few, to);
    const scopes = [to, ...others].flatMap((one) => among(few, one).scopes);
    return world.publish([...new Set(scopes)], foreign ?? types[which % types.length]!);
  },
);
const following = fc.tuple(oneOf(accounts.length), any, oneOf(9));
const follow = act(following, (world, [who, what, back], few) => world.follow(who, among(few, what), back));
const enter = act(following, (world, [who, what, back], few) => world.enter(who, among(few, what), back));
const grant = act(fc.tuple(oneOf(accounts.length), oneOf(roles.length)), (world, given) => world.grant(...given));
const revoke = act(any, (world, which) => world.revoke(which));
const signOut = act(oneOf(accounts.length), (world, account) => world.signOut(account));
const suspend = act(oneOf(organisations.length), (world, which) => world.suspend(which));
const reinstate = act(oneOf(organisations.length), (world, which) => world.reinstate(which));
const acts = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: publish },
    { weight: 2, arbitrary: follow },
    { weight: 5, arbitrary: enter },
    { weight: 1, arbitrary: grant },
    { weight: 2, arbitrary: revoke },
    { weight: 1, arbitrary: signOut },
    { weight: 1, arbitrary: suspend },
    { weight: 1, arbitrary: reinstate },
    { weight: 3, arbitrary: fc.constant<Act>((world) => world.rest()) },
  ),
  { minLength: 10, maxLength: 50, size: 'max' },
);

const fieldsOf = (all: readonly Followable[]) => [...new Set(all.map(({ feed }) => feed.field))].sort();
const ofField = (field: string) => ground.followables.filter(({ feed }) => feed.field === field);

function property(scheme: Scheme) {
  const chosen = fc.tuple(fc.constantFrom(...fieldsOf(ground.followables)), any);
  const fields = fc.uniqueArray(chosen, { minLength: 2, maxLength: 3, selector: ([field]) => field });
  return fc.asyncProperty(fields, acts, fc.boolean(), async (some, all, remembersAll) => {
    // One or two subjects of two or three fields.
    const few = some.flatMap(([field, at]) => [...new Set([at, at + 1].map((one) => among(ofField(field), one)))]);
    await play(scheme, { few, acts: all, remembersAll });
  });
}

async function play(scheme: Scheme, { few, acts: all, remembersAll }: Script): Promise<World> {
  const world = new World(ground, scheme, remembersAll);
  for (const each of all) await each(world, few);
  await world.compare();
  return world;
}

describe('the scopes of events', () => {
  test('47: given each field of Subscription, then who comes back to it hears its past, from memory and from PostgreSQL, and nothing after its end', async () => {
    const heard: string[] = [];
    for (const field of fieldsOf(ground.followables))
      for (const remembersAll of [true, false]) {
        const few = ofField(field);
        const own = (world: World) => world.publish(few[0]!.scopes, few[0]!.types[0]!);
        const foreign = (world: World) => world.publish(few[0]!.scopes, 'CapacityUpdated');
        const others = (world: World) => world.publish(['area:65'], few[0]!.types[0]!);
        const past = [own, foreign, others, own, others, own];
        const enters: Act = (world) => world.enter(0, few[0]!, past.length);
        const hears: Act = (world) => until(`${field} is heard`, () => world.heardBy(0) === 4);
        const ends: Act = (world) => world.signOut(0);
        const world = await play('ours', { few, acts: [...past, enters, own, hears, ends, own], remembersAll });
        heard.push(`${field} ${world.heardBy(0)}`);
      }
    expect(heard).toEqual(fieldsOf(ground.followables).flatMap((field) => [`${field} 4`, `${field} 4`]));
  });

  test('47: given random topics, grants, revocations, suspensions and sessions that end, then everyone hears exactly what it may, on every feed', async () => {
    await fc.assert(property('ours'), { numRuns: 50 });
  }, 60_000);

  test.each<[string, Scheme]>([
    ['a hub that does not hear of changed authority', 'deaf'],
    ['groups that forget what they asked for', 'forgetful'],
    ['a reading of the past that does not ask for whom', 'unaddressed'],
    ['a reading of the past that does not ask for the types', 'untyped'],
  ])(
    '47: given %s, then the same property finds it',
    async (_case, scheme) => {
      const { failed } = await fc.check(property(scheme), { numRuns: 300, endOnFailure: true });
      expect(failed).toBe(true);
    },
    60_000,
  );
});
