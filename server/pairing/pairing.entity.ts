/** Promises the rows of pairings as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ContactChannel, PairingEnd } from '../../schema/pairing/pairing';

@Entity('pairing')
export class PairingEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'household_id', type: 'uuid' })
  householdId!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ name: 'helper_id', type: 'uuid' })
  helperId!: string;

  @Column({ name: 'organisation_id', type: 'uuid', nullable: true })
  organisationId!: string | null;

  @Column({ name: 'started_on', type: 'date' })
  startedOn!: string;

  @Column({ name: 'ended_on', type: 'date', nullable: true })
  endedOn!: string | null;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason!: PairingEnd | null;

  @Column({ name: 'paired_by', type: 'uuid' })
  pairedBy!: string;

  @Column({ name: 'paired_at', type: 'timestamptz', default: () => 'now()' })
  pairedAt!: Date;
}

@Entity('pairing_contact')
export class PairingContactEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'pairing_id', type: 'uuid' })
  pairingId!: string;

  @Column({ name: 'contacted_on', type: 'date' })
  contactedOn!: string;

  @Column({ type: 'text' })
  channel!: ContactChannel;

  @Column({ type: 'bytea' })
  note!: Buffer;

  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedBy!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;
}
