/**
 * Shows what a claimant is told could be set aside for its claim, and that what is set aside goes where the claim goes: to another
 * organisation by a swap, on with a wish, back when nobody comes.
 */
import { v7 } from 'uuid';
import { globalId, localId } from '../../schema/global-id';
import { ReleaseReason } from '../../schema/claim/reason';
import { NeedKind } from '../../schema/need/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { accepted, claimed, provider } from '../stage/claims';
import { booksOf, lot, pledge, received } from '../stage/donations';
import { household } from '../stage/households';
import { referredNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { agree, crossed, proposed } from '../swap/stage';
import {
  allocated,
  allocationStage,
  claimedNeed,
  confirmDelivery,
  expectSoundBooks,
  openProject,
  type AllocationStage,
} from './stage';

describe('allocations and what becomes of claims', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterEach(() => expectSoundBooks(server));
  afterAll(() => server.close());
  const rowOf = async (id: string) => (await server.app.composition.allocations.findAllocation(server.database, id))!;

  test('given a claim that changes hands by a swap, then what was set aside for it goes with it, and the new claimant delivers it', async () => {
    const swapping = await crossed(server);
    const stage: AllocationStage = await allocationStage(server);
    await server.database.query('UPDATE service_offering SET withdrawn_at = now() WHERE organisation_id = $1', [
      stage.provider.organisationId,
    ]);
    const [need, claim] = [swapping.needs[0]!, swapping.claims[0]!];
    const to = { need, claimId: claim.id, claimGlobalId: claim.globalId };
    const donation = await received(server, stage, { moneyFen: 300n });
    const { id } = await allocated(server, stage, { donationId: donation.id, to, amount: 200n });
    const [swap] = await proposed(server, swapping.bureau);
    for (const who of swapping.givers) accepted(await agree(server, swap!, who));
    const moved = await rowOf(id);
    expect([moved.status, moved.claimId === claim.id]).toEqual(['RESERVED', false]);
    const taker = { ...stage, provider: swapping.givers[1]! };
    const made = { need, claimId: moved.claimId!, claimGlobalId: globalId('Claim', moved.claimId!) };
    await confirmDelivery(server, taker, made);
    expect(await rowOf(id)).toMatchObject({ status: 'DELIVERED', deliveredAmount: 200n });
    expect(await booksOf(server, donation.id)).toEqual({ DELIVERED: '200', RECEIVED: '100', SOURCE: '-300' });
  });

  test('given a wish that was given to before anybody claimed it, then it keeps what it has when a claim ends, and loses it when it expires', async () => {
    const stage = await allocationStage(server);
    const donation = await received(server, stage, { moneyFen: 300n });
    const granter = await provider(server, { serviceKind: ServiceKind.MICRO_WISH });
    const need = await referredNeed(server, {
      kind: NeedKind.MICRO_WISH,
      cardText: '想要一个书包',
      wantedBy: '2190-01-01',
    });
    const to = { need, claimId: '', claimGlobalId: '' };
    const { id } = await allocated(server, stage, { donationId: donation.id, to, amount: 50n, whole: true });
    const claim = await claimed(server, granter, need);
    const giveBack = { commandId: v7(), claimId: claim.globalId, reason: ReleaseReason.OTHER };
    accepted(await server.app.composition.claimService.releaseClaim(granter.member, giveBack));
    expect(await rowOf(id)).toMatchObject({ status: 'RESERVED' });
    await server.database.query("UPDATE need SET wanted_by = '2020-01-01' WHERE id = $1", [need.needId]);
    expect(await server.app.composition.needService.expireNeeds()).toBe(1);
    expect(await rowOf(id)).toMatchObject({ status: 'RELEASED', reason: 'NEED_EXPIRED' });
    expect(await booksOf(server, donation.id)).toEqual({ RECEIVED: '300', SOURCE: '-300' });
  });

  test('given money for a need as a whole that two organisations serve, then it is delivered once nobody serves it any more, in the part that arrived', async () => {
    const stage = await allocationStage(server);
    const donation = await received(server, stage, { moneyFen: 300n });
    const second = await provider(server);
    const need = await referredNeed(server, { quantity: 3, quantityUnit: '次' });
    const [mine, theirs] = [
      await claimed(server, stage.provider, need, { quantity: 2 }),
      await claimed(server, second, need, { quantity: 1 }),
    ];
    const to = { need, claimId: mine.id, claimGlobalId: mine.globalId };
    const { id } = await allocated(server, stage, { donationId: donation.id, to, amount: 100n, whole: true });
    await confirmDelivery(server, stage, to, 1);
    expect(await rowOf(id)).toMatchObject({ status: 'RESERVED' });
    await confirmDelivery(
      server,
      { ...stage, provider: second },
      { need, claimId: theirs.id, claimGlobalId: theirs.globalId },
    );
    expect(await rowOf(id)).toMatchObject({ status: 'DELIVERED', deliveredAmount: 66n });
    expect(await booksOf(server, donation.id)).toEqual({ DELIVERED: '66', RECEIVED: '234', SOURCE: '-300' });
  });

  describe('what could be set aside for a claim', () => {
    const question = `query ($id: ID!) { claim(id: $id) { fittingSupplies { form available item unit expiresOn condition
      charity { id } project { id } earmark { serviceKind area { code } situation } point { name area { code } } } } }`;
    let stage: AllocationStage;
    beforeEach(async () => {
      stage = await allocationStage(server);
    });

    /** What the charity of the stage has for it: other charities of these tests have other things. */
    async function toldOf(claimId: string, person: Person) {
      const { data } = await server.request(question, { id: claimId }, person.token);
      const all = data.claim.fittingSupplies as { charity: { id: string } }[] | null;
      const charityId = globalId('Organisation', stage.charityId);
      return all && all.filter(({ charity }) => charity.id === charityId).map(({ charity: _, ...rest }) => rest);
    }
    const member = () => people(server).organisationMember(stage.provider.organisationId);
    const nothing = { item: null, unit: null, expiresOn: null, condition: null, earmark: null, point: null };

    test('given goods and projects of a charity, then the claimant is told by kind how much, until when, where and for what, never above a cap, and what does not fit is not there', async () => {
      const to = await claimedNeed(server, stage);
      const point = { pointId: v7(), organisationId: globalId('Organisation', stage.charityId), name: '朝阳社区点位' };
      const { donationService, donorService } = server.app.composition;
      accepted(await donorService.openDonationPoint(stage.staff.actor, { ...point, areaCode: '640104001002' }));
      const pledged = accepted(
        await pledge(server, stage, {
          lots: [
            lot({ expiresOn: '2199-03-01', quantity: 4n }),
            lot({ item: '牛奶', unit: '箱', expiresOn: '2199-01-01' }),
          ],
          earmark: { serviceKind: ServiceKind.CLEANING },
        }),
      );
      accepted(
        await donationService.receiveDonation(stage.staff.actor, {
          ...{
            commandId: v7(),
            donationId: globalId('Donation', pledged.id),
            pointId: globalId('DonationPoint', point.pointId),
          },
        }),
      );
      await received(server, stage, { lots: [lot({ expiresOn: '2199-03-01', quantity: 3n })] });
      await received(server, stage, { lots: [lot()], earmark: { serviceKind: ServiceKind.HOME_VISIT } });
      const elsewhere = await received(server, stage, { lots: [lot()] });
      // The rule of five households would ask for more of them than these tests need.
      for (const [id, areaCode] of [
        [pledged.id, '640104001'],
        [elsewhere.id, '640104012'],
      ])
        await server.database.query('UPDATE donation SET earmark_area_code = $2 WHERE id = $1', [id, areaCode]);
      await received(server, stage, { lots: [lot()], donorOrganisationId: stage.provider.id });
      accepted(await pledge(server, stage, { lots: [lot()] }));
      await received(server, stage, { moneyFen: 900n });
      await received(server, stage, { moneyFen: 350_000n });
      const projects = [
        await openProject(server, stage),
        await openProject(server, stage, { areaCodes: ['640104012'] }),
      ];

      const goods = { form: 'GOODS', condition: 'NEW', project: null };
      const given = { serviceKind: 'CLEANING', area: { code: '640104001' }, situation: null };
      const at = { name: '朝阳社区点位', area: { code: '640104001002' } };
      const quilt = { ...goods, item: '棉被', unit: '床', expiresOn: '2199-03-01' };
      const anything = { serviceKind: null, area: null, situation: null };
      const told = await toldOf(to.claimGlobalId, await member());
      expect(told).toEqual([
        { ...goods, available: '10', item: '牛奶', unit: '箱', expiresOn: '2199-01-01', earmark: given, point: at },
        { ...quilt, available: '4', earmark: given, point: at },
        { ...quilt, available: '3', earmark: anything, point: null },
        {
          ...{ ...nothing, form: 'MONEY', available: '200000' },
          project: { id: globalId('CharityProject', projects[0]!) },
        },
      ]);
      expect(JSON.stringify(told)).not.toContain(globalId('Organisation', stage.companyId));

      const [milk] = (await server.app.composition.donations.lotsOf(server.database, [pledged.id])).filter(
        ({ item }) => item === '牛奶',
      );
      await allocated(server, stage, { donationId: pledged.id, lotId: milk!.id, to, amount: 6n });
      expect((await toldOf(to.claimGlobalId, await member()))![0]).toMatchObject({ item: '牛奶', available: '4' });
      expect(await toldOf(to.claimGlobalId, await people(server).adviser())).toBeNull();
      await confirmDelivery(server, stage, to);
      expect(await toldOf(to.claimGlobalId, await member())).toEqual([]);
    });

    test('given what only the charity knows of a household, then it neither opens nor closes anything to the claimant; of a restricted need nothing is told', async () => {
      const project = await openProject(server, stage, { lowIncomeCategories: ['TEKUN'] });
      await received(server, stage, { moneyFen: 77n, earmark: { projectId: globalId('CharityProject', project) } });
      for (const lowIncomeCategory of ['TEKUN', 'DIBAO'] as const) {
        const family = await household(server, {
          areaCode: '640104001002',
          lowIncomeCategory: lowIncomeCategory as never,
        });
        const { claimGlobalId } = await claimedNeed(server, stage, { household: family });
        const told = (await toldOf(claimGlobalId, await member())) as { project: { id: string } | null }[];
        expect(told.filter((one) => one.project?.id === globalId('CharityProject', project))).toMatchObject([
          { form: 'MONEY', available: '77' },
        ]);
      }
      const { claimGlobalId } = await claimedNeed(server, stage);
      await server.database.query(
        'UPDATE need SET restricted = true WHERE id = (SELECT need_id FROM claim WHERE id = $1)',
        [localId('Claim', claimGlobalId)],
      );
      expect(await toldOf(claimGlobalId, await member())).toEqual([]);
    });
  });
});
