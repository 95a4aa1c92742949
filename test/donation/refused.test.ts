/** Shows that sums, goods, currencies and earmarks that cannot be are refused by type, store nothing, and are refused by the database too. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { drafted, localOf, opened, run, type Federation } from '../project/staging';
import { givingStage, lot, received, type GivingStage } from '../stage/donations';
import { startTestServer, type TestServer } from '../stage/server';

describe('80: what cannot be given', () => {
  let server: TestServer;
  let stage: GivingStage;
  let of: Federation;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await givingStage(server);
    of = { organisationId: stage.charityId, id: globalId('Organisation', stage.charityId), staff: stage.staff };
  });
  afterAll(() => server.close());

  /** One command over HTTP: the type and field of its refusal, or the code of its fault. */
  async function told(operation: string, input: Record<string, unknown>, token = stage.staff.token): Promise<string> {
    const type = ['returnDonation', 'reportDonationLoss'].includes(operation) ? 'DisposeDonation' : undefined;
    const named = type ?? `${operation[0]!.toUpperCase()}${operation.slice(1)}`;
    const withField = ['withdrawPledge'].includes(operation) ? '' : '... on InvalidInput { field }';
    const { data, errors } = await server.request(
      `mutation ($input: ${named}Input!) { ${operation}(input: $input) { __typename ${withField} } }`,
      { input },
      token,
    );
    if (errors) return String(errors[0]!.extensions.code);
    const { __typename, field } = data[operation] as { __typename: string; field?: string };
    return field ? `${__typename} ${field}` : __typename;
  }
  const stored = () =>
    server.database.query(
      `SELECT (SELECT json_agg(d ORDER BY id) FROM donation d)::text AS donations, (SELECT json_agg(l ORDER BY id) FROM donation_lot l)::text AS lots,
              (SELECT count(*)::int FROM ledger_transfer) AS transfers, (SELECT count(*)::int FROM audit_line) AS lines, (SELECT count(*)::int FROM event) AS events`,
    );
  const promise = (more: object) => ({
    ...{
      donationId: v7(),
      donorOrganisationId: globalId('Organisation', stage.companyId),
      recipientOrganisationId: of.id,
    },
    ...more,
  });
  const goods = (more: object = {}) => ({
    ...{ lotId: v7(), item: '棉被', unit: '床', quantity: '10', unitValueFen: '12000', condition: 'NEW', ...more },
  });
  const tooMuch = '9007199254740992';
  const amounts = [
    ['a negative sum', '-1', 'BAD_USER_INPUT'],
    ['half a fen', '0.5', 'BAD_USER_INPUT'],
    ['a sum beyond what is exact', tooMuch, 'BAD_USER_INPUT'],
    ['a sum in another notation', '1e3', 'BAD_USER_INPUT'],
    ['a number instead of text', 1.5, 'BAD_USER_INPUT'],
  ] as const;

  test.each([
    ['no money', { moneyFen: '0' }, 'InvalidInput moneyFen'],
    ['another currency', { moneyFen: '100', currency: 'USD' }, 'InvalidInput currency'],
    ['nothing', {}, 'InvalidInput moneyFen'],
    ['money and goods at once', { moneyFen: '100', lots: [goods()] }, 'InvalidInput moneyFen'],
    ['goods of no quantity', { lots: [goods({ quantity: '0' })] }, 'InvalidInput lots.0.quantity'],
    ['too many pieces', { lots: [goods({ quantity: '1000000001' })] }, 'InvalidInput lots.0.quantity'],
    [
      'goods worth more than is exact',
      { lots: [goods({ quantity: '1000000000', unitValueFen: '9007200' })] },
      'InvalidInput lots.0.unitValueFen',
    ],
    ['goods without a name', { lots: [goods({ item: ' ' })] }, 'InvalidInput lots.0.item'],
    ['a day that does not exist', { lots: [goods({ expiresOn: '2027-02-29' })] }, 'BAD_USER_INPUT'],
    ['half a piece', { lots: [goods({ quantity: '1.5' })] }, 'BAD_USER_INPUT'],
    ['a negative value', { lots: [goods({ unitValueFen: '-1' })] }, 'BAD_USER_INPUT'],
    ['no such area', { moneyFen: '100', earmark: { areaCode: '999999' } }, 'InvalidInput earmark.areaCode'],
    [
      'no such project',
      { moneyFen: '100', earmark: { projectId: globalId('CharityProject', v7()) } },
      'ProjectNotOpen',
    ],
    ...amounts.map(([what, moneyFen, answer]): [string, object, string] => [what, { moneyFen }, answer]),
  ] as [string, object, string][])(
    'given a pledge of %s, then it is refused by type and nothing is stored',
    async (_what, more, answer) => {
      const before = await stored();
      for (const token of [stage.staff.token, stage.partner.token])
        expect(await told('pledgeDonation', promise(more), token)).toBe(answer);
      expect(await stored()).toEqual(before);
    },
  );

  test('given goods under the id of a sum of money that was pledged, then the id is taken and no book of it changes', async () => {
    const money = promise({ moneyFen: '700' });
    expect(await told('pledgeDonation', money, stage.partner.token)).toBe('Donation');
    const books = () =>
      server.database.query(
        'SELECT book, balance::text FROM ledger_balance WHERE holding_id = $1 AND balance <> 0 ORDER BY book',
        [money.donationId],
      );
    const before = await stored();
    const lots = [goods(), goods({ lotId: money.donationId })];
    expect(await told('pledgeDonation', promise({ lots }), stage.partner.token)).toBe('IdempotencyMismatch');
    expect(await stored()).toEqual(before);
    expect(await books()).toEqual([
      { book: 'PLEDGED', balance: '700' },
      { book: 'SOURCE', balance: '-700' },
    ]);
  });

  test('given any text that is no whole number of fen within the limits, then no sum and no quantity is stored of it', async () => {
    const before = await stored();
    const isFen = (text: string) => /^(0|[1-9]\d{0,15})$/.test(text) && BigInt(text) > 0n && BigInt(text) < 2n ** 53n;
    const like = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'0123456789.-+eE, _xn') }),
      fc.double().map(String),
      fc.bigInt(-(2n ** 70n), 2n ** 70n).map(String),
    );
    await fc.assert(
      fc.asyncProperty(
        like.filter((text) => !isFen(text)),
        async (text) => {
          expect(await told('pledgeDonation', promise({ moneyFen: text }))).toMatch(/^(BAD_USER_INPUT|InvalidInput)/);
          expect(await told('pledgeDonation', promise({ lots: [goods({ quantity: text })] }))).toMatch(
            /^(BAD_USER_INPUT|InvalidInput)/,
          );
        },
      ),
      { numRuns: 40 },
    );
    expect(await stored()).toEqual(before);
  });

  test.each([
    ...amounts,
    ['nothing', '0', 'InvalidInput amount'] as const,
    ['more than is there', '101', 'NotEnoughLeft'] as const,
  ])(
    'given %s to be given back or written off, then it is refused by type and nothing moves',
    async (_what, amount, answer) => {
      const donation = await received(server, stage, { moneyFen: 100n });
      const before = await stored();
      for (const operation of ['returnDonation', 'reportDonationLoss'])
        expect(await told(operation, { disposalId: v7(), donationId: globalId('Donation', donation.id), amount })).toBe(
          answer,
        );
      expect(await stored()).toEqual(before);
    },
  );

  test.each([
    ...amounts,
    ['nothing', '0', 'InvalidInput lots'] as const,
    ['more than was promised', '101', 'InvalidInput lots'] as const,
  ])('given %s as what arrived, then it is refused by type and nothing moves', async (_what, moneyFen, answer) => {
    const pledged = promise({ moneyFen: '100' });
    expect(await told('pledgeDonation', pledged)).toBe('Donation');
    const donationId = globalId('Donation', pledged.donationId);
    const before = await stored();
    expect(await told('receiveDonation', { commandId: v7(), donationId, moneyFen })).toBe(answer);
    const revised =
      answer === 'InvalidInput lots' && moneyFen !== '0' ? 'Donation' : answer.replace('lots', 'moneyFen');
    if (revised !== 'Donation')
      expect(await told('revisePledge', { revisionId: v7(), donationId, moneyFen })).toBe(revised);
    expect(await stored()).toEqual(before);
  });

  test('given a project that is a draft, has ended, or whose window is over, then nothing is given for it, promised, revised or with consent', async () => {
    const [draft, ended, over] = [
      await drafted(server, await qualified()),
      await opened(server, await qualified()),
      await opened(server, await qualified()),
    ];
    await run(server, stage.staff, 'closeCharityProject', { projectId: ended });
    await server.database.query(
      'UPDATE charity_project SET starts_on = starts_on - 40, ends_on = current_date - 2, filed_on = filed_on - 40 WHERE id = $1',
      [localOf(over)],
    );
    const pledged = promise({ moneyFen: '100' });
    expect(await told('pledgeDonation', pledged)).toBe('Donation');
    const [promised, given] = [pledged.donationId, (await received(server, stage, { moneyFen: 100n })).id];
    const before = await stored();
    for (const projectId of [draft, ended, over]) {
      const earmark = { projectId };
      expect(await told('pledgeDonation', promise({ moneyFen: '100', earmark }))).toBe('ProjectNotOpen');
      const revision = { revisionId: v7(), donationId: globalId('Donation', promised), moneyFen: '100', earmark };
      expect(await told('revisePledge', revision)).toBe('ProjectNotOpen');
      const change = { changeId: v7(), donationId: globalId('Donation', given), earmark, method: 'WRITTEN' };
      expect(await told('changeDonationUse', { ...change, consentedOn: '2026-01-05' })).toBe('ProjectNotOpen');
    }
    expect(await stored()).toEqual(before);
    for (const projectId of [draft, ended].map(localOf))
      await expect(
        server.database.query('UPDATE donation SET earmark_project_id = $2 WHERE id = $1', [promised, projectId]),
      ).rejects.toMatchObject({ constraint: 'a_donation_is_given_for_an_open_project' });
    expect(await stored()).toEqual(before);
  });

  /** The charity of the stage, qualified once. */
  async function qualified(): Promise<Federation> {
    await server.database.query(
      `INSERT INTO fundraising_qualification (organisation_id, certificate_number, charity_since, granted_on, recorded_by)
       VALUES ($1, 'NX-2020-01', '2018-01-01', '2020-01-01', $2) ON CONFLICT DO NOTHING`,
      [of.organisationId, of.staff.accountId],
    );
    return of;
  }

  test.each([
    ['donation', 'money_fen = 0', 'money_is_a_positive_number_of_fen'],
    ['donation', 'money_fen = -1', 'money_is_a_positive_number_of_fen'],
    ['donation', `money_fen = ${tooMuch}`, 'money_is_a_positive_number_of_fen'],
    ['donation', 'money_fen = NULL', 'money_is_a_positive_number_of_fen'],
    ['donation', "currency = 'USD'", 'donations_are_in_yuan'],
    ['donation', "status = 'PLEDGED'", 'a_donation_received_has_its_receiver'],
    ['donation', 'earmark_project_id = gen_random_uuid()', 'a_donation_is_given_for_an_open_project'],
    ['donation_lot', 'quantity = 0', 'a_lot_has_a_positive_quantity'],
    ['donation_lot', 'quantity = -1', 'a_lot_has_a_positive_quantity'],
    ['donation_lot', 'quantity = 1000000001', 'a_lot_has_a_positive_quantity'],
    ['donation_lot', 'unit_value_fen = -1', 'a_lot_has_a_value_of_whole_fen'],
    ['donation_lot', 'quantity = 1000000000, unit_value_fen = 9007200', 'a_lot_has_a_value_of_whole_fen'],
    ['donation_lot', "value_evidence = '发票 1'", 'an_evidenced_value_has_its_evidence'],
    ['ledger_balance', 'balance = -1', 'only_the_source_is_overdrawn'],
  ])('given %s with %s past the product, then the database refuses it', async (table, change, constraint) => {
    const donation = await received(server, stage, table === 'donation_lot' ? { lots: [lot()] } : { moneyFen: 100n });
    const before = await stored();
    const column = { donation: 'id', donation_lot: 'donation_id', ledger_balance: 'holding_id' }[table];
    const more = table === 'ledger_balance' ? " AND book = 'RECEIVED'" : '';
    await expect(
      server.database.query(`UPDATE ${table} SET ${change} WHERE ${column} = $1${more}`, [donation.id]),
    ).rejects.toMatchObject({ constraint });
    expect(await stored()).toEqual(before);
  });
});
