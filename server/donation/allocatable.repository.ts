/** Promises the only SQL by which donations are found and held to be set aside for needs. */
import type { DonationForm } from '../../schema/donation/enums';
import type { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Situation } from '../../schema/taxonomy/situation';
import type { Statements, Transaction } from '../database/database';
import { today } from '../database/today';
import { freeOfHolding } from '../ledger/free';
import { donationColumns, donationsFrom, type DonationRow } from './donation.repository';

/** Goods as they are asked for; undefined asks for money. */
export type Goods = { readonly item: string; readonly unit: string } | undefined;

/** The money of a donation, or one of its lots. */
export interface StockKey {
  readonly donationId: string;
  readonly lotId: string | null;
}

/** For what help, where and in which situations something is wanted. */
export interface WantedFor {
  readonly serviceKind: ServiceKind;
  readonly areaCode: string;
  readonly situations: readonly Situation[];
}

/** More lots, or donations of money, than these are not looked at for one need; the first to expire are. */
const fittingMaximum = 500;

export class AllocatableRepository {
  /** Donations, held until the end of the transaction, always in the same order. */
  lockDonations(tx: Transaction, ids: readonly string[]): Promise<DonationRow[]> {
    return tx.query<DonationRow>(
      `/* donation.lockDonations */
       SELECT ${donationColumns} ${donationsFrom} WHERE d.id = ANY ($1::uuid[]) ORDER BY d.id FOR NO KEY UPDATE OF d`,
      [ids],
    );
  }

  /** What was received for a charity and is among the holdings named, and what was promised to it; the first to expire first. */
  listStock(
    statements: Statements,
    recipientOrganisationId: string,
    goods: Goods,
    holdingIds: readonly string[],
  ): Promise<StockKey[]> {
    return statements.query<StockKey>(
      `/* donation.listStock */
       SELECT d.id AS "donationId", l.id AS "lotId" FROM donation d LEFT JOIN donation_lot l ON l.donation_id = d.id
        WHERE d.recipient_organisation_id = $1 AND d.form = CASE WHEN $2::text IS NULL THEN 'MONEY' ELSE 'GOODS' END
          AND ($2::text IS NULL OR l.item = $2 AND l.unit = $3 AND l.withdrawn_at IS NULL)
          AND (d.status = 'PLEDGED' OR d.status = 'RECEIVED' AND coalesce(l.id, d.id) = ANY ($4::uuid[]))
        ORDER BY d.status <> 'RECEIVED', l.expires_on NULLS LAST, d.id LIMIT 10000`,
      [recipientOrganisationId, goods?.item ?? null, goods?.unit ?? null, holdingIds],
    );
  }

  /** What charities received and have free, and what its donors let be used for it; nothing that was given for one wish. */
  listFitting(
    statements: Statements,
    form: DonationForm.MONEY | DonationForm.GOODS,
    { serviceKind, areaCode, situations }: WantedFor,
  ): Promise<(StockKey & { readonly charityId: string })[]> {
    return statements.query<StockKey & { readonly charityId: string }>(
      `/* donation.listFitting */
       SELECT d.recipient_organisation_id AS "charityId", d.id AS "donationId", l.id AS "lotId"
         FROM donation d LEFT JOIN donation_lot l ON l.donation_id = d.id AND l.withdrawn_at IS NULL
         JOIN ${freeOfHolding} AS free ON free.holding_id = coalesce(l.id, d.id)
        WHERE d.form = $1 AND d.status = 'RECEIVED' AND d.earmark_need_id IS NULL
          AND coalesce(d.earmark_service_kind, $2) = $2 AND starts_with($3, coalesce(d.earmark_area_code, ''))
          AND (d.earmark_situation IS NULL OR d.earmark_situation = ANY ($4::text[]))
          AND (l.expires_on IS NULL OR l.expires_on >= ${today})
        ORDER BY l.expires_on NULLS LAST, d.id LIMIT ${fittingMaximum}`,
      [form, serviceKind, areaCode, situations],
    );
  }
}
