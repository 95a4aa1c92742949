/** Promises the rows of the list of resources as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CatalogueStatus, ResourceChange, ResourceKind } from '../../schema/catalogue/catalogue';
import type { ServiceKind } from '../../schema/taxonomy/service-kind';

@Entity('catalogue_version')
export class CatalogueVersionEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  number!: number;

  @Column({ type: 'text', default: 'DRAFT' })
  status!: CatalogueStatus;

  @Column({ name: 'drafted_by', type: 'uuid' })
  draftedBy!: string;

  @Column({ name: 'drafted_at', type: 'timestamptz', default: () => 'now()' })
  draftedAt!: Date;

  @Column({ name: 'published_by', type: 'uuid', nullable: true })
  publishedBy!: string | null;

  @Column({ name: 'published_at', type: 'timestamptz', nullable: true })
  publishedAt!: Date | null;
}

@Entity('catalogue_entry')
export class CatalogueEntryEntity {
  @PrimaryColumn({ name: 'version_id', type: 'uuid' })
  versionId!: string;

  @PrimaryColumn({ type: 'text' })
  kind!: ResourceKind;

  @PrimaryColumn({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  provider!: string;

  @Column({ name: 'service_kinds', type: 'text', array: true })
  serviceKinds!: ServiceKind[];

  @Column({ name: 'area_codes', type: 'text', array: true })
  areaCodes!: string[];

  @Column({ type: 'bigint', nullable: true })
  available!: bigint | null;

  @Column({ type: 'text', nullable: true })
  unit!: string | null;

  @Column({ name: 'valid_until', type: 'date', nullable: true })
  validUntil!: string | null;

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  @Column({ type: 'text' })
  change!: ResourceChange;
}
