/** Shows by random files that what is registered together has the very rows of what is pledged one by one. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { GoodsCondition } from '../../schema/donation/enums';
import type { LotInput } from '../../schema/donation/inputs';
import { globalId, localId } from '../../schema/global-id';
import { isRefusal } from '../../schema/refusal';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { checkData } from '../../server/allocation/check';
import { givingStage, pledge, type GivingStage } from '../stage/donations';
import { startTestServer, type TestServer } from '../stage/server';

const headings = '序号,金额(元),品名,单位,数量,单价(元),价值凭证,成色,有效期至,服务类别,区划代码';

const register = `mutation ($input: RegisterDonationsInput!) { registerDonations(input: $input) { __typename
  ... on DonationImport { entries { donationId } } ... on ImportRefused { problems { row column messageEn } } } }`;

interface Gift {
  readonly moneyFen?: bigint;
  readonly lots: readonly Omit<LotInput, 'lotId'>[];
  readonly earmark: { readonly serviceKind?: ServiceKind; readonly areaCode?: string };
}

const words = fc.stringMatching(/^[一-龥A-Z][一-龥A-Z0-9]{0,8}$/);
const lotOf = fc.record({
  ...{ item: words, unit: fc.constantFrom('袋', '桶', 'kg'), quantity: fc.bigInt(1n, 1_000_000_000n) },
  ...{ unitValueFen: fc.bigInt(0n, 9_000_000n), valueEvidence: fc.option(words, { nil: undefined }) },
  condition: fc.constantFrom(...Object.values(GoodsCondition)),
  expiresOn: fc.constantFrom(undefined, '2027-02-28', '2099-12-31'),
});
const earmark = fc.record({
  serviceKind: fc.constantFrom(undefined, ServiceKind.CLEANING, ServiceKind.HOME_VISIT),
  areaCode: fc.constantFrom(undefined, '640104', '64'),
});
const gifts: fc.Arbitrary<Gift[]> = fc.array(
  fc.oneof(
    fc.record({ moneyFen: fc.bigInt(1n, 900_719_925_474_099n), lots: fc.constant([]), earmark }),
    fc.record({ lots: fc.array(lotOf, { minLength: 1, maxLength: 4 }), earmark }),
  ),
  { minLength: 1, maxLength: 6 },
);

const yuan = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;

function fileOf(all: readonly Gift[], name: string): string {
  const rows = all.flatMap(({ moneyFen, lots, earmark: { serviceKind = '', areaCode = '' } }, index) =>
    moneyFen === undefined
      ? lots.map((lot) =>
          [
            ...[`${name}-${index}`, '', lot.item, lot.unit, lot.quantity, yuan(lot.unitValueFen)],
            ...[lot.valueEvidence ?? '', lot.condition, lot.expiresOn ?? '', serviceKind, areaCode],
          ].join(','),
        )
      : [`${name}-${index},${yuan(moneyFen)},,,,,,,,${serviceKind},${areaCode}`],
  );
  return Buffer.from([headings, ...rows].join('\n')).toString('base64');
}

describe('a file of donations and the same pledges one by one', () => {
  let server: TestServer;
  let stage: GivingStage;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await givingStage(server);
  });
  afterAll(() => server.close());

  /** Every row that tells of a donation, in order; ids as the place of what they name, without times and positions. */
  const rowsOf = async (donationId: string): Promise<unknown> => {
    const ask = (sql: string) => server.database.query<Record<string, string>>(sql, [donationId]);
    const lots = await ask(
      `SELECT id, to_jsonb(l) - 'id' AS row FROM donation_lot l WHERE donation_id = $1 ORDER BY position`,
    );
    const found = {
      donation: await ask(
        `SELECT to_jsonb(d) - '{status_since, pledged_at}'::text[] AS row FROM donation d WHERE id = $1`,
      ),
      lots,
      holdings: await ask(
        `SELECT h.id, h.kind, b.book, b.balance::text FROM ledger_holding h JOIN ledger_balance b ON b.holding_id = h.id
           LEFT JOIN donation_lot l ON l.id = h.id WHERE h.id = $1 OR l.donation_id = $1 ORDER BY l.position, b.book`,
      ),
      transfers: await ask(
        `SELECT t.kind, t.reason, t.subject_id, t.allocation_id, t.project_id, t.settles_id, a.command_id, a.operation,
                e.holding_id, e.book, e.amount::text
           FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id JOIN audit_line a ON a.position = t.audit_position
           LEFT JOIN donation_lot l ON l.id = e.holding_id WHERE t.subject_id = $1 ORDER BY l.position, e.book`,
      ),
      lines: await ask(
        `SELECT account_id, operation, subject_type, subject_id, command_id, details, length(input_digest) AS digest
           FROM audit_line WHERE subject_id = $1 OR command_id = $1 ORDER BY position`,
      ),
      events: await ask(
        'SELECT type, subject_id, audience, payload FROM event WHERE subject_id = $1 ORDER BY transaction, position',
      ),
    };
    const places = [donationId, ...lots.map((lot) => lot.id!)];
    return JSON.parse(places.reduce((text, id, place) => text.replaceAll(id, `place ${place}`), JSON.stringify(found)));
  };

  test('given any donations, then both ways store the same rows and the books agree', async () => {
    const { database, donationService } = server.app.composition;
    let round = 0;
    await fc.assert(
      fc.asyncProperty(gifts, async (all) => {
        const input = {
          ...{ importId: v7(), format: 'CSV', contentBase64: fileOf(all, `R${(round += 1)}`) },
          donorOrganisationId: globalId('Organisation', stage.companyId),
          recipientOrganisationId: globalId('Organisation', stage.charityId),
        };
        const { data } = await server.request(register, { input }, stage.partner.token);
        const together: string[] = data.registerDonations.entries.map((entry: { donationId: string }) =>
          localId('Donation', entry.donationId),
        );
        expect(together).toHaveLength(all.length);
        for (const [index, { moneyFen, lots, earmark: purpose }] of all.entries()) {
          const own = lots.map((lot) => ({ ...lot, lotId: v7() }));
          const more = { moneyFen, earmark: purpose, lots: own.length > 0 ? own : undefined };
          const alone = await pledge(server, stage, more);
          if (isRefusal(alone)) throw new Error(`refused: ${JSON.stringify(alone)}`);
          expect(await rowsOf(together[index]!)).toEqual(await rowsOf(alone.id));
        }
        // Received like any other, to the last fen.
        const got = await donationService.receiveDonation(stage.staff.actor, {
          ...{ commandId: v7(), donationId: globalId('Donation', together[0]!) },
        });
        expect(isRefusal(got) ? got : got.moneyFen).toEqual(all[0]!.moneyFen ?? null);
      }),
      { numRuns: 10 },
    );
    expect(await checkData(database)).toEqual([]);
  });
});
