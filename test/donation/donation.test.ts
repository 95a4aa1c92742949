/** Shows the life of a donation: promised, revised, taken back, received, used otherwise, given back, lost, expired; and what is refused. */
import { v7 } from 'uuid';
import { UseConsentMethod } from '../../schema/donation/enums';
import { globalId } from '../../schema/global-id';
import { isRefusal } from '../../schema/refusal';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { accepted } from '../stage/claims';
import { booksOf, givingStage, lot, pledge, received, type GivingStage } from '../stage/donations';
import { startTestServer, type TestServer } from '../stage/server';

describe('donations', () => {
  let server: TestServer;
  let stage: GivingStage;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await givingStage(server);
  });
  afterAll(() => server.close());
  const service = () => server.app.composition.donationService;
  const id = (donation: { id: string }) => globalId('Donation', donation.id);
  const counts = () =>
    server.database.query('SELECT (SELECT count(*) FROM donation) d, (SELECT count(*) FROM ledger_transfer) t');

  test('given a pledge of money, when revised twice and received in part, then each fen is where it is said', async () => {
    const donation = accepted(await pledge(server, stage, { moneyFen: 500_000n }));
    expect(await booksOf(server, donation.id)).toEqual({ PLEDGED: '500000', SOURCE: '-500000' });
    for (const moneyFen of [700_000n, 600_000n])
      accepted(
        await service().revisePledge(stage.partner.actor, { revisionId: v7(), donationId: id(donation), moneyFen }),
      );
    expect(await booksOf(server, donation.id)).toEqual({ PLEDGED: '600000', SOURCE: '-600000' });
    const got = accepted(
      await service().receiveDonation(stage.staff.actor, {
        commandId: v7(),
        donationId: id(donation),
        moneyFen: 599_999n,
      }),
    );
    expect([got.status, got.revision, got.moneyFen]).toEqual(['RECEIVED', 2, 599_999n]);
    expect(await booksOf(server, donation.id)).toEqual({ RECEIVED: '599999', SOURCE: '-599999' });
    const again = await service().receiveDonation(stage.staff.actor, { commandId: v7(), donationId: id(donation) });
    expect(again).toMatchObject({ currentStatus: 'RECEIVED' });
    const events = await server.database.query(
      'SELECT type FROM event WHERE subject_id = $1 ORDER BY transaction, position',
      [donation.id],
    );
    expect(events.map((event) => event.type)).toEqual([
      'DonationPledged',
      'DonationPledgeRevised',
      'DonationPledgeRevised',
      'DonationReceived',
    ]);
  });

  test('given goods over HTTP, when pledged, received in part, returned, lost and expired, then the balances say so', async () => {
    const lots = [lot(), lot({ item: '大米', unit: '袋', quantity: 20n, expiresOn: '2026-01-01' })];
    const input = {
      donationId: v7(),
      donorOrganisationId: globalId('Organisation', stage.companyId),
      recipientOrganisationId: globalId('Organisation', stage.charityId),
      lots: lots.map((one) => ({ ...one, quantity: String(one.quantity), unitValueFen: String(one.unitValueFen) })),
      earmark: { areaCode: '640104' },
    };
    const fields =
      '... on Donation { id form status earmark { areaCode } lots { id item quantity balances { pledged received returned lost expired } } }';
    const made = await server.request(
      `mutation ($input: PledgeDonationInput!) { pledgeDonation(input: $input) { __typename ${fields} } }`,
      { input },
      stage.partner.token,
    );
    expect(made.errors).toBeUndefined();
    expect(made.data.pledgeDonation).toMatchObject({
      form: 'GOODS',
      status: 'PLEDGED',
      earmark: { areaCode: '640104' },
    });
    const [quilts, rice] = made.data.pledgeDonation.lots as { id: string }[];
    const got = await server.request(
      `mutation ($input: ReceiveDonationInput!) { receiveDonation(input: $input) { __typename ${fields} } }`,
      {
        input: {
          commandId: v7(),
          donationId: made.data.pledgeDonation.id,
          lots: [{ lotId: quilts!.id, quantity: '8' }],
        },
      },
      stage.staff.token,
    );
    expect(got.data.receiveDonation.lots.map((one: { quantity: string }) => one.quantity)).toEqual(['8', '20']);
    const { disposalService } = server.app.composition;
    const dispose = { donationId: made.data.pledgeDonation.id, lotId: quilts!.id };
    accepted(await disposalService.returnDonation(stage.staff.actor, { ...dispose, disposalId: v7(), amount: 3n }));
    accepted(await disposalService.reportDonationLoss(stage.staff.actor, { ...dispose, disposalId: v7(), amount: 1n }));
    const tooMuch = await disposalService.returnDonation(stage.staff.actor, {
      ...dispose,
      disposalId: v7(),
      amount: 5n,
    });
    expect(tooMuch).toMatchObject({ available: 4n });
    expect(await disposalService.expireLots()).toBe(1);
    expect(await disposalService.expireLots()).toBe(0);
    const seen = await server.request(
      `query ($id: ID!) { donation(id: $id) { lots { balances { received returned lost expired } } } }`,
      { id: made.data.pledgeDonation.id },
      stage.partner.token,
    );
    expect(seen.data.donation.lots.map((one: { balances: unknown }) => one.balances)).toEqual([
      { received: '4', returned: '3', lost: '1', expired: '0' },
      { received: '0', returned: '0', lost: '0', expired: '20' },
    ]);
    expect(rice).toBeDefined();
  });

  test('given what no rule allows, then it is refused by type and nothing is stored', async () => {
    const before = await counts();
    const refused: [string, Parameters<typeof pledge>[2]][] = [
      ['InvalidInput', { moneyFen: 0n }],
      ['InvalidInput', { moneyFen: 100n, currency: 'USD' }],
      ['InvalidInput', {}],
      ['InvalidInput', { moneyFen: 100n, lots: [lot()] }],
      ['InvalidInput', { lots: [lot({ quantity: 0n })] }],
      ['InvalidInput', { lots: [lot({ quantity: 1_000_000_000n, unitValueFen: 9_007_199_254_740_991n })] }],
      ['InvalidInput', { moneyFen: 100n, earmark: { areaCode: '999999' } }],
      ['ProjectNotOpen', { moneyFen: 100n, earmark: { projectId: globalId('CharityProject', v7()) } }],
      ['NotFound', { moneyFen: 100n, recipientOrganisationId: globalId('Organisation', stage.companyId) }],
    ];
    for (const [type, more] of refused) {
      const answer = await pledge(server, stage, more);
      expect([isRefusal(answer), answer.constructor.name]).toEqual([true, type]);
    }
    const wrong = ['-1', '1.5', '9007199254740992', '1e3'];
    for (const moneyFen of wrong) {
      const answer = await server.request(
        'mutation ($input: PledgeDonationInput!) { pledgeDonation(input: $input) { __typename } }',
        { input: { donationId: v7(), recipientOrganisationId: 'x', donorOrganisationId: 'x', moneyFen } },
        stage.partner.token,
      );
      expect(answer.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
    }
    expect(await counts()).toEqual(before);
    const stored = accepted(await pledge(server, stage, { moneyFen: 1n }));
    for (const change of ['money_fen = 0', 'money_fen = -1', "currency = 'USD'"])
      await expect(server.database.query(`UPDATE donation SET ${change} WHERE id = $1`, [stored.id])).rejects.toThrow(
        /violates check constraint/,
      );
    await expect(server.database.query('UPDATE ledger_entry SET amount = amount * 2')).rejects.toThrow(/never changed/);
    await expect(
      server.database.query("UPDATE ledger_balance SET balance = -1 WHERE book = 'RECEIVED'"),
    ).rejects.toThrow(/only_the_source_is_overdrawn/);
  });

  test('given the same id fifty times at once, then one donation and the same answer; with other contents a refusal', async () => {
    const donationId = v7();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => pledge(server, stage, { donationId, moneyFen: 777n })),
    );
    expect(
      new Set(answers.map((answer) => JSON.stringify(answer, (_, v) => (typeof v === 'bigint' ? String(v) : v)))).size,
    ).toBe(1);
    expect(await booksOf(server, donationId)).toEqual({ PLEDGED: '777', SOURCE: '-777' });
    const other = await pledge(server, stage, { donationId, moneyFen: 778n });
    expect(other.constructor.name).toBe('IdempotencyMismatch');
    expect(await booksOf(server, donationId)).toEqual({ PLEDGED: '777', SOURCE: '-777' });
  });

  test('given a received donation, when its use is to change, then only with the donor’s consent, which is kept', async () => {
    const donation = await received(server, stage, { moneyFen: 100n, earmark: { serviceKind: ServiceKind.CLEANING } });
    const change = {
      changeId: v7(),
      donationId: id(donation),
      earmark: { serviceKind: ServiceKind.EDUCATION_SUPPORT },
      method: UseConsentMethod.PORTAL,
      consentedOn: '2026-01-05',
    };
    await expect(service().changeDonationUse(stage.staff.actor, change)).rejects.toThrow();
    const changed = accepted(await service().changeDonationUse(stage.partner.actor, change));
    expect(changed.earmarkServiceKind).toBe('EDUCATION_SUPPORT');
    const kept = await server.database.query('SELECT earlier, later, method FROM donation_use_change');
    expect(kept).toEqual([
      { earlier: { serviceKind: 'CLEANING' }, later: { serviceKind: 'EDUCATION_SUPPORT' }, method: 'PORTAL' },
    ]);
  });

  test('given another company, then it sees and changes nothing of it', async () => {
    const donation = accepted(await pledge(server, stage, { moneyFen: 5n }));
    const stranger = (await givingStage(server)).partner;
    expect(await service().withdrawPledge(stranger.actor, { commandId: v7(), donationId: id(donation) })).toMatchObject(
      {
        type: 'Donation',
      },
    );
    expect(await server.app.composition.donationReading.findVisible(stranger.actor, donation.id)).toBeUndefined();
    const taken = accepted(
      await service().withdrawPledge(stage.partner.actor, { commandId: v7(), donationId: id(donation) }),
    );
    expect(taken.status).toBe('WITHDRAWN');
    expect(await booksOf(server, donation.id)).toEqual({});
  });
});
