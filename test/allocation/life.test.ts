/** Shows that what is set aside goes where its claim goes: to another organisation by a swap, on with a wish, back when nobody comes. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { ReleaseReason } from '../../schema/claim/reason';
import { NeedKind } from '../../schema/need/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { accepted, claimed, provider } from '../stage/claims';
import { booksOf, received } from '../stage/donations';
import { referredNeed } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';
import { agree, crossed, proposed } from '../swap/stage';
import { allocated, allocationStage, confirmDelivery, expectSoundBooks, type AllocationStage } from './stage';

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
});
