/** Shows who hears of donations as they move, and of goods that fit its claims, and that nobody hears of anybody else's. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import { addDays } from '../../server/day';
import {
  allocated,
  allocationStage,
  claimedNeed,
  confirmDelivery,
  openProject,
  type AllocationStage,
} from '../allocation/stage';
import { until } from '../event/writing';
import { today } from '../project/staging';
import { accepted, claimed, delivered, provider, type Provider } from '../stage/claims';
import { givingStage, lot, pledge, received, type GivingStage } from '../stage/donations';
import { feedPosition, followField, type Following } from '../stage/following';
import { directlyReferredNeed, referredNeed } from '../stage/needs';
import { consent, household } from '../stage/households';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

describe('following what is given', () => {
  let server: TestServer;
  let stage: AllocationStage;
  let neighbour: GivingStage;
  const followings: Following[] = [];
  beforeAll(async () => {
    server = await startTestServer();
    stage = await allocationStage(server);
    neighbour = await givingStage(server);
  });
  afterEach(async () => {
    for (const one of followings.splice(0)) await one.stop();
  });
  afterAll(() => server.close());

  async function follow(person: Person, query: string, variables: Record<string, unknown>): Promise<Following> {
    const after = await feedPosition(server, stage.staff);
    const one = followField(server, person, query, { ...variables, after });
    followings.push(one);
    return one;
  }
  const donations = `subscription ($organisationId: ID!, $donationId: ID, $after: String) {
    donationProgress(organisationId: $organisationId, donationId: $donationId, after: $after) { type donationId
      donation { journey(first: 10) { edges { node { id stage amount needKind place { area { code } } steps { stage at } } } } } } }`;
  const goods = `subscription ($organisationId: ID!, $after: String) {
    goodsForMyClaims(organisationId: $organisationId, after: $after) { form charityId
      goods { item unit quantity expiresOn } claims { id } } }`;
  const organisation = (id: string) => globalId('Organisation', id);
  const stages = (change: any) => change.donation.journey.edges.map(({ node }: any) => `${node.stage} ${node.amount}`);
  const types = (one: Following) => one.heard.map((change) => change.type);
  /** Everything before it has been told once this is. */
  const last = async (by: GivingStage) => accepted(await pledge(server, by, { moneyFen: 1n }));

  test('given a donor, its charity and another donor, when a donation goes its way, then the two hear each step with where it is, the other nothing', async () => {
    const made = accepted(await pledge(server, stage, { moneyFen: 100n }));
    const donationId = globalId('Donation', made.id);
    const of = (organisationId: string) => ({ organisationId: organisation(organisationId) });
    const donor = await follow(stage.partner, donations, { ...of(stage.companyId), donationId });
    const all = await follow(stage.partner, donations, of(stage.companyId));
    const charity = await follow(stage.staff, donations, of(stage.charityId));
    const other = await follow(neighbour.partner, donations, of(neighbour.companyId));
    const to = await claimedNeed(server, stage);
    const { donationService } = server.app.composition;
    accepted(await donationService.receiveDonation(stage.staff.actor, { commandId: v7(), donationId }));
    await allocated(server, stage, { donationId: made.id, to, amount: 60n });
    await confirmDelivery(server, stage, to);
    await last(stage);
    await last(neighbour);
    await until(
      'the last is told',
      () => all.heard.length === 4 && charity.heard.length === 4 && other.heard.length === 1,
    );
    await until('its own are told', () => donor.heard.length === 3);
    expect(types(donor)).toEqual(['DONATION_RECEIVED', 'DONATION_ALLOCATED', 'DONATION_DELIVERED']);
    expect(stages(donor.heard[2])).toEqual(['CONFIRMED 60', 'RECEIVED 40']);
    expect(types(all)).toEqual([...types(donor), 'DONATION_PLEDGED']);
    expect(types(charity)).toEqual(types(all));
    expect(types(other)).toEqual(['DONATION_PLEDGED']);
    // Nothing that leads to the need, its claim or its household came by any of these ways.
    const { needId, id, household: family } = to.need;
    for (const secret of [
      needId,
      id,
      to.claimId,
      to.claimGlobalId,
      family.householdId,
      family.id,
      family.adviser.accountId,
    ])
      expect(JSON.stringify([donor, all, charity, other].map((one) => one.heard))).not.toContain(secret);
    expect([donor, all, charity, other].flatMap((one) => one.failures)).toEqual([]);
  });

  test('given the donation of others, an organisation of others, or a role that does not look after donations, then there is nothing to follow', async () => {
    const made = accepted(await pledge(server, neighbour, { moneyFen: 5n }));
    const member = await people(server).organisationMember(stage.companyId);
    const adviser = await people(server).adviser();
    const own = { organisationId: organisation(stage.companyId) };
    for (const [person, variables, code] of [
      [stage.partner, { ...own, donationId: globalId('Donation', made.id) }, 'NOT_FOUND'],
      [stage.partner, { organisationId: organisation(neighbour.companyId) }, 'NOT_FOUND'],
      [stage.partner, { organisationId: organisation(stage.charityId) }, 'NOT_FOUND'],
      [member, own, 'FORBIDDEN'],
      [adviser, own, 'FORBIDDEN'],
    ] as const) {
      const one = await follow(person, donations, variables);
      await until('it is refused', () => one.failures.length > 0);
      expect([one.failures[0].extensions.code, one.heard]).toEqual([code, []]);
    }
  });

  test('given a follower of a project, when something is given for it and its use changes, then each is heard, of other gifts nothing', async () => {
    const projectId = await openProject(server, stage);
    const follower = await follow(
      stage.staff,
      'subscription ($projectId: ID!, $after: String) { projectProgress(projectId: $projectId, after: $after) { project { progress { pledgedFen raisedFen } } } }',
      { projectId: globalId('CharityProject', projectId) },
    );
    await received(server, stage, { moneyFen: 7n });
    const earmark = { projectId: globalId('CharityProject', projectId) };
    const donation = await received(server, stage, { moneyFen: 30n, earmark });
    await until('both steps are told', () => follower.heard.length === 2);
    expect(follower.heard[1].project.progress).toEqual({ pledgedFen: '0', raisedFen: '30' });
    const change = { changeId: v7(), donationId: globalId('Donation', donation.id), earmark: {} };
    accepted(
      await server.app.composition.donationService.changeDonationUse(stage.partner.actor, {
        ...change,
        ...{ method: 'PORTAL' as never, consentedOn: '2026-01-05' },
      }),
    );
    await until('the change is told', () => follower.heard.length === 3);
    expect(follower.heard[2].project.progress).toEqual({ pledgedFen: '0', raisedFen: '0' });
    const promised = accepted(await pledge(server, stage, { moneyFen: 8n, earmark }));
    await until('the pledge is told', () => follower.heard.length === 4);
    expect(follower.heard[3].project.progress).toEqual({ pledgedFen: '8', raisedFen: '0' });
    const revision = { revisionId: v7(), donationId: globalId('Donation', promised.id), moneyFen: 8n, earmark: {} };
    accepted(await server.app.composition.donationService.revisePledge(stage.partner.actor, revision));
    await until('the revision is told', () => follower.heard.length === 5);
    expect(follower.heard[4].project.progress).toEqual({ pledgedFen: '0', raisedFen: '0' });
    expect(follower.failures).toEqual([]);
  });

  describe('goods that fit', () => {
    let tutors: Provider;
    let cleaners: Provider;
    let cleaning: string;
    const members: Record<string, Person> = {};
    beforeAll(async () => {
      tutors = await provider(server, { serviceKind: ServiceKind.EDUCATION_SUPPORT });
      cleaners = await provider(server, { serviceKind: ServiceKind.CLEANING });
      const [{ code }] = (await server.database.query<{ code: string }>(
        "SELECT code FROM area WHERE level = 'COMMUNITY' AND starts_with(code, '640104012') ORDER BY code LIMIT 1",
      )) as [{ code: string }];
      // Gifts may be for them: there are five.
      for (const _ of [1, 2, 3, 4, 5]) await household(server, { areaCode: code, situations: [Situation.BEREAVED] });
      const family = await household(server, { areaCode: '640104001002' });
      const wish = { household: family, situations: [Situation.BEREAVED] };
      await claimed(server, tutors, await referredNeed(server, { serviceKind: ServiceKind.EDUCATION_SUPPORT }));
      cleaning = (await claimed(server, cleaners, await referredNeed(server, wish))).globalId;
      for (const [name, of] of Object.entries({ tutors, cleaners }))
        members[name] = await people(server).organisationMember(of.organisationId);
    });
    const followBoth = async () => ({
      tutors: await follow(members.tutors!, goods, { organisationId: tutors.id }),
      cleaners: await follow(members.cleaners!, goods, { organisationId: cleaners.id }),
    });

    test('given gifts for a kind, an area, a situation or a project, then those hear who have an open claim that each may go to', async () => {
      const both = await followBoth();
      const projectId = await openProject(server, stage);
      const poor = await openProject(server, stage, { lowIncomeCategories: ['TEKUN'] });
      const give = (earmark: object) => received(server, stage, { moneyFen: 9n, earmark });
      await give({ serviceKind: ServiceKind.CLEANING });
      await give({ serviceKind: ServiceKind.EDUCATION_SUPPORT });
      await give({ areaCode: '640104012' });
      await give({ situation: Situation.BEREAVED });
      await give({ projectId: globalId('CharityProject', projectId) });
      await give({ projectId: globalId('CharityProject', poor) });
      const lots = [lot({ quantity: 3n }), lot({ item: '牛奶', unit: '箱', expiresOn: addDays(today, -1) })];
      await received(server, stage, { lots });
      await until('all is told', () => both.cleaners.heard.length === 4 && both.tutors.heard.length === 2);
      const charityId = organisation(stage.charityId);
      const money = { form: 'MONEY', charityId, goods: [], claims: [{ id: cleaning }] };
      const quilts = {
        form: 'GOODS',
        charityId,
        goods: [{ item: '棉被', unit: '床', quantity: '3', expiresOn: null }],
      };
      expect(both.cleaners.heard).toEqual([money, money, money, { ...quilts, claims: [{ id: cleaning }] }]);
      expect(both.tutors.heard.map((one) => one.form)).toEqual(['MONEY', 'GOODS']);
      expect(JSON.stringify(both.cleaners.heard)).not.toContain(organisation(stage.companyId));
      expect([both.cleaners, both.tutors].flatMap((one) => one.failures)).toEqual([]);
    });

    test('given goods that are all over, a claim that was delivered, a restricted need or a gift of its own, then nobody hears', async () => {
      const both = await followBoth();
      await received(server, stage, { lots: [lot({ expiresOn: addDays(today, -1) })] });
      await received(server, stage, { moneyFen: 3n, earmark: { serviceKind: ServiceKind.HOME_VISIT } });
      const specialist = await provider(server, {
        serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING,
        takesRestricted: true,
      });
      const family = await household(server, { areaCode: '640104001002' });
      await consent(server, family, specialist.organisationId);
      const wish = { household: family, serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING };
      await claimed(server, specialist, await directlyReferredNeed(server, [specialist.organisationId], wish));
      const quiet = await follow(await people(server).organisationMember(specialist.organisationId), goods, {
        organisationId: specialist.id,
      });
      const done = await provider(server);
      await delivered(server, done, await referredNeed(server));
      const after = await follow(await people(server).organisationMember(done.organisationId), goods, {
        organisationId: done.id,
      });
      const own = { donorOrganisationId: cleaners.id, earmark: { serviceKind: ServiceKind.CLEANING } };
      await received(server, stage, { moneyFen: 4n, ...own });
      const event = await server.database.query<{ audience: string[] }>(
        "SELECT audience FROM event WHERE type = 'DonationReceived' ORDER BY transaction DESC, position DESC LIMIT 1",
      );
      expect(event[0]!.audience).not.toContain(`goods:${cleaners.organisationId}`);
      // What all of them would hear comes after.
      await received(server, stage, { moneyFen: 5n });
      await until('the last is told', () => both.cleaners.heard.length === 1 && both.tutors.heard.length === 1);
      expect([quiet.heard, after.heard]).toEqual([[], []]);
    });

    test('given the members of others, a company or nobody, then there is nothing to follow', async () => {
      for (const [person, code] of [
        [members.tutors!, 'NOT_FOUND'],
        [stage.partner, 'NOT_FOUND'],
        [await people(server).adviser(), 'FORBIDDEN'],
      ] as const) {
        const one = await follow(person, goods, { organisationId: cleaners.id });
        await until('it is refused', () => one.failures.length > 0);
        expect([one.failures[0].extensions.code, one.heard]).toEqual([code, []]);
      }
    });
  });
});
