/** Promises the row of an allocation as the migrated database has it. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AllocationReason, AllocationStatus } from '../../schema/allocation/enums';

@Entity('allocation')
export class AllocationEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** The client-made id of the command that made it. */
  @Column({ name: 'command_id', type: 'uuid' })
  commandId!: string;

  @Column({ name: 'donation_id', type: 'uuid' })
  donationId!: string;

  @Column({ name: 'lot_id', type: 'uuid', nullable: true })
  lotId!: string | null;

  @Column({ name: 'need_id', type: 'uuid' })
  needId!: string;

  @Column({ name: 'claim_id', type: 'uuid', nullable: true })
  claimId!: string | null;

  @Column({ name: 'project_id', type: 'uuid', nullable: true })
  projectId!: string | null;

  /** Fen of money, or pieces of the lot. */
  @Column({ type: 'bigint' })
  amount!: bigint;

  @Column({ name: 'value_fen', type: 'bigint' })
  valueFen!: bigint;

  @Column({ type: 'text' })
  status!: AllocationStatus;

  @Column({ name: 'delivered_amount', type: 'bigint', nullable: true })
  deliveredAmount!: bigint | null;

  @Column({ type: 'text', nullable: true })
  reason!: AllocationReason | null;

  @Column({ type: 'boolean' })
  automatic!: boolean;

  @Column({ name: 'decided_by', type: 'uuid' })
  decidedBy!: string;

  @Column({ name: 'reserved_at', type: 'timestamptz', default: () => 'now()' })
  reservedAt!: Date;

  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: Date | null;
}
