/** Shows shares of a wish through the contract: never above its price, each a pledge in the ledger, given back whole; and who may. */
import { v7 } from 'uuid';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { AlreadyClaimed, HeldByShares, NothingToClaim } from '../../schema/claim/refusals';
import { PartOfWish } from '../../schema/donation/results';
import { DonorKind } from '../../schema/donation/enums';
import { globalId } from '../../schema/global-id';
import { NeedKind } from '../../schema/need/enums';
import { isRefusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { ShareAboveOpen } from '../../schema/wish/results';
import { checkData } from '../../server/wish/check';
import { accepted, audienceOf, claim, claimed } from '../stage/claims';
import { givingStage, type GivingStage } from '../stage/donations';
import { draftedNeed, referredNeed } from '../stage/needs';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { carrier, endShareTime, giver, heldWish, openWish, receiveShare, share, type Giver } from '../stage/wishes';

const shareWish = `mutation ($input: ShareWishInput!) { shareWish(input: $input) { __typename
  ... on WishShare { id amountFen status donorOrganisationId wish { status wish { state priceFen heldFen receivedFen openFen } } }
  ... on ShareAboveOpen { openFen messageZh messageEn } } }`;

describe('shares of a wish', () => {
  let server: TestServer;
  let stage: GivingStage;
  let first: Giver;
  let second: Giver;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await givingStage(server);
    first = await giver(server);
    second = await giver(server);
  });
  afterAll(async () => {
    expect(await checkData(server.app.composition.database)).toEqual([]);
    await server.close();
  });

  const wishOf = (priceCeilingFen: bigint) => openWish(server, { priceCeilingFen });
  const ask = (who: Giver, wishId: string, amountFen: string, shareId = v7()) =>
    server.request(
      shareWish,
      {
        input: {
          ...{ shareId, wishId, amountFen, donorOrganisationId: globalId('Organisation', who.organisationId) },
          recipientOrganisationId: globalId('Organisation', stage.charityId),
        },
      },
      who.partner.token,
    );
  const rowsOf = async (...tables: string[]) => {
    const counts: Record<string, number> = {};
    for (const table of tables)
      counts[table] = (await server.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;
    return counts;
  };
  const everything = ['wish_share', 'donation', 'ledger_transfer', 'ledger_entry', 'event', 'audit_line'] as const;

  test('96: given a wish of 100 and two donors of 60 at once, then one holds 60 and the other hears that 40 are open', async () => {
    const wish = await wishOf(100n);
    const answers = await Promise.all([ask(first, wish.id, '60'), ask(second, wish.id, '60')]);
    const said = answers.map((answer) => answer.data.shareWish);
    expect(said.map((one) => one.__typename).sort()).toEqual(['ShareAboveOpen', 'WishShare']);
    expect(said.find((one) => one.__typename === 'ShareAboveOpen')).toEqual({
      __typename: 'ShareAboveOpen',
      openFen: '40',
      messageZh: '该微心愿仅缺 40 分。请减少金额后重试。',
      messageEn: 'Only 40 fen of this wish are open. Offer less.',
    });
    expect(said.find((one) => one.__typename === 'WishShare')).toMatchObject({
      ...{ amountFen: '60', status: 'HELD' },
      wish: {
        status: 'PARTIALLY_CLAIMED',
        wish: { state: 'HELD', priceFen: '100', heldFen: '60', receivedFen: '0', openFen: '40' },
      },
    });
    const books = { SOURCE: '-60', PLEDGED: '60' };
    expect(await heldWish(server, wish.needId)).toEqual({
      ...{ status: 'PARTIALLY_CLAIMED', claimed: 0, held: '60', received: '0', shares: ['HELD 60'], books },
    });
    const rest = await ask(second, wish.id, '40');
    expect(rest.data.shareWish.wish).toMatchObject({ status: 'CLAIMED', wish: { state: 'HELD', openFen: '0' } });
    expect((await ask(first, wish.id, '1')).data.shareWish).toMatchObject({
      __typename: 'ShareAboveOpen',
      openFen: '0',
    });
    const whole = await heldWish(server, wish.needId);
    expect(whole).toMatchObject({ status: 'CLAIMED', held: '100', books: { SOURCE: '-100', PLEDGED: '100' } });
    expect([...whole.shares].sort()).toEqual(['HELD 40', 'HELD 60']);
  });

  test('80: given nothing, more than the price, another need, a draft or another company, then a typed refusal, and nothing is written', async () => {
    const wish = await wishOf(100n);
    const draft = await draftedNeed(server, { kind: NeedKind.MICRO_WISH });
    const need = await referredNeed(server);
    const before = await rowsOf(...everything);
    const stranger = { ...first, organisationId: second.organisationId };
    expect(await share(server, stage, first, wish, 0n)).toMatchObject({
      constructor: InvalidInput,
      field: 'amountFen',
    });
    expect(await share(server, stage, first, wish, 101n)).toEqual(new ShareAboveOpen(100n));
    expect(await share(server, stage, first, need, 1n)).toEqual(new NotFound('Need'));
    expect(await share(server, stage, first, draft, 1n)).toEqual(new NotFound('Need'));
    expect(await share(server, stage, first, { id: globalId('Need', v7()) }, 1n)).toEqual(new NotFound('Need'));
    expect(await share(server, stage, stranger, wish, 1n)).toEqual(new NotFound('Organisation'));
    expect(await share(server, { charityId: second.organisationId }, first, wish, 1n)).toEqual(
      new NotFound('Organisation'),
    );
    for (const amountFen of ['-1', '0.5', '99999999999999999999'])
      expect((await ask(first, wish.id, amountFen)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(await rowsOf(...everything)).toEqual(before);
    expect(await heldWish(server, wish.needId)).toMatchObject({ status: 'PUBLISHED', held: '0', shares: [] });
    await expect(
      server.database.query('UPDATE need SET held_fen = 101 WHERE id = $1', [wish.needId]),
    ).rejects.toMatchObject({ constraint: 'a_wish_is_never_held_above_its_price' });
  });

  test('90: given the same share twice, then one is held; given its id for another sum, then a typed refusal', async () => {
    const wish = await wishOf(100n);
    const shareId = v7();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => share(server, stage, first, wish, 10n, { shareId })),
    );
    expect(new Set(answers.map((answer) => accepted(answer).id))).toEqual(new Set([shareId]));
    expect(await share(server, stage, first, wish, 11n, { shareId })).toEqual(new IdempotencyMismatch());
    expect(await heldWish(server, wish.needId)).toMatchObject({ held: '10', shares: ['HELD 10'] });
  });

  test('given a registered person, then the charity gives for it, and no partner does', async () => {
    const wish = await wishOf(100n);
    const donorId = v7();
    const { donorService, shareService } = server.app.composition;
    await donorService.registerDonor(stage.staff.actor, { donorId, kind: DonorKind.INDIVIDUAL, name: '马晓云' });
    const input = {
      ...{ shareId: v7(), wishId: wish.id, donorId: globalId('Donor', donorId), amountFen: 100n },
      recipientOrganisationId: globalId('Organisation', stage.charityId),
    };
    await expect(shareService.shareWish(first.partner.actor, input)).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect(await shareService.shareWish(stage.staff.actor, input)).toMatchObject({ donorId, amountFen: 100n });
    expect(await heldWish(server, wish.needId)).toMatchObject({ status: 'CLAIMED', shares: ['HELD 100'] });
  });

  test('given a wish that is partly shared, then no organisation claims it, not by name and not as its best; given a claimed one, then nobody shares it', async () => {
    const bringer = await carrier(server);
    const wish = await wishOf(100n);
    accepted(await share(server, stage, first, wish, 60n));
    expect(await claim(server, bringer, wish)).toEqual(new HeldByShares(40n));
    const best = { claimId: v7(), organisationId: bringer.id };
    const others = await server.database.query(
      `UPDATE need SET status = 'WITHDRAWN' WHERE id <> $1 AND status = 'PUBLISHED' RETURNING id`,
      [wish.needId],
    );
    expect(others).not.toHaveLength(0);
    expect(await server.app.composition.bestNeedService.claimBestNeed(bringer.member, best)).toBeInstanceOf(
      NothingToClaim,
    );
    accepted(await share(server, stage, second, wish, 40n));
    // Promised is not received: nobody buys anything of it yet.
    expect(await claim(server, bringer, wish)).toEqual(new HeldByShares(0n));
    expect(await heldWish(server, wish.needId)).toMatchObject({ status: 'CLAIMED', claimed: 0, held: '100' });

    const claimedWish = await wishOf(100n);
    await claimed(server, bringer, claimedWish);
    const before = await rowsOf(...everything);
    expect(await share(server, stage, first, claimedWish, 60n)).toEqual(new AlreadyClaimed(0, []));
    expect(await rowsOf(...everything)).toEqual(before);
    expect(await heldWish(server, claimedWish.needId)).toMatchObject({ status: 'CLAIMED', claimed: 1, held: '0' });
  });

  test('given a share, when its donor takes it back, then its place is open, its pledge is gone, and strangers find nothing', async () => {
    const wish = await wishOf(100n);
    const { shareService } = server.app.composition;
    const made = accepted(await share(server, stage, first, wish, 60n));
    const input = { commandId: v7(), shareId: globalId('WishShare', made.id) };
    expect(await shareService.withdrawShare(second.partner.actor, input)).toEqual(new NotFound('WishShare'));
    expect(await shareService.withdrawShare(first.partner.actor, input)).toMatchObject({ status: 'WITHDRAWN' });
    expect(await shareService.withdrawShare(first.partner.actor, input)).toMatchObject({ status: 'WITHDRAWN' });
    const after = { status: 'PUBLISHED', held: '0', shares: ['WITHDRAWN 60'], books: {} };
    expect(await heldWish(server, wish.needId)).toMatchObject(after);
    expect(await audienceOf(server.database, wish.needId, 'WishShareWithdrawn')).toEqual(
      expect.arrayContaining([`area:${wish.areaCode}`, `organisation:${first.organisationId}`]),
    );
    accepted(await share(server, stage, second, wish, 100n));
    expect(await heldWish(server, wish.needId)).toMatchObject({ status: 'CLAIMED', held: '100' });
  });

  test('given a share that stands, then its donation is not changed past it; once received it can not be taken back either', async () => {
    const wish = await wishOf(100n);
    const made = accepted(await share(server, stage, first, wish, 60n));
    const { disposalService, donationService, shareService } = server.app.composition;
    const donationId = globalId('Donation', made.id);
    const refused = new PartOfWish(globalId('WishShare', made.id));
    const actor = first.partner.actor;
    expect(await donationService.revisePledge(actor, { revisionId: v7(), donationId, moneyFen: 70n })).toEqual(refused);
    expect(await donationService.withdrawPledge(actor, { commandId: v7(), donationId })).toEqual(refused);
    // Of a donation that is not its own, a stranger does not even learn that it is a share.
    expect(await donationService.withdrawPledge(second.partner.actor, { commandId: v7(), donationId })).toEqual(
      new NotFound('Donation'),
    );
    expect(isRefusal(await receiveShare(server, stage, made.id, 61n))).toBe(true);
    accepted(await receiveShare(server, stage, made.id, 50n));
    expect(await heldWish(server, wish.needId)).toMatchObject({
      ...{ status: 'PARTIALLY_CLAIMED', held: '50', received: '50', shares: ['RECEIVED 50'] },
      books: { SOURCE: '-50', RESERVED: '50' },
    });
    const disposal = { disposalId: v7(), donationId, amount: 1n };
    expect(await disposalService.returnDonation(stage.staff.actor, disposal)).toEqual(refused);
    expect(
      await shareService.withdrawShare(actor, { commandId: v7(), shareId: globalId('WishShare', made.id) }),
    ).toEqual(new WrongState('RECEIVED', ['HELD']));
    expect(await heldWish(server, wish.needId)).toMatchObject({ held: '50', received: '50' });
  });

  test('104: given a share whose money did not come in time, then whoever looks first ends it, once, by the clock of the database', async () => {
    const wish = await wishOf(100n);
    const made = accepted(await share(server, stage, first, wish, 60n));
    const { shareEnding } = server.app.composition;
    expect([await shareEnding.expireShare(made.id), await shareEnding.expireShares()]).toEqual([false, 0]);
    await endShareTime(server, made.id);
    const ended = await Promise.all([shareEnding.expireShare(made.id), shareEnding.expireShare(made.id)]);
    expect(ended.sort()).toEqual([false, true]);
    const after = { status: 'PUBLISHED', held: '0', shares: ['EXPIRED 60'], books: {} };
    expect(await heldWish(server, wish.needId)).toMatchObject(after);
    expect(await receiveShare(server, stage, made.id)).toEqual(new WrongState('WITHDRAWN', ['PLEDGED']));
  });

  test('given several donors, then each sees its own share and the progress, the area sees all, and a stranger nothing', async () => {
    const wish = await wishOf(100n);
    accepted(await share(server, stage, first, wish, 60n));
    accepted(await share(server, stage, second, wish, 40n));
    const adviser = await people(server).adviser(wish.areaCode);
    const stranger = await giver(server);
    const query = `query ($id: ID!) { need(id: $id) { wish { openFen heldFen shares { amountFen } } } }`;
    const sharesSeenBy = async (token: string) => (await server.request(query, { id: wish.id }, token)).data.need?.wish;
    expect(await sharesSeenBy(first.partner.token)).toEqual({
      openFen: '0',
      heldFen: '100',
      shares: [{ amountFen: '60' }],
    });
    expect((await sharesSeenBy(adviser.token)).shares).toHaveLength(2);
    expect((await sharesSeenBy(stage.staff.token)).shares).toHaveLength(2);
    expect(await sharesSeenBy(stranger.partner.token)).toBeUndefined();
    const list = `query ($id: ID!) { wishShares(organisationId: $id) { edges { node { amountFen wish { id } } } } }`;
    const own = await server.request(
      list,
      { id: globalId('Organisation', second.organisationId) },
      second.partner.token,
    );
    expect(own.data.wishShares.edges).toContainEqual({ node: { amountFen: '40', wish: { id: wish.id } } });
    const theirs = await server.request(
      list,
      { id: globalId('Organisation', first.organisationId) },
      second.partner.token,
    );
    expect(theirs.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const charity = await server.request(list, { id: globalId('Organisation', stage.charityId) }, stage.staff.token);
    expect(charity.data.wishShares.edges.slice(0, 2).map((edge: any) => edge.node.amountFen)).toEqual(['40', '60']);
  });
});
