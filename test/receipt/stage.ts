/** Promises received donations on the stage, put into the database as the rooms above leave them, and a charity that issues. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import type { TestServer } from '../stage/server';

export const thisYear = () =>
  Number(new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format());

export interface Charity {
  readonly organisationId: string;
  readonly id: string;
  readonly staff: Person;
}

let made = 0;

export async function charity(server: TestServer, name: string): Promise<Charity> {
  const kind = OrganisationKind.CHARITY_FEDERATION;
  const { organisationId } = await approvedOrganisation(server, { kind, name });
  const staff = await people(server).federationStaff(organisationId);
  return { organisationId, id: globalId('Organisation', organisationId), staff };
}

export function openSeries(server: TestServer, who: Charity, code?: string, year = thisYear()) {
  made += 1;
  const input = {
    ...{ commandId: v7(), organisationId: who.id, year },
    code: code ?? String(64_060_100 + made),
    supervisor: '宁夏回族自治区财政厅监制',
  };
  return server.app.composition.receiptService.openReceiptSeries(who.staff.actor, input);
}

export interface Lot {
  readonly item: string;
  readonly quantity: bigint;
  readonly unitValueFen: bigint;
  readonly evidence?: string;
}

export interface Given {
  readonly donorOrganisationId?: string;
  readonly personName?: string;
  readonly moneyFen?: bigint;
  readonly lots?: readonly Lot[];
  readonly status?: 'PLEDGED' | 'RECEIVED';
}

/** A donation of money (10,000 fen unless told otherwise) or of lots. Returns its global id. */
export async function donation(server: TestServer, to: Charity, given: Given = {}): Promise<string> {
  const { database, vault } = server.app.composition;
  const [donationId, status] = [v7(), given.status ?? 'RECEIVED'];
  let donorId = v7();
  if (given.donorOrganisationId) {
    const [row] = await database.query<{ id: string }>(
      `INSERT INTO donor (id, kind, organisation_id) VALUES ($1, 'ORGANISATION', $2)
       ON CONFLICT (organisation_id) DO UPDATE SET kind = excluded.kind RETURNING id`,
      [donorId, given.donorOrganisationId],
    );
    donorId = row!.id;
  } else if (given.personName) {
    const { key, wrapped } = vault.makeKey(donorId);
    const name = key.seal({ table: 'donor', column: 'name', rowId: donorId }, given.personName);
    await database.query(`INSERT INTO donor (id, kind, data_key, name) VALUES ($1, 'INDIVIDUAL', $2, $3)`, [
      donorId,
      wrapped,
      name,
    ]);
  } else await database.query(`INSERT INTO donor (id, kind) VALUES ($1, 'ANONYMOUS')`, [donorId]);
  await database.query(
    `INSERT INTO donation (id, donor_id, recipient_organisation_id, form, status, money_fen, pledged_by, received_by, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[donationId, donorId, to.organisationId, given.lots ? 'GOODS' : 'MONEY', status],
      ...[given.lots ? null : (given.moneyFen ?? 10_000n), to.staff.accountId],
      ...(status === 'RECEIVED' ? [to.staff.accountId, new Date()] : [null, null]),
    ],
  );
  for (const [position, lot] of (given.lots ?? []).entries())
    await database.query(
      `INSERT INTO donation_lot (id, donation_id, position, item, unit, quantity, unit_value_fen, value_kind, value_evidence, condition)
       VALUES ($1, $2, $3, $4, '件', $5, $6, $7, $8, 'NEW')`,
      [
        v7(),
        donationId,
        position,
        lot.item,
        lot.quantity,
        lot.unitValueFen,
        lot.evidence ? 'EVIDENCED' : 'CLAIMED',
        lot.evidence ?? null,
      ],
    );
  return globalId('Donation', donationId);
}

export function issue(
  server: TestServer,
  who: Charity,
  donationId: string,
  more: { receiptId?: string; reviewer?: string } = {},
) {
  const input = { receiptId: v7(), donationId, reviewer: '马玉兰', ...more };
  return server.app.composition.receiptService.issueReceipt(who.staff.actor, input);
}
