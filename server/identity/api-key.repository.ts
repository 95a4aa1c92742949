/** Promises the only SQL that lists and changes API keys; the secret is kept as its hash and never read back. */
import type { ApiKeyScope } from '../../schema/identity/api-key-scope';
import type { Statements, Transaction } from '../database/database';
import type { ApiKeyEntity } from './api-key.entity';

export type ApiKeyRow = Omit<ApiKeyEntity, 'secretHash'>;

export interface ApiKeyToInsert {
  readonly id: string;
  readonly organisationId: string;
  readonly accountId: string;
  readonly name: string;
  readonly secretHash: Buffer;
  readonly scopes: readonly ApiKeyScope[];
  readonly lifetimeDays: number;
}

const columns = `id, organisation_id AS "organisationId", account_id AS "accountId", name, scopes, created_at AS "createdAt",
  expires_at AS "expiresAt", revoked_at AS "revokedAt"`;

export class ApiKeyRepository {
  /** Holds the keys of an organisation until the transaction ends, so that they can be counted before one is added. */
  async lockKeysOf(tx: Transaction, organisationId: string): Promise<number> {
    await tx.query('/* apiKey.lockKeysOf */ SELECT pg_advisory_xact_lock(hashtextextended($1, 4061))', [
      organisationId,
    ]);
    const [row] = await tx.query<{ count: number }>(
      `/* apiKey.countInForce */
       SELECT count(*)::int AS count FROM api_key WHERE organisation_id = $1 AND revoked_at IS NULL AND expires_at > now()`,
      [organisationId],
    );
    return row!.count;
  }

  async insertApiKey(tx: Transaction, key: ApiKeyToInsert): Promise<ApiKeyRow> {
    const [row] = await tx.query<ApiKeyRow>(
      `/* apiKey.insertApiKey */
       INSERT INTO api_key (id, organisation_id, account_id, name, secret_hash, scopes, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7)) RETURNING ${columns}`,
      [key.id, key.organisationId, key.accountId, key.name, key.secretHash, key.scopes, key.lifetimeDays],
    );
    return row!;
  }

  async findApiKey(statements: Statements, id: string): Promise<ApiKeyRow | undefined> {
    const [row] = await statements.query<ApiKeyRow>(
      `/* apiKey.findApiKey */ SELECT ${columns} FROM api_key WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** Refuses when it was revoked before. */
  async revokeApiKey(tx: Transaction, id: string): Promise<ApiKeyRow | undefined> {
    const [row] = await tx.query<ApiKeyRow>(
      `/* apiKey.revokeApiKey */
       UPDATE api_key SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL RETURNING ${columns}`,
      [id],
    );
    return row;
  }

  /** The keys of an organisation, by id, after an id. */
  listApiKeys(
    statements: Statements,
    organisationId: string,
    after: string | undefined,
    limit: number,
  ): Promise<ApiKeyRow[]> {
    return statements.query<ApiKeyRow>(
      `/* apiKey.listApiKeys */
       SELECT ${columns} FROM api_key WHERE organisation_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [organisationId, after ?? null, limit],
    );
  }
}
