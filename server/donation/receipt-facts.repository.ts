/** Promises what a receipt may say of a donation: who gave what to whom, held so that it stays so until the receipt is written. */
import type { DonationForm, DonationStatus, DonorKind, ValueKind } from '../../schema/donation/enums';
import type { Statements, Transaction } from '../database/database';

export interface DonatedLot {
  readonly item: string;
  readonly unit: string;
  /** Whole numbers as text: JSON has no exact ones of this size. */
  readonly quantity: string;
  readonly unitValueFen: string;
  readonly valueKind: ValueKind;
}

export interface ReceiptFacts {
  readonly donationId: string;
  readonly form: DonationForm;
  readonly status: DonationStatus;
  readonly recipientOrganisationId: string;
  readonly moneyFen: bigint | null;
  readonly earmarkProjectId: string | null;
  readonly donorId: string;
  readonly donorKind: DonorKind;
  readonly donorOrganisationId: string | null;
  readonly dataKey: Buffer | null;
  /** Sealed. */
  readonly name: Buffer | null;
  readonly lots: readonly DonatedLot[];
}

export class ReceiptFactsRepository {
  /** The donation, held for this transaction. */
  async lockFacts(tx: Transaction, donationId: string): Promise<ReceiptFacts | undefined> {
    await tx.query('/* donation.lockForReceipt */ SELECT 1 FROM donation WHERE id = $1 FOR UPDATE', [donationId]);
    const [row] = await tx.query<ReceiptFacts>(
      `/* donation.receiptFacts */
       SELECT d.id AS "donationId", d.form, d.status, d.recipient_organisation_id AS "recipientOrganisationId",
              d.money_fen AS "moneyFen", d.earmark_project_id AS "earmarkProjectId", d.donor_id AS "donorId",
              o.kind AS "donorKind", o.organisation_id AS "donorOrganisationId", o.data_key AS "dataKey", o.name,
              coalesce((SELECT json_agg(json_build_object('item', l.item, 'unit', l.unit, 'quantity', l.quantity::text,
                          'unitValueFen', l.unit_value_fen::text, 'valueKind', l.value_kind) ORDER BY l.position)
                          FROM donation_lot l WHERE l.donation_id = d.id AND l.withdrawn_at IS NULL), '[]') AS lots
         FROM donation d JOIN donor o ON o.id = d.donor_id
        WHERE d.id = $1`,
      [donationId],
    );
    return row;
  }

  /** The organisations that gave, by donation; none for a person, for nobody and for no such donation. */
  async donorOrganisations(statements: Statements, donationIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await statements.query<{ donationId: string; id: string }>(
      `/* donation.donorOrganisations */
       SELECT d.id AS "donationId", o.organisation_id AS id FROM donation d JOIN donor o ON o.id = d.donor_id
        WHERE d.id = ANY ($1::uuid[]) AND o.organisation_id IS NOT NULL`,
      [donationIds],
    );
    return new Map(rows.map((row) => [row.donationId, row.id]));
  }
}
