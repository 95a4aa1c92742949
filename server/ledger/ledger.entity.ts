/** Promises the rows of the ledger as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Book, HoldingKind, TransferKind } from './books';

@Entity('ledger_holding')
export class LedgerHoldingEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: HoldingKind;

  @Column({ name: 'opened_at', type: 'timestamptz', default: () => 'now()' })
  openedAt!: Date;
}

@Entity('ledger_balance')
export class LedgerBalanceEntity {
  @PrimaryColumn({ name: 'holding_id', type: 'uuid' })
  holdingId!: string;

  @PrimaryColumn({ type: 'text' })
  book!: Book;

  @Column({ type: 'bigint', default: 0 })
  balance!: bigint;
}

@Entity('ledger_transfer')
export class LedgerTransferEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: TransferKind;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;

  @Column({ name: 'allocation_id', type: 'uuid', nullable: true })
  allocationId!: string | null;

  @Column({ name: 'project_id', type: 'uuid', nullable: true })
  projectId!: string | null;

  @Column({ name: 'settles_id', type: 'uuid', nullable: true })
  settlesId!: string | null;

  @Column({ name: 'audit_position', type: 'bigint' })
  auditPosition!: bigint;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;
}

@Entity('ledger_entry')
export class LedgerEntryEntity {
  @PrimaryColumn({ name: 'transfer_id', type: 'uuid' })
  transferId!: string;

  @PrimaryColumn({ name: 'holding_id', type: 'uuid' })
  holdingId!: string;

  @PrimaryColumn({ type: 'text' })
  book!: Book;

  @Column({ type: 'bigint' })
  amount!: bigint;
}
