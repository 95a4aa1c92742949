/** Shows over HTTP why nothing may be set aside: the smallest conflict and its remedies, wrong inputs, and what the database holds after. */
import { v7 } from 'uuid';
import { ReleaseReason } from '../../schema/claim/reason';
import { globalId } from '../../schema/global-id';
import { DonorKind } from '../../schema/donation/enums';
import { accepted, provider } from '../stage/claims';
import { lot, received } from '../stage/donations';
import { household, newResidentNumber } from '../stage/households';
import { directlyReferredNeed, referredNeed, stagedCommunity } from '../stage/needs';
import { startTestServer, type TestServer } from '../stage/server';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import {
  allocate,
  allocated,
  allocationStage,
  claimedNeed,
  confirmDelivery,
  expectSoundBooks,
  openProject,
  type AllocationStage,
  type ClaimedNeed,
} from './stage';

const conflict = `... on NoLegalAllocation { messageZh nearest candidates conflicts { rule excluded remedyZh remedyEn } }`;
const byHand = `mutation ($input: AllocateDonationInput!) { allocateDonation(input: $input) { __typename
  ... on Allocation { amount } ... on InvalidInput { field } ... on NotFound { type } ${conflict} } }`;
const byRule = `mutation ($input: AllocateAutomaticallyInput!) { allocateAutomatically(input: $input) { __typename
  ... on AutomaticAllocation { amount missing } ... on InvalidInput { field } ... on NotFound { type } ${conflict} } }`;

describe('what may not be set aside', () => {
  let server: TestServer;
  let stage: AllocationStage;
  beforeAll(async () => {
    server = await startTestServer();
  });
  beforeEach(async () => {
    stage = await allocationStage(server);
  });
  afterEach(() => expectSoundBooks(server));
  afterAll(() => server.close());

  const wishOf = (to: ClaimedNeed, more: object) => ({
    ...{ charityId: globalId('Organisation', stage.charityId), needId: to.need.id, claimId: to.claimGlobalId },
    ...more,
  });
  const rule = async (to: ClaimedNeed, more: object) => {
    const answer = await server.request(byRule, { input: { commandId: v7(), ...wishOf(to, more) } }, stage.staff.token);
    expect(answer.errors).toBeUndefined();
    return answer.data.allocateAutomatically;
  };
  const hand = async (to: ClaimedNeed, more: object) => {
    const input = { allocationId: v7(), needId: to.need.id, claimId: to.claimGlobalId, ...more };
    const answer = await server.request(byHand, { input }, stage.staff.token);
    return answer.errors ? { code: answer.errors[0]!.extensions.code } : answer.data.allocateDonation;
  };
  const counts = () =>
    server.database.query(
      `SELECT (SELECT count(*) FROM allocation)::int AS allocations, (SELECT count(*) FROM ledger_transfer)::int AS transfers,
              (SELECT count(*) FROM audit_line)::int AS lines, (SELECT count(*) FROM event)::int AS events`,
    );
  const rulesOf = (answer: any) => answer.conflicts.map((one: any) => one.rule);

  test('given donations that each break other rules, then the smallest set that excludes all is named, with what would mend each, and nothing changes', async () => {
    const to = await claimedNeed(server, stage);
    const elsewhere = { areaCode: '640104002' };
    // Gifts may be for them: there are five.
    for (const _ of [1, 2, 3, 4, 5])
      await household(server, { areaCode: '640104002001', situations: [Situation.DISABLED] });
    await received(server, stage, { moneyFen: 100n, earmark: elsewhere });
    await received(server, stage, { moneyFen: 100n, earmark: { ...elsewhere, serviceKind: ServiceKind.HOME_VISIT } });
    await received(server, stage, { moneyFen: 100n, earmark: { situation: Situation.DISABLED } });
    const before = await counts();
    const answer = await rule(to, { amountFen: '10', withoutBudget: true });
    expect(answer).toEqual({
      __typename: 'NoLegalAllocation',
      messageZh: expect.stringContaining('没有合规'),
      nearest: ['EARMARK_AREA'],
      candidates: 3,
      conflicts: [
        {
          rule: 'EARMARK_AREA',
          excluded: 2,
          remedyZh: '请用于指定的区域，或经捐赠人同意变更用途。',
          remedyEn: 'Use it in the area it was given for, or change the use with the consent of the donor.',
        },
        expect.objectContaining({ rule: 'EARMARK_SITUATION', excluded: 1 }),
      ],
    });
    expect(await counts()).toEqual(before);
    const { data } = await server.request(
      `query ($input: AllocationWishInput!) { allocationCandidates(input: $input) { total legal conflicts { rule }
         candidates { available amount broken } } }`,
      { input: wishOf(to, { amountFen: '10', withoutBudget: true }) },
      stage.staff.token,
    );
    expect(data.allocationCandidates).toEqual({
      ...{ total: 3, legal: 0, conflicts: [{ rule: 'EARMARK_AREA' }, { rule: 'EARMARK_SITUATION' }] },
      candidates: [
        { available: '100', amount: '0', broken: ['EARMARK_AREA'] },
        { available: '100', amount: '0', broken: ['EARMARK_SITUATION'] },
        { available: '100', amount: '0', broken: ['EARMARK_SERVICE_KIND', 'EARMARK_AREA'] },
      ],
    });
  });

  test('given no project that is open, nothing at all, and a budget that is spent, then each is the whole conflict', async () => {
    const to = await claimedNeed(server, stage);
    expect(await rule(to, { amountFen: '10' })).toMatchObject({
      candidates: 0,
      conflicts: [{ rule: 'AMOUNT_UNAVAILABLE' }],
    });
    const donation = await received(server, stage, { moneyFen: 1_000n });
    expect(rulesOf(await rule(to, { amountFen: '10' }))).toEqual(['PROJECT_NOT_OPEN']);
    const projectId = await openProject(server, stage, { budgetFen: '500', capPerCaseFen: '300' });
    expect(await rule(to, { amountFen: '900' })).toEqual({
      ...{ __typename: 'AutomaticAllocation', amount: '300', missing: '600' },
    });
    expect(rulesOf(await rule(to, { amountFen: '1' }))).toEqual(['CAP_PER_CASE']);
    const second = await claimedNeed(server, stage);
    const paid = { donationId: globalId('Donation', donation.id), projectId: globalId('CharityProject', projectId) };
    expect(await hand(second, { ...paid, amount: '201' })).toMatchObject({ nearest: ['BUDGET_LEFT'] });
    expect(await hand(second, { ...paid, amount: '200' })).toMatchObject({ __typename: 'Allocation', amount: '200' });
    const third = await claimedNeed(server, stage);
    expect(await hand(third, { ...paid, amount: '501' })).toMatchObject({
      nearest: ['AMOUNT_UNAVAILABLE', 'CAP_PER_CASE', 'BUDGET_LEFT'],
      conflicts: [{ rule: 'AMOUNT_UNAVAILABLE' }],
    });
  });

  test('given a delivery in part, then only what was delivered counts for the cap of the case', async () => {
    const projectId = await openProject(server, stage, { budgetFen: '500', capPerCaseFen: '100' });
    const donation = await received(server, stage, { moneyFen: 1_000n });
    const to = await claimedNeed(server, stage, { quantity: 2, quantityUnit: '次' });
    await allocated(server, stage, { donationId: donation.id, to, projectId, amount: 100n });
    await confirmDelivery(server, stage, to, 1);
    const spent = await server.app.composition.allocations.spentOnCase(server.database, to.need.needId, [projectId]);
    expect([...spent]).toEqual([[projectId, 50n]]);
  });

  test('given a donor who is of the household, and a donor that is the claimant itself, then it is refused as related', async () => {
    const residentNumber = newResidentNumber();
    const { donorService } = server.app.composition;
    const own = await household(server, { areaCode: stagedCommunity, members: [{ residentNumber }] });
    const donorId = v7();
    accepted(
      await donorService.registerDonor(stage.staff.actor, {
        ...{ donorId, kind: DonorKind.INDIVIDUAL, name: '钱学忠', residentNumber },
      }),
    );
    const person = { donorOrganisationId: undefined, donorId: globalId('Donor', donorId) };
    const given = await received(server, stage, { ...person, moneyFen: 100n });
    const to = await claimedNeed(server, stage, { household: own });
    const neighbour = await claimedNeed(server, stage);
    expect(await allocate(server, stage, { donationId: given.id, to, amount: 1n })).toMatchObject({
      nearest: ['RELATED_PARTY'],
    });
    await allocated(server, stage, { donationId: given.id, to: neighbour, amount: 1n });
    const organisation = { donorOrganisationId: globalId('Organisation', stage.provider.organisationId) };
    const byClaimant = await received(server, stage, { ...organisation, moneyFen: 100n });
    for (const whole of [true, false])
      expect(
        await allocate(server, stage, { donationId: byClaimant.id, to: neighbour, amount: 1n, whole }),
      ).toMatchObject({ nearest: ['RELATED_PARTY'] });
  });

  test('given an expired lot, a closed project and a need that was given back, then each by its own rule', async () => {
    const goods = lot({ quantity: 5n, expiresOn: '2020-01-01' });
    const donation = await received(server, stage, { lots: [goods] });
    const projectId = await openProject(server, stage);
    const to = await claimedNeed(server, stage);
    const of = { donationId: donation.id, lotId: goods.lotId, to, amount: 1n };
    expect(await allocate(server, stage, of)).toMatchObject({ nearest: ['LOT_EXPIRED'] });
    const { claimService, projectService } = server.app.composition;
    const closing = { commandId: v7(), projectId: globalId('CharityProject', projectId) };
    accepted(await projectService.closeCharityProject(stage.staff.actor, closing));
    expect(await allocate(server, stage, { ...of, projectId })).toMatchObject({
      nearest: ['LOT_EXPIRED', 'PROJECT_NOT_OPEN'],
    });
    const giveBack = { commandId: v7(), claimId: to.claimGlobalId, reason: ReleaseReason.OTHER };
    accepted(await claimService.releaseClaim(stage.provider.member, giveBack));
    expect(await allocate(server, stage, of)).toMatchObject({ nearest: ['LOT_EXPIRED', 'NEED_NOT_READY'] });
  });

  test('80: given amounts, goods and projects that make no sense, then the field is named and nothing is stored', async () => {
    const to = await claimedNeed(server, stage);
    const donation = await received(server, stage, { moneyFen: 100n });
    const own = { donationId: globalId('Donation', donation.id) };
    const before = await counts();
    for (const [field, more] of [
      ['amountFen', { amountFen: '0' }],
      ['amountFen', {}],
      ['amountFen', { amountFen: '5', item: '大米', unit: '袋', pieces: '1' }],
      ['amountFen', { item: '大米', pieces: '1' }],
      ['pieces', { item: '大米', unit: '袋', pieces: '0' }],
    ] as const)
      expect(await rule(to, more)).toEqual({ __typename: 'InvalidInput', field });
    expect(await hand(to, { ...own, amount: '0' })).toEqual({ __typename: 'InvalidInput', field: 'amount' });
    for (const amount of ['-1', '1.5', '1e3', '9007199254740992'])
      expect(await hand(to, { ...own, amount })).toEqual({ code: 'BAD_USER_INPUT' });
    for (const [type, more] of [
      ['CharityProject', { projectId: globalId('CharityProject', v7()) }],
      ['Claim', { claimId: globalId('Claim', v7()) }],
      ['Need', { needId: globalId('Need', v7()) }],
      ['Donation', { donationId: globalId('Donation', v7()) }],
      ['DonationLot', { lotId: globalId('DonationLot', v7()) }],
    ] as const)
      expect(await hand(to, { ...own, amount: '1', ...more })).toEqual({ __typename: 'NotFound', type });
    expect(await counts()).toEqual(before);
  });

  test('given a restricted need, then it is there for a charity that it was referred to and for no other', async () => {
    const minors = await provider(server, { takesRestricted: true });
    const need = await directlyReferredNeed(server, [minors.organisationId], { situations: [Situation.DISABLED] });
    const to: ClaimedNeed = { need, claimId: v7(), claimGlobalId: '' };
    const donation = await received(server, stage, { moneyFen: 100n });
    const answer = await allocate(server, stage, { donationId: donation.id, to, amount: 1n, whole: true });
    expect(answer).toMatchObject({ nearest: ['NEED_NOT_READY'] });
    await server.database.query('UPDATE need SET restricted = true WHERE id = $1', [need.needId]);
    expect(await allocate(server, stage, { donationId: donation.id, to, amount: 1n, whole: true })).toMatchObject({
      type: 'Need',
    });
    const open = await referredNeed(server);
    expect(
      await allocate(server, stage, { donationId: donation.id, to: { ...to, need: open }, amount: 1n, whole: true }),
    ).toMatchObject({ nearest: ['NEED_NOT_READY'] });
  });
});
