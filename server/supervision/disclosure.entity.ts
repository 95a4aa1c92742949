/** Promises the rows of published reports and the notes on them as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Fen as text, since JSON has no exact numbers of that size. */
export interface FiguresRow {
  readonly raisedFen: string;
  readonly spentFen: string;
  readonly freeFen: string;
  readonly budgetLeftFen: string;
}

@Entity('disclosure')
export class DisclosureEntity {
  @PrimaryColumn({ name: 'project_id', type: 'uuid' })
  projectId!: string;

  @Column({ type: 'text' })
  summary!: string;

  @Column({ type: 'jsonb' })
  figures!: FiguresRow;

  @Column({ name: 'published_by', type: 'uuid' })
  publishedBy!: string;

  @Column({ name: 'published_at', type: 'timestamptz', default: () => 'now()' })
  publishedAt!: Date;
}

@Entity('disclosure_note')
export class DisclosureNoteEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'project_id', type: 'uuid' })
  projectId!: string;

  @Column({ type: 'text' })
  note!: string;

  @Column({ type: 'jsonb' })
  figures!: FiguresRow;

  @Column({ name: 'written_by', type: 'uuid' })
  writtenBy!: string;

  @Column({ name: 'written_at', type: 'timestamptz', default: () => 'now()' })
  writtenAt!: Date;
}
