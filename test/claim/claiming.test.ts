/** Shows who may claim a need, what the others are told, and that a retry is answered as the first time. */
import { v7 } from 'uuid';
import { AlreadyClaimed, OverCapacity } from '../../schema/claim/refusals';
import { globalId } from '../../schema/global-id';
import { ConsentPurpose } from '../../schema/household/consent';
import { Role } from '../../schema/identity/role';
import { GateFailed } from '../../schema/matching/refusals';
import { NeedKind } from '../../schema/need/enums';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { until } from '../event/writing';
import {
  claim as claimOf,
  accepted,
  audienceOf,
  capacityUsed,
  claimed,
  memberOf,
  provider,
  standing,
  type Provider,
} from '../stage/claims';
import { feedPosition, followField } from '../stage/following';
import { consent, household } from '../stage/households';
import { directlyReferredNeed, draftedNeed, referredNeed, stagedCommunity } from '../stage/needs';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

describe('claiming a need', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const claim = (who: Provider, need: { id: string }, more: { claimId?: string; quantity?: number } = {}) =>
    claimOf(server, who, need, more);

  test('given an open need, when an organisation that matches claims it, then it holds it under a lease, told to all who were told of it', async () => {
    const [winner, other] = [await provider(server), await provider(server)];
    const need = await referredNeed(server);
    const held = await claimed(server, winner, need);
    expect(held).toMatchObject({
      status: 'ACCEPTED',
      quantity: 1,
      organisationId: winner.organisationId,
      leaseOver: false,
    });
    const [lease] = await server.database.query<{ minutes: number }>(
      'SELECT extract(epoch FROM lease_until - claimed_at)::int / 60 AS minutes FROM claim WHERE id = $1',
      [held.id],
    );
    expect(lease!.minutes).toBe(server.config.leaseMinutes);
    expect(await standing(server.database, need.needId)).toEqual({
      status: 'CLAIMED',
      quantityClaimed: 1,
      quantityDelivered: 0,
      claims: ['ACCEPTED'],
      events: ['NeedClaimed'],
      lines: ['claimNeed'],
    });
    expect(await capacityUsed(server.database, winner.offeringId)).toBe(1);
    expect(await audienceOf(server.database, need.needId, 'NeedClaimed')).toEqual(
      expect.arrayContaining([
        `organisation:${winner.organisationId}`,
        `organisation:${other.organisationId}`,
        'area:640104',
        'area:64',
      ]),
    );
  });

  test('given a claimed need, when another organisation claims it, then it is told that it is taken and not by whom, and nothing changes', async () => {
    const [winner, late] = [await provider(server), await provider(server)];
    const need = await referredNeed(server);
    await claimed(server, winner, need);
    const before = await standing(server.database, need.needId);
    const refused = await claim(late, need);
    expect(refused).toBeInstanceOf(AlreadyClaimed);
    expect(refused).toMatchObject({ remaining: 0, holders: [] });
    expect(await standing(server.database, need.needId)).toEqual(before);
    expect(await capacityUsed(server.database, late.offeringId)).toBe(0);
  });

  test('given a claimed need, when a member that also serves the area asks, then it is told who holds it', async () => {
    const [winner, late] = [await provider(server), await provider(server)];
    const need = await referredNeed(server);
    await claimed(server, winner, need);
    const both = {
      ...late,
      member: { ...late.member, roles: [...late.member.roles, { role: Role.ADVISER, areaCode: '640104' }] },
    };
    expect(await claim(both, need)).toMatchObject({ holders: [winner.id] });
  });

  test('given an organisation whose capacity is used up, then it is refused with maximum and used', async () => {
    const full = await provider(server, { capacityMaximum: 1 });
    await claimed(server, full, await referredNeed(server));
    const need = await referredNeed(server);
    const refused = await claim(full, need);
    expect(refused).toBeInstanceOf(OverCapacity);
    expect(refused).toMatchObject({ maximum: 1, used: 1 });
    expect(await standing(server.database, need.needId)).toMatchObject({
      status: 'PUBLISHED',
      quantityClaimed: 0,
      claims: [],
    });
  });

  test('given an organisation of another kind of service, then the failed gate is named with what would open it', async () => {
    const other = await provider(server, { serviceKind: ServiceKind.HOME_VISIT });
    const need = await referredNeed(server);
    const refused = await claim(other, need);
    expect(refused).toBeInstanceOf(GateFailed);
    expect((refused as GateFailed).failed).toEqual([
      expect.objectContaining({
        organisationId: other.id,
        gates: [expect.objectContaining({ gate: 'SERVICE_KIND', reason: 'KIND_NOT_OFFERED' })],
      }),
    ]);
    expect(await standing(server.database, need.needId)).toMatchObject({ status: 'PUBLISHED', claims: [], lines: [] });
  });

  test('given a suspended organisation, then the gate of approval is named', async () => {
    const suspended = await provider(server);
    const need = await referredNeed(server);
    await server.database.query("UPDATE organisation SET status = 'SUSPENDED' WHERE id = $1", [
      suspended.organisationId,
    ]);
    expect((await claim(suspended, need)) as GateFailed).toMatchObject({
      failed: [{ gates: [{ gate: 'APPROVAL', reason: 'ORGANISATION_NOT_APPROVED' }] }],
    });
    expect(await standing(server.database, need.needId)).toMatchObject({ status: 'PUBLISHED', claims: [] });
  });

  test('given a draft, a need that does not exist and an id of another type, then all are the same NotFound', async () => {
    const who = await provider(server);
    const draft = await draftedNeed(server);
    const answers = [
      await claim(who, draft),
      await claim(who, { id: globalId('Need', v7()) }),
      await claim(who, { id: globalId('Claim', draft.needId) }),
      await claim(who, { id: 'nonsense' }),
    ];
    for (const answer of answers) expect(answer).toEqual(new NotFound('Need'));
  });

  test('given a withdrawn need, then one that was told of it learns its state, one that was not learns nothing', async () => {
    const told = await provider(server);
    const need = await referredNeed(server);
    const stranger = await provider(server);
    await server.database.query("UPDATE need SET status = 'WITHDRAWN' WHERE id = $1", [need.needId]);
    expect(await claim(told, need)).toBeInstanceOf(WrongState);
    expect(await claim(stranger, need)).toEqual(new NotFound('Need'));
  });

  test('65: given somebody who does not act for the organisation, then FORBIDDEN', async () => {
    const [own, foreign] = [await provider(server), await provider(server)];
    const need = await referredNeed(server);
    await expect(claim({ ...foreign, member: own.member }, need)).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect(await standing(server.database, need.needId)).toMatchObject({ claims: [], lines: [] });
  });

  test('72: given the account that referred the need, then it may not claim it', async () => {
    const who = await provider(server);
    const need = await referredNeed(server);
    const referrer = { ...need.adviser, roles: [...need.adviser.roles, ...who.member.roles] };
    await expect(claim({ ...who, member: referrer }, need)).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect(await standing(server.database, need.needId)).toMatchObject({ status: 'PUBLISHED', claims: [] });
    await claimed(server, who, need);
  });

  describe('parts of a quantity', () => {
    test('96: given ten of a thing, then parts are claimed up to ten and never beyond', async () => {
      const [one, two] = [await provider(server), await provider(server)];
      const need = await referredNeed(server, { quantity: 10, quantityUnit: '次' });
      await claimed(server, one, need, { quantity: 6 });
      expect(await standing(server.database, need.needId)).toMatchObject({
        status: 'PARTIALLY_CLAIMED',
        quantityClaimed: 6,
      });
      expect(await claim(two, need, { quantity: 5 })).toMatchObject({ remaining: 4 });
      expect(await claim(two, need, { quantity: 11 })).toBeInstanceOf(InvalidInput);
      expect(await claim(two, need, { quantity: 0 })).toBeInstanceOf(InvalidInput);
      expect(await standing(server.database, need.needId)).toMatchObject({ quantityClaimed: 6, claims: ['ACCEPTED'] });
      const rest = await claimed(server, two, need);
      expect(rest.quantity).toBe(4);
      expect(await standing(server.database, need.needId)).toMatchObject({ status: 'CLAIMED', quantityClaimed: 10 });
    });
  });

  describe('restricted needs', () => {
    const restricted = async (named: readonly Provider[]) => {
      const staged = await household(server, { areaCode: stagedCommunity });
      for (const one of named) await consent(server, staged, one.organisationId, { purpose: ConsentPurpose.REFERRAL });
      return directlyReferredNeed(
        server,
        named.map((one) => one.organisationId),
        { household: staged, serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING },
      );
    };
    const specialist = () =>
      provider(server, { serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING, takesRestricted: true });

    test('given one that was named, then it claims; one that was not named finds nothing', async () => {
      const [named, stranger] = [await specialist(), await specialist()];
      const need = await restricted([named]);
      expect(await claim(stranger, need)).toEqual(new NotFound('Need'));
      await claimed(server, named, need);
      expect(await claim(stranger, need)).toEqual(new NotFound('Need'));
      expect(await standing(server.database, need.needId)).toMatchObject({ status: 'CLAIMED', claims: ['ACCEPTED'] });
      const told = (await audienceOf(server.database, need.needId, 'NeedClaimed')).filter((key) =>
        key.startsWith('organisation:'),
      );
      expect(told).toEqual([`organisation:${named.organisationId}`]);
    });

    test('62: given one that was named, then each reading is written down with its reader, its list tells without a reading that there is one, and what it follows tells no word of it', async () => {
      const [named, stranger] = [await specialist(), await specialist()];
      const everyone = people(server);
      const [member, other] = [
        await everyone.organisationMember(named.organisationId),
        await everyone.organisationMember(stranger.organisationId),
      ];
      const feed = `subscription ($id: ID!, $after: String) { organisationFeed(organisationId: $id, after: $after) { type need { id } claim { need { id } } } }`;
      const followed = followField(server, member, feed, { id: named.id, after: await feedPosition(server, member) });
      const need = await restricted([named]);
      const readings = async () =>
        (
          await server.database.query<{ who: string }>(
            "SELECT account_id AS who FROM audit_line WHERE operation = 'readRestrictedNeed' AND subject_id = $1",
            [need.needId],
          )
        ).map(({ who }) => who);
      const listed = async (only: boolean | null, fields: string, who = member, of = named) => {
        const query = `query ($id: ID!, $only: Boolean) { needsForOrganisation(organisationId: $id, restricted: $only) { edges { node { score ${fields} } } } }`;
        const { data } = await server.request(query, { id: of.id, only }, who.token);
        return data.needsForOrganisation.edges.map(({ node }: any) => node.need?.id);
      };
      const whole = 'query ($id: ID!) { need(id: $id) { cardText } }';
      expect(await listed(true, '')).toHaveLength(1);
      expect(await listed(false, 'need { id }')).not.toContain(need.id);
      expect(await listed(true, 'need { id }', other, stranger)).toEqual([]);
      expect((await server.request(whole, { id: need.id }, other.token)).data.need).toBeNull();
      await server.request(whole, { id: need.id }, (await everyone.adviser(need.areaCode)).token);
      expect(await readings()).toEqual([]);
      expect(await listed(true, 'need { id }')).toEqual([need.id]);
      expect(await readings()).toEqual([member.accountId]);
      for (const query of [whole, '{ needs(filter: { statuses: [RESTRICTED] }) { edges { node { id } } } }'])
        await server.request(query, { id: need.id }, member.token);
      expect(await readings()).toEqual([member.accountId, member.accountId, member.accountId]);
      await claimed(server, named, need);
      await until('the claim was heard of', () => followed.heard.length > 1);
      expect(followed.heard).toEqual([
        { type: 'NEED_REFERRED_DIRECTLY', need: null, claim: null },
        { type: 'NEED_CLAIMED', need: null, claim: { need: null } },
      ]);
      expect(followed.failures).toEqual([]);
      await followed.stop();
    });

    test('given a referral that was accepted by acceptReferral, then the claim holds the need and the referral is ACCEPTED', async () => {
      const named = await specialist();
      const need = await restricted([named]);
      const [referral] = await server.database.query<{ id: string }>('SELECT id FROM referral WHERE need_id = $1', [
        need.needId,
      ]);
      const input = { claimId: v7(), referralId: globalId('Referral', referral!.id) };
      const held = accepted(await server.app.composition.claimingService.acceptReferral(named.member, input));
      expect(held).toMatchObject({ needId: need.needId, status: 'ACCEPTED' });
      expect(
        await server.database.query('SELECT status, answered_by FROM referral WHERE id = $1', [referral!.id]),
      ).toEqual([{ status: 'ACCEPTED', answered_by: named.member.accountId }]);
      expect(await server.app.composition.claimingService.acceptReferral(named.member, input)).toMatchObject({
        id: held.id,
      });
      const stranger = await memberOf(server, (await specialist()).organisationId);
      expect(
        await server.app.composition.claimingService.acceptReferral(stranger, { ...input, claimId: v7() }),
      ).toEqual(new NotFound('Referral'));
    });

    test('given a referral that was rejected, then it can no longer be claimed on', async () => {
      const named = await specialist();
      const need = await restricted([named]);
      await server.database.query(
        "UPDATE referral SET status = 'REJECTED', reason = 'NO_CAPACITY' WHERE need_id = $1",
        [need.needId],
      );
      expect(await claim(named, need)).toEqual(new NotFound('Need'));
      expect(await standing(server.database, need.needId)).toMatchObject({ status: 'RESTRICTED', claims: [] });
    });
  });

  test('given a micro-wish, then a company may grant it, and a need only social organisations', async () => {
    const company = await provider(server, { kind: OrganisationKind.COMPANY, serviceKind: ServiceKind.MICRO_WISH });
    const wish = await referredNeed(server, { kind: NeedKind.MICRO_WISH });
    await claimed(server, company, wish);
    const cleaner = await provider(server, { kind: OrganisationKind.COMPANY });
    expect(await claim(cleaner, await referredNeed(server))).toBeInstanceOf(GateFailed);
  });
});
