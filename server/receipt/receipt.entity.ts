/** Promises the rows of receipts, their lines, pages and series as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReceiptStatus, ReceiptVoidReason } from '../../schema/receipt/enums';

@Entity('receipt_series')
export class ReceiptSeriesEntity {
  @PrimaryColumn({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @PrimaryColumn({ type: 'smallint' })
  year!: number;

  @Column({ type: 'text', unique: true })
  code!: string;

  @Column({ type: 'text' })
  supervisor!: string;

  @Column({ name: 'last_number', type: 'bigint', default: 0 })
  lastNumber!: bigint;

  @Column({ name: 'opened_by', type: 'uuid' })
  openedBy!: string;

  @Column({ name: 'opened_at', type: 'timestamptz', default: () => 'now()' })
  openedAt!: Date;
}

@Entity('receipt')
export class ReceiptEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ type: 'smallint' })
  year!: number;

  @Column({ type: 'bigint' })
  number!: bigint;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  supervisor!: string;

  @Column({ type: 'text' })
  status!: ReceiptStatus;

  @Column({ name: 'donation_id', type: 'uuid' })
  donationId!: string;

  @Column({ name: 'replaces_id', type: 'uuid', nullable: true, unique: true })
  replacesId!: string | null;

  @Column({ name: 'data_key', type: 'bytea', select: false })
  dataKey!: Buffer;

  @Column({ type: 'bytea', select: false })
  payer!: Buffer;

  @Column({ name: 'payer_credit_code', type: 'text', nullable: true })
  payerCreditCode!: string | null;

  @Column({ type: 'text' })
  payee!: string;

  @Column({ name: 'project_code', type: 'text', nullable: true })
  projectCode!: string | null;

  @Column({ name: 'project_name', type: 'text' })
  projectName!: string;

  @Column({ name: 'amount_fen', type: 'bigint' })
  amountFen!: bigint;

  @Column({ name: 'check_code', type: 'text' })
  checkCode!: string;

  @Column({ type: 'text' })
  cashier!: string;

  @Column({ type: 'text' })
  reviewer!: string;

  /** Null on receipts from before reviewers were accounts. */
  @Column({ name: 'reviewed_by', type: 'uuid', nullable: true })
  reviewedBy!: string | null;

  @Column({ type: 'text', nullable: true })
  remark!: string | null;

  @Column({ type: 'text', nullable: true })
  other!: string | null;

  @Column({ name: 'issued_on', type: 'date' })
  issuedOn!: string;

  @Column({ name: 'issued_by', type: 'uuid' })
  issuedBy!: string;

  @Column({ name: 'issued_at', type: 'timestamptz', default: () => 'now()' })
  issuedAt!: Date;

  @Column({ name: 'void_reason', type: 'text', nullable: true })
  voidReason!: ReceiptVoidReason | null;

  @Column({ name: 'voided_by', type: 'uuid', nullable: true })
  voidedBy!: string | null;

  @Column({ name: 'voided_at', type: 'timestamptz', nullable: true })
  voidedAt!: Date | null;
}

@Entity('receipt_line')
export class ReceiptLineEntity {
  @PrimaryColumn({ name: 'receipt_id', type: 'uuid' })
  receiptId!: string;

  @PrimaryColumn({ type: 'smallint' })
  position!: number;

  @Column({ type: 'text' })
  item!: string;

  @Column({ type: 'text' })
  unit!: string;

  @Column({ type: 'bigint' })
  quantity!: bigint;

  @Column({ name: 'standard_fen', type: 'bigint' })
  standardFen!: bigint;

  @Column({ name: 'amount_fen', type: 'bigint' })
  amountFen!: bigint;
}

@Entity('receipt_document')
export class ReceiptDocumentEntity {
  @PrimaryColumn({ name: 'receipt_id', type: 'uuid' })
  receiptId!: string;

  @Column({ type: 'bytea', select: false })
  page!: Buffer;

  @Column({ name: 'made_at', type: 'timestamptz', default: () => 'now()' })
  madeAt!: Date;
}

@Entity('receipt_check_failure')
export class ReceiptCheckFailureEntity {
  @PrimaryColumn({ name: 'attempt_id', type: 'uuid', default: () => 'gen_random_uuid()' })
  attemptId!: string;

  @Column({ name: 'client_hash', type: 'bytea' })
  clientHash!: Buffer;

  @Column({ type: 'timestamptz', default: () => 'clock_timestamp()' })
  at!: Date;
}
