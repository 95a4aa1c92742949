/** Promises the rows of sessions, their refresh tokens and the sign-in attempts as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type TokenHolder = 'CLIENT' | 'BROWSER';

@Entity('session')
export class SessionEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  @Column({ name: 'revoked_reason', type: 'text', nullable: true })
  revokedReason!: string | null;
}

@Entity('refresh_token')
export class RefreshTokenEntity {
  @PrimaryColumn({ name: 'token_hash', type: 'bytea' })
  tokenHash!: Buffer;

  @Column({ name: 'session_id', type: 'uuid' })
  sessionId!: string;

  @Column({ name: 'issued_at', type: 'timestamptz' })
  issuedAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'used_at', type: 'timestamptz', nullable: true })
  usedAt!: Date | null;

  /** CLIENT: spent by its one use. BROWSER: in a cookie, used until its session ends. */
  @Column({ type: 'text', default: 'CLIENT' })
  holder!: TokenHolder;
}

@Entity('sign_in_failure')
export class SignInFailureEntity {
  @PrimaryColumn({ name: 'attempt_id', type: 'uuid' })
  attemptId!: string;

  @PrimaryColumn({ name: 'subject_hash', type: 'bytea' })
  subjectHash!: Buffer;

  @Column({ type: 'timestamptz' })
  at!: Date;
}
