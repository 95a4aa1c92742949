/** Shows that a change of the urgency from which an offering takes needs is told at once: of what it leaves, and to who matches only now. */
import { Urgency } from '../../schema/need/enums';
import { organisationScope } from '../../server/event/audience';
import { openedMaximum } from '../../server/referral/unmatched.watch';
import { until } from '../attacks/probe';
import { accepted, provider, type Provider } from '../stage/claims';
import { referredNeed } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';
import { eventsOf, referralsOf, settledOn, typesOf, unmatchedSinceOf } from './unmatched-stage';

describe('offerings that take needs from some urgency on', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ LINKAGE_SUPPLY_WATCH: 'true' });
    await until(() => server.app.composition.standing.state !== undefined);
  });
  afterEach(() => server.close());
  const setMinimum = async (who: Provider, minimumUrgency: Urgency) =>
    accepted(
      await server.app.composition.offeringService.updateCapacity(who.member, {
        offeringId: who.offeringId,
        minimumUrgency,
      }),
    );

  test('given the only offering, when it asks for more urgency, then only what is less urgent is unmatched, with the minimum as its miss; when it asks for less again, it hears of it', async () => {
    const who = await provider(server);
    const [routine, urgent] = [await referredNeed(server), await referredNeed(server, { urgency: Urgency.URGENT })];
    await setMinimum(who, Urgency.URGENT);
    await settledOn(server);
    expect(await typesOf(server, routine)).toEqual(['NeedReferred', 'NeedUnmatched']);
    expect((await eventsOf(server, routine)).at(-1)!.payload.nearest[0]).toMatchObject({
      nearOrganisationId: who.organisationId,
      reasons: ['NOT_URGENT_ENOUGH'],
      changes: [{ change: 'LOWER_MINIMUM_URGENCY_TO', value: 'ROUTINE' }],
    });
    await setMinimum(who, Urgency.EMERGENCY);
    await settledOn(server);
    expect([await typesOf(server, routine), await typesOf(server, urgent)]).toEqual([
      ['NeedReferred', 'NeedUnmatched'],
      ['NeedReferred', 'NeedUnmatched'],
    ]);
    await setMinimum(who, Urgency.ROUTINE);
    await settledOn(server);
    for (const need of [routine, urgent]) {
      expect(await typesOf(server, need)).toEqual(['NeedReferred', 'NeedUnmatched', 'NeedReferred']);
      expect((await eventsOf(server, need)).at(-1)!.audience).toContain(organisationScope(who.organisationId));
      expect(await unmatchedSinceOf(server, need)).toBeNull();
    }
  });

  test('given a matched need that is not urgent enough for another offering, when that one takes all, then its organisation is told, and once', async () => {
    const [present, choosy] = [await provider(server), await provider(server)];
    await setMinimum(choosy, Urgency.URGENT);
    const need = await referredNeed(server);
    expect((await referralsOf(server, need)).map(([id]) => id)).toEqual([present.organisationId]);
    await setMinimum(choosy, Urgency.ROUTINE);
    await settledOn(server);
    const [, told, ...more] = await eventsOf(server, need);
    expect(more).toEqual([]);
    expect(told!.audience.filter((scope) => scope.startsWith('organisation:'))).toEqual([
      organisationScope(choosy.organisationId),
    ]);
    await setMinimum(choosy, Urgency.URGENT);
    await setMinimum(choosy, Urgency.ROUTINE);
    await settledOn(server);
    expect(await typesOf(server, need)).toEqual(['NeedReferred', 'NeedReferred']);
  });

  test('given more needs matched already than are told of at once, when an offering takes less urgent ones too, then it is told of the best of those', async () => {
    const [choosy] = [await provider(server, { capacityMaximum: 1_000 }), await provider(server)];
    await setMinimum(choosy, Urgency.URGENT);
    const [urgent, routine] = [await referredNeed(server, { urgency: Urgency.URGENT }), await referredNeed(server)];
    await server.database.query(
      `INSERT INTO need (id, household_id, kind, service_kind, origin, urgency, card_text, quantity, area_code, restricted, status,
                         created_by, referred_at)
       SELECT gen_random_uuid(), household_id, kind, service_kind, origin, urgency, card_text, 1, area_code, false, 'PUBLISHED',
              created_by, referred_at
         FROM need, generate_series(1, ${openedMaximum}) WHERE id = $1`,
      [urgent.needId],
    );
    // What was put in past the product is loaded as after a restart.
    server.app.composition.follower.emit('broken');
    await server.app.composition.standing.settled();
    expect((await referralsOf(server, routine)).map(([id]) => id)).not.toContain(choosy.organisationId);
    await setMinimum(choosy, Urgency.ROUTINE);
    await settledOn(server);
    expect((await referralsOf(server, routine)).map(([id]) => id)).toContain(choosy.organisationId);
  });
});
