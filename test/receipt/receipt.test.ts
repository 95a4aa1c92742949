/** Shows receipts by the rules: what gets one and what does not, numbers without gap, voiding, reissuing, and the public check. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { ReceiptVoidReason } from '../../schema/receipt/enums';
import { globalId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { accepted } from '../stage/claims';
import { approvedOrganisation } from '../stage/organisations';
import { people } from '../stage/people';
import { startTestServer, untilDone, type TestServer } from '../stage/server';
import { textsOf } from './page-reader';
import { charity, donation, issue, openSeries, reviewerOf, thisYear, type Charity } from './stage';

const nameOf = (result: object) => result.constructor.name;
const verify = `query ($code: String!, $number: String!, $checkCode: String!) {
  verifyReceipt(code: $code, number: $number, checkCode: $checkCode) { status face { payer number amountFen amountInCapitals payee } } }`;

describe('receipts', () => {
  let server: TestServer;
  let ours: Charity;
  beforeAll(async () => {
    server = await startTestServer();
    ours = await charity(server, '兴庆区慈善总会');
    accepted(await openSeries(server, ours, '64060126'));
  });
  afterAll(() => server.close());

  const numbersOf = async (who: Charity) =>
    (
      await server.database.query<{ number: string }>(
        'SELECT number FROM receipt WHERE organisation_id = $1 ORDER BY number',
        [who.organisationId],
      )
    ).map((row) => Number(row.number));
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const lastOf = async (who: Charity) =>
    Number(
      (await server.app.composition.receipts.findSeries(server.database, who.organisationId, thisYear()))!.lastNumber,
    );

  test('given goods without proof of value, a pledge, nobody named, the cashier as reviewer, then each is refused and no number is used', async () => {
    const before = await lastOf(ours);
    const goods = await donation(server, ours, {
      personName: '李秀英',
      lots: [
        { item: '棉被', quantity: 2n, unitValueFen: 100n, evidence: '发票 1' },
        { item: '轮椅', quantity: 1n, unitValueFen: 50_000n },
      ],
    });
    const refused = await issue(server, ours, goods);
    expect([nameOf(refused), (refused as never as { items: string[] }).items]).toEqual(['ValueNotEvidenced', ['轮椅']]);
    const pledged = await donation(server, ours, { personName: '李秀英', status: 'PLEDGED' });
    expect(nameOf(await issue(server, ours, pledged))).toBe('WrongState');
    expect(nameOf(await issue(server, ours, await donation(server, ours)))).toBe('InvalidInput');
    const own = await donation(server, ours, { personName: '李秀英' });
    const outsider = await people(server).auditor();
    const partner = await people(server).organisationMember(ours.organisationId);
    const left = await people(server).federationStaff(ours.organisationId);
    await server.database.query('UPDATE role_grant SET revoked_at = now() WHERE account_id = $1', [left.accountId]);
    for (const { accountId } of [ours.staff, outsider, partner, left, { accountId: v7() }])
      expect(await issue(server, ours, own, { reviewerAccountId: globalId('Account', accountId) })).toMatchObject({
        field: 'reviewerAccountId',
      });
    const unprintable = await donation(server, ours, { personName: '\u{323AF}' });
    expect(nameOf(await issue(server, ours, unprintable))).toBe('InvalidInput');
    const other = await charity(server, '另一慈善会');
    expect(nameOf(await issue(server, other, own))).toBe('NotFound');
    const theirs = await donation(server, other, { personName: '李秀英' });
    expect(nameOf(await issue(server, other, theirs))).toBe('NoReceiptSeries');
    expect(await lastOf(ours)).toBe(before);
    expect(await numbersOf(other)).toEqual([]);
  });

  test('given evidenced goods of a company, then issued, read, checked and printed it says the same, and strangers read nothing', async () => {
    const { organisationId } = await approvedOrganisation(server, {
      kind: OrganisationKind.COMPANY,
      name: '𠮷祥商贸有限公司',
    });
    const partner = await people(server).companyPartner(organisationId);
    const lots = [{ item: '棉被', quantity: 120n, unitValueFen: 12_900n, evidence: '发票 1' }];
    const donationId = await donation(server, ours, { donorOrganisationId: organisationId, lots });
    const row = accepted(await issue(server, ours, donationId));
    expect([row.amountFen, row.payee, row.projectName]).toEqual([1_548_000n, '兴庆区慈善总会', '公益捐赠']);
    expect([row.reviewer, row.reviewedBy]).toEqual(['马玉兰', ours.reviewer.accountId]);
    const query = 'query ($id: ID!) { receiptOfDonation(donationId: $id) { id page face { payer amountInCapitals } } }';
    const [first, again] = [
      await server.request(query, { id: donationId }, partner.token),
      await server.request(query, { id: donationId }, ours.staff.token),
    ];
    expect(first.data.receiptOfDonation.face).toEqual({
      payer: '𠮷祥商贸有限公司',
      amountInCapitals: '壹万伍仟肆佰捌拾元整',
    });
    expect(again.data.receiptOfDonation.page).toBe(first.data.receiptOfDonation.page);
    const texts = textsOf(Buffer.from(first.data.receiptOfDonation.page, 'base64')).join('|');
    expect(texts).toContain('交款人：|𠮷|祥商贸有限公司');
    expect(texts).toContain(`校验码：${row.checkCode}`);
    const number = String(row.number).padStart(10, '0');
    const asked = { code: row.code, number, checkCode: row.checkCode };
    const face = { payer: '𠮷祥商贸有限公司', number, amountFen: '1548000' };
    expect((await server.request(verify, asked)).data.verifyReceipt).toEqual({
      status: 'ISSUED',
      face: { ...face, amountInCapitals: '壹万伍仟肆佰捌拾元整', payee: '兴庆区慈善总会' },
    });
    const wrong = { ...asked, checkCode: `${row.checkCode.slice(0, -1)}${row.checkCode.endsWith('0') ? '1' : '0'}` };
    expect((await server.request(verify, wrong)).data.verifyReceipt).toBeNull();
    const stranger = await charity(server, '第三慈善会');
    const onDonation = async (token: string) =>
      (
        await server.request(
          'query ($id: ID!) { donation(id: $id) { recipient { name } receipt { face { number lines { item quantity } } } } }',
          { id: donationId },
          token,
        )
      ).data.donation;
    const edges = {
      recipient: { name: '兴庆区慈善总会' },
      receipt: { face: { number, lines: [{ item: '棉被', quantity: '120' }] } },
    };
    for (const { token } of [partner, ours.staff]) expect(await onDonation(token)).toEqual(edges);
    // The auditor sees the donation and reads no receipt.
    expect(await onDonation((await people(server).auditor()).token)).toEqual({ ...edges, receipt: null });
    expect((await server.request(query, { id: donationId }, stranger.staff.token)).data.receiptOfDonation).toBeNull();
    const { id } = first.data.receiptOfDonation as { id: string };
    const node = async (token: string) =>
      (await server.request('query ($id: ID!) { node(id: $id) { id __typename } }', { id }, token)).data.node;
    for (const { token } of [partner, ours.staff]) expect(await node(token)).toEqual({ id, __typename: 'Receipt' });
    const { nobodyInParticular, adviser, bureau } = people(server);
    for (const person of [stranger.staff, await nobodyInParticular(), await adviser(), await bureau()])
      expect(await node(person.token)).toBeNull();
  });

  test('given staff that issues, then it finds its colleagues as reviewers, and nobody else finds them', async () => {
    const who = await charity(server, '复核慈善会');
    const find = async (token: string) =>
      (
        await server.request(
          'query ($id: ID!) { receiptReviewers(organisationId: $id) { accountId displayName } }',
          { id: who.id },
          token,
        )
      ).data.receiptReviewers;
    await people(server).organisationMember(who.organisationId);
    expect(await find(who.staff.token)).toEqual([{ accountId: reviewerOf(who), displayName: '马玉兰' }]);
    expect(await find(ours.staff.token)).toEqual([]);
  });

  test('given a receipt past the rules of the service, then the database refuses one without a reviewer or reviewed by who issued it', async () => {
    const row = accepted(await issue(server, ours, await donation(server, ours, { personName: '李秀英' })));
    const copy = (reviewedBy: string) =>
      server.database.query(
        `INSERT INTO receipt SELECT (jsonb_populate_record(r, jsonb_build_object('id', $2::uuid, 'number', 999999,
           'donation_id', d.id, 'reviewed_by', ${reviewedBy}))).* FROM receipt r, donation d WHERE r.id = $1 AND d.id <> r.donation_id
           AND NOT EXISTS (SELECT FROM receipt v WHERE v.donation_id = d.id) LIMIT 1`,
        [row.id, v7()],
      );
    await expect(copy('NULL::uuid')).rejects.toThrow(/a_receipt_is_reviewed_by_an_account/);
    await expect(copy('r.issued_by')).rejects.toThrow(/a_receipt_is_reviewed_by_another_person/);
  });

  test('given a receipt, then a second is refused, reissuing voids it under its own number, and what was issued never changes', async () => {
    const donationId = await donation(server, ours, { personName: '李秀英' });
    const first = accepted(await issue(server, ours, donationId));
    expect(nameOf(await issue(server, ours, donationId))).toBe('ReceiptAlreadyIssued');
    const { receiptService } = server.app.composition;
    const input = {
      receiptId: v7(),
      replacesId: globalId('Receipt', first.id),
      reason: ReceiptVoidReason.PAYER_CORRECTED,
      reviewerAccountId: reviewerOf(ours),
    };
    const second = accepted(await receiptService.reissueReceipt(ours.staff.actor, input));
    expect([second.number, second.replacesId]).toEqual([first.number + 1n, first.id]);
    expect((accepted(await receiptService.reissueReceipt(ours.staff.actor, input)) as { id: string }).id).toBe(
      second.id,
    );
    const number = String(first.number).padStart(10, '0');
    const checked = await server.request(verify, { code: first.code, number, checkCode: first.checkCode });
    expect(checked.data.verifyReceipt.status).toBe('VOIDED');
    const voided = {
      commandId: v7(),
      receiptId: globalId('Receipt', first.id),
      reason: ReceiptVoidReason.WRONG_CONTENTS,
    };
    expect(nameOf(await receiptService.voidReceipt(ours.staff.actor, voided))).toBe('WrongState');
    for (const sql of [
      'UPDATE receipt SET amount_fen = 1 WHERE id = $1',
      "UPDATE receipt SET status = 'ISSUED', void_reason = NULL, voided_by = NULL, voided_at = NULL WHERE id = $1",
      'DELETE FROM receipt WHERE id = $1',
      'UPDATE receipt_series SET last_number = last_number + 2 WHERE $1::uuid IS NOT NULL',
      'UPDATE receipt_series SET last_number = last_number + 1 WHERE $1::uuid IS NOT NULL',
    ])
      await expect(server.database.query(sql, [first.id])).rejects.toThrow();
    expect((await server.app.composition.receipts.findReceipt(server.database, first.id))!.amountFen).toBe(10_000n);
  });

  test('97: given 60 receipts at once, half of them rolled back or repeated, then numbers are 1 to what was issued, each once', async () => {
    const who = await charity(server, '并发慈善会');
    accepted(await openSeries(server, who));
    const { database, receiptService } = server.app.composition;
    const ids: string[] = [];
    for (let index = 0; index < 30; index += 1) ids.push(await donation(server, who, { personName: '李秀英' }));
    const failing = (donationId: string) =>
      database
        .transaction(async (tx) => {
          await server.app.composition.receipts.drawNumber(tx, who.organisationId);
          throw new Error(`failed after the number was drawn for ${donationId}`);
        })
        .catch(() => undefined);
    const inputs = ids.map((donationId) => ({ receiptId: v7(), donationId, reviewerAccountId: reviewerOf(who) }));
    const [repeated, others] = [inputs.slice(0, 15), inputs.slice(15)];
    await Promise.all([
      ...[...repeated, ...repeated, ...others].map((input) =>
        untilDone(() => receiptService.issueReceipt(who.staff.actor, input)),
      ),
      ...ids.slice(0, 15).map(failing),
    ]);
    expect(await numbersOf(who)).toEqual(upTo(30));
    expect(await lastOf(who)).toBe(30);
  }, 60_000);

  test('97: given any sequence of issuing, refusing, failing, voiding and reissuing, then the numbers never have a gap', async () => {
    const who = await charity(server, '顺序慈善会');
    accepted(await openSeries(server, who));
    const { database, receipts, receiptService } = server.app.composition;
    let [expected, valid] = [0, undefined as string | undefined];
    const steps = {
      issue: async () => {
        valid = accepted(await issue(server, who, await donation(server, who, { personName: '李秀英' }))).id;
        expected += 1;
      },
      refuse: async () => void (await issue(server, who, await donation(server, who))),
      fail: () =>
        database
          .transaction(async (tx) => {
            await receipts.drawNumber(tx, who.organisationId);
            throw new Error('failed');
          })
          .catch(() => undefined),
      reissue: async () => {
        if (!valid) return;
        const input = {
          replacesId: globalId('Receipt', valid),
          reason: ReceiptVoidReason.WRONG_CONTENTS,
          reviewerAccountId: reviewerOf(who),
        };
        valid = accepted(await receiptService.reissueReceipt(who.staff.actor, { ...input, receiptId: v7() })).id;
        expected += 1;
      },
    };
    const names = Object.keys(steps) as (keyof typeof steps)[];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 6 }), async (sequence) => {
        for (const step of sequence) await steps[step]();
        expect(await numbersOf(who)).toEqual(upTo(expected));
        expect(await lastOf(who)).toBe(expected);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 60_000);

  test('given twenty wrong checks of one client, then the next is told to wait though it is right; after a quarter of an hour it is answered', async () => {
    const row = accepted(await issue(server, ours, await donation(server, ours, { personName: '李秀英' })));
    await server.database.query('DELETE FROM receipt_check_failure');
    const right = { code: row.code, number: String(row.number), checkCode: row.checkCode.toLowerCase() };
    for (let times = 0; times < 25; times += 1)
      expect((await server.request(verify, right)).data.verifyReceipt.status).toBe('ISSUED');
    for (let times = 0; times < 20; times += 1)
      expect((await server.request(verify, { ...right, checkCode: 'AAAAAAAAAAAA' })).data.verifyReceipt).toBeNull();
    expect((await server.request(verify, right)).errors![0]!.extensions.code).toBe('LIMIT_EXCEEDED');
    await server.database.query("UPDATE receipt_check_failure SET at = at - interval '15 minutes'");
    expect((await server.request(verify, right)).data.verifyReceipt.status).toBe('ISSUED');
    expect(await server.database.query('SELECT * FROM receipt_check_failure')).toEqual([]);
  });
});
