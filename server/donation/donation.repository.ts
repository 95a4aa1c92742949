/** Promises the only SQL for donors, donation points, donations, their lots and the consents to another use. */
import type { InstantAndId } from '../../schema/connection';
import type { DonationStatus, GoodsCondition } from '../../schema/donation/enums';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import { among, type InvolvementPart } from '../need/visibility';
import type {
  DonationEntity,
  DonationLotEntity,
  DonationUseChangeEntity,
  DonorEntity,
  EarmarkRecord,
} from './donation.entity';
import { DonorRepository } from './donor.repository';

export type { DonorRow } from './donor.repository';

/** A donation and its donor, as far as it is in the open. */
export type DonationRow = DonationEntity & {
  readonly donorKind: DonorEntity['kind'];
  readonly donorOrganisationId: string | null;
  readonly donorResidentNumberIndex: Buffer | null;
  readonly donorCreditCode?: string | null;
};
export type LotRow = DonationLotEntity;
export type NewDonation = Pick<
  DonationEntity,
  'id' | 'donorId' | 'recipientOrganisationId' | 'form' | 'moneyFen' | 'pledgedBy'
> &
  Partial<Pick<DonationEntity, 'offeringId' | 'standing'>> & { readonly earmark?: EarmarkRecord };
export interface NewLot {
  readonly id: string;
  readonly item: string;
  readonly unit: string;
  readonly quantity: bigint;
  readonly unitValueFen: bigint;
  readonly valueEvidence: string | null;
  readonly condition: GoodsCondition;
  readonly expiresOn: string | null;
}
export interface ExpiredLot {
  readonly donationId: string;
  readonly lotId: string;
  readonly expiresOn: string;
}
export interface DonationListing {
  readonly organisationId: string;
  readonly statuses?: readonly DonationStatus[];
  /** Only what is given for one wish. */
  readonly forWishes?: boolean;
  readonly after?: InstantAndId;
  readonly limit: number;
}
/** A donation of a list, and the exact time of its pledge as text. */
export type ListedDonation = DonationRow & { readonly cursorAt: string };

export const donationColumns = `d.id, d.donor_id AS "donorId", d.recipient_organisation_id AS "recipientOrganisationId", d.form, d.status,
  d.status_since AS "statusSince", d.currency, d.money_fen AS "moneyFen", d.offering_id AS "offeringId", d.standing,
  d.earmark_project_id AS "earmarkProjectId", d.earmark_service_kind AS "earmarkServiceKind",
  d.earmark_area_code AS "earmarkAreaCode", d.earmark_situation AS "earmarkSituation",
  d.earmark_need_id AS "earmarkNeedId", d.revision, d.pledged_by AS "pledgedBy",
  d.pledged_at AS "pledgedAt", d.point_id AS "pointId", d.received_by AS "receivedBy", d.received_at AS "receivedAt",
  donor.kind AS "donorKind", donor.organisation_id AS "donorOrganisationId",
  donor.resident_number_index AS "donorResidentNumberIndex"`;
export const donationsFrom = 'FROM donation d JOIN donor ON donor.id = d.donor_id';
const lotColumns = `id, donation_id AS "donationId", position, item, unit, quantity, unit_value_fen AS "unitValueFen",
  value_kind AS "valueKind", value_evidence AS "valueEvidence", condition, expires_on AS "expiresOn", withdrawn_at AS "withdrawnAt"`;

/** One face for donations, donors and points. */
export class DonationRepository extends DonorRepository {
  async findDonation(statements: Statements, id: string): Promise<DonationRow | undefined> {
    return (await this.findDonations(statements, [id]))[0];
  }

  findDonations(statements: Statements, ids: readonly string[]): Promise<DonationRow[]> {
    return statements.query<DonationRow>(
      `/* donation.findDonations */ SELECT ${donationColumns} ${donationsFrom} WHERE d.id = ANY ($1::uuid[]) ORDER BY d.id`,
      [ids],
    );
  }

  /** The donation, held until the end of the transaction. */
  async lockDonation(tx: Transaction, id: string): Promise<DonationRow | undefined> {
    const [row] = await tx.query<DonationRow>(
      `/* donation.lockDonation */ SELECT ${donationColumns} ${donationsFrom} WHERE d.id = $1 FOR NO KEY UPDATE OF d`,
      [id],
    );
    return row;
  }

  /** Donations that an organisation gave or received, what was pledged last first: a page of each, and the page of both. */
  listDonations(statements: Statements, listing: DonationListing): Promise<ListedDonation[]> {
    const pageOf = (whose: string) => `(
         SELECT d.id FROM donation d
          WHERE ${whose} AND ($2::text[] IS NULL OR d.status = ANY ($2::text[]))
            AND ($3::timestamptz IS NULL OR (d.pledged_at, d.id) < ($3::timestamptz, $4::uuid))
            AND (NOT $6::boolean OR d.earmark_need_id IS NOT NULL)
          ORDER BY d.pledged_at DESC, d.id DESC LIMIT $5)`;
    return statements.query<ListedDonation>(
      `/* donation.listDonations */
       SELECT ${donationColumns}, d.pledged_at::text AS "cursorAt" ${donationsFrom}
        WHERE d.id IN (${pageOf('d.recipient_organisation_id = $1')}
                       UNION ALL ${pageOf('d.donor_id = (SELECT id FROM donor WHERE organisation_id = $1)')})
        ORDER BY d.pledged_at DESC, d.id DESC LIMIT $5`,
      [
        ...[
          listing.organisationId,
          listing.statuses ?? null,
          listing.after?.instant ?? null,
          listing.after?.id ?? null,
        ],
        ...[listing.limit, listing.forWishes ?? false],
      ],
    );
  }

  lotsOf(statements: Statements, donationIds: readonly string[]): Promise<LotRow[]> {
    return statements.query<LotRow>(
      `/* donation.lotsOf */
       SELECT ${lotColumns} FROM donation_lot
        WHERE donation_id = ANY ($1::uuid[]) AND withdrawn_at IS NULL ORDER BY donation_id, position, id`,
      [donationIds],
    );
  }

  /** Lots whose last day is over, of received donations, after one of them: those that expired first, first. */
  listExpired(statements: Statements, after: ExpiredLot | undefined, limit: number): Promise<ExpiredLot[]> {
    return statements.query<ExpiredLot>(
      `/* donation.listExpired */
       SELECT l.donation_id AS "donationId", l.id AS "lotId", l.expires_on AS "expiresOn"
         FROM donation_lot l JOIN donation d ON d.id = l.donation_id
        WHERE l.expires_on < ${today} AND l.withdrawn_at IS NULL AND d.status = 'RECEIVED'
          AND ($1::date IS NULL OR (l.expires_on, l.id) > ($1::date, $2::uuid))
        ORDER BY l.expires_on, l.id LIMIT $3`,
      [after?.expiresOn ?? null, after?.lotId ?? null, limit],
    );
  }

  /** The day in Asia/Shanghai. */
  async today(statements: Statements): Promise<string> {
    return (await statements.query<{ today: string }>(`/* donation.today */ SELECT ${today} AS today`))[0]!.today;
  }

  /** The wishes that organisations give for, or receive for. */
  readonly needsGivenFor: InvolvementPart = (organisations, needs) => `
       SELECT DISTINCT d.earmark_need_id AS need_id ${donationsFrom}
        WHERE d.earmark_need_id IS NOT NULL ${among('d.earmark_need_id', needs)} AND d.status <> 'WITHDRAWN'
          AND (d.recipient_organisation_id = ANY (${organisations}) OR donor.organisation_id = ANY (${organisations}))`;

  async insertDonations(tx: Transaction, donations: readonly NewDonation[]): Promise<void> {
    const all = <Value>(of: (donation: NewDonation) => Value) => donations.map((donation) => of(donation) ?? null);
    await tx.query(
      `/* donation.insertDonations */
       INSERT INTO donation (id, donor_id, recipient_organisation_id, form, status, money_fen, pledged_by,
                             earmark_project_id, earmark_service_kind, earmark_area_code, earmark_situation, earmark_need_id,
                             offering_id, standing)
       SELECT id, donor_id, recipient_id, form, 'PLEDGED', money_fen, pledged_by, project_id, service_kind, area_code, situation,
              need_id, offering_id, standing
         FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::uuid[], $7::uuid[], $8::text[], $9::text[],
                     $10::text[], $11::uuid[], $12::uuid[], $13::boolean[])
           AS one (id, donor_id, recipient_id, form, money_fen, pledged_by, project_id, service_kind, area_code, situation,
                   need_id, offering_id, standing)`,
      [
        ...[all((one) => one.id), all((one) => one.donorId), all((one) => one.recipientOrganisationId)],
        ...[all((one) => one.form), all((one) => one.moneyFen), all((one) => one.pledgedBy)],
        ...[all((one) => one.earmark?.projectId), all((one) => one.earmark?.serviceKind)],
        ...[all((one) => one.earmark?.areaCode), all((one) => one.earmark?.situation)],
        ...[all((one) => one.earmark?.needId), all((one) => one.offeringId), all((one) => one.standing)],
      ],
    );
  }

  /** The lots of donations, each in its order. */
  async insertLots(
    tx: Transaction,
    donations: readonly { readonly donationId: string; readonly lots: readonly NewLot[] }[],
  ): Promise<void> {
    const rows = donations.flatMap(({ donationId, lots }) =>
      lots.map((lot, position) => ({ ...lot, donationId, position })),
    );
    if (rows.length === 0) return;
    const all = <Value>(of: (row: (typeof rows)[number]) => Value) => rows.map(of);
    await tx.query(
      `/* donation.insertLots */
       INSERT INTO donation_lot (id, donation_id, position, item, unit, quantity, unit_value_fen, value_kind, value_evidence, condition, expires_on)
       SELECT id, donation_id, position, item, unit, quantity, unit_value_fen,
              CASE WHEN value_evidence IS NULL THEN 'CLAIMED' ELSE 'EVIDENCED' END, value_evidence, condition, expires_on
         FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[], $9::text[],
                     $10::date[])
           AS one (id, donation_id, position, item, unit, quantity, unit_value_fen, value_evidence, condition, expires_on)`,
      [
        ...[all((one) => one.id), all((one) => one.donationId), all((one) => one.position), all((one) => one.item)],
        ...[all((one) => one.unit), all((one) => one.quantity), all((one) => one.unitValueFen)],
        ...[all((one) => one.valueEvidence), all((one) => one.condition), all((one) => one.expiresOn)],
      ],
    );
  }

  async withdrawLots(tx: Transaction, lotIds: readonly string[]): Promise<void> {
    await tx.query(
      '/* donation.withdrawLots */ UPDATE donation_lot SET withdrawn_at = now() WHERE id = ANY ($1::uuid[])',
      [lotIds],
    );
  }

  async setLotQuantity(tx: Transaction, lotId: string, quantity: bigint): Promise<void> {
    await tx.query('/* donation.setLotQuantity */ UPDATE donation_lot SET quantity = $2 WHERE id = $1', [
      lotId,
      quantity,
    ]);
  }

  /** A new state of the pledge; the donation is held by the caller. */
  async revise(tx: Transaction, id: string, moneyFen: bigint | null, earmark: EarmarkRecord): Promise<void> {
    await tx.query(
      `/* donation.revise */
       UPDATE donation SET money_fen = $2, revision = revision + 1, earmark_project_id = $3, earmark_service_kind = $4,
              earmark_area_code = $5, earmark_situation = $6, earmark_need_id = $7 WHERE id = $1 AND status = 'PLEDGED'`,
      [id, moneyFen, ...earmarkValues(earmark)],
    );
  }

  async withdraw(tx: Transaction, id: string): Promise<void> {
    await tx.query(
      "/* donation.withdraw */ UPDATE donation SET status = 'WITHDRAWN', status_since = now() WHERE id = $1 AND status = 'PLEDGED'",
      [id],
    );
  }

  async receive(
    tx: Transaction,
    id: string,
    by: { moneyFen: bigint | null; pointId: string | null; accountId: string },
  ): Promise<void> {
    await tx.query(
      `/* donation.receive */
       UPDATE donation SET status = 'RECEIVED', status_since = now(), received_at = now(), money_fen = $2, point_id = $3, received_by = $4
        WHERE id = $1 AND status = 'PLEDGED'`,
      [id, by.moneyFen, by.pointId, by.accountId],
    );
  }

  async changeUse(tx: Transaction, change: Omit<DonationUseChangeEntity, 'recordedAt'>): Promise<void> {
    await tx.query(
      `/* donation.insertUseChange */
       INSERT INTO donation_use_change (id, donation_id, earlier, later, method, consented_on, recorded_by)
       VALUES ($1, $2, $3::jsonb, $4::jsonb, $5, $6, $7)`,
      [
        ...[change.id, change.donationId, JSON.stringify(change.earlier), JSON.stringify(change.later), change.method],
        ...[change.consentedOn, change.recordedBy],
      ],
    );
    await tx.query(
      `/* donation.changeUse */
       UPDATE donation SET earmark_project_id = $2, earmark_service_kind = $3, earmark_area_code = $4, earmark_situation = $5,
              earmark_need_id = $6
        WHERE id = $1`,
      [change.donationId, ...earmarkValues(change.later)],
    );
  }
}

function earmarkValues(earmark: EarmarkRecord): unknown[] {
  return [
    ...[earmark.projectId ?? null, earmark.serviceKind ?? null],
    ...[earmark.areaCode ?? null, earmark.situation ?? null, earmark.needId ?? null],
  ];
}

export function earmarkOf(donation: DonationRow): EarmarkRecord {
  return {
    projectId: donation.earmarkProjectId ?? undefined,
    serviceKind: donation.earmarkServiceKind ?? undefined,
    areaCode: donation.earmarkAreaCode ?? undefined,
    situation: donation.earmarkSituation ?? undefined,
    needId: donation.earmarkNeedId ?? undefined,
  };
}
