/**
 * Promises the one statement behind every request, or all requests of one moment: account, session or key, roles, and the state of their organisations together.
 * It joins `organisation`, the one exception to "a table is named in one room": a suspension must hold from the next request on.
 */
import type { Statements } from '../database/database';
import { askedKeys, inPlaces, Together } from '../database/together';
import type { RoleHeld } from './actor';

export interface ActorRow {
  readonly accountId: string;
  readonly displayName: string;
  readonly roles: RoleHeld[];
}

export interface KeyHolderRow extends ActorRow {
  readonly apiKeyId: string;
  readonly scopes: string[];
  readonly expiresAt: Date;
}

/** Roles in force of the account `a`, as one JSON array without nulls. */
const rolesOf = (condition: string, role: string) => `coalesce((
  SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('role', ${role}, 'areaCode', g.area_code,
           'organisationId', g.organisation_id, 'organisationStatus', o.status)) ORDER BY g.granted_at, g.id)
    FROM role_grant g LEFT JOIN organisation o ON o.id = g.organisation_id
   WHERE g.account_id = a.id AND g.revoked_at IS NULL AND ${condition}), '[]') AS roles`;

const person = `a.id AS "accountId", a.display_name AS "displayName", ${rolesOf('true', 'g.role')}`;
/** Whoever came in by a password that another person gave has no role before it is changed. */
const personInSession = `a.id AS "accountId", a.display_name AS "displayName", ${rolesOf('NOT a.must_change_password', 'g.role')}`;

interface SessionAsked {
  readonly accountId: string;
  readonly sessionId: string;
}

export class ActorRepository {
  private readonly sessions = new Together<SessionAsked, ActorRow | undefined>(async (statements, asked) => {
    const rows = await statements.query<ActorRow & { readonly place: number }>(
      `/* actor.ofSessions */
       SELECT asked.place::int AS place, ${personInSession}
         FROM ${askedKeys({ account_id: 'uuid', session_id: 'uuid' })}
         JOIN account a ON a.id = asked.account_id
         JOIN session s ON s.id = asked.session_id AND s.account_id = a.id
        WHERE a.status = 'ACTIVE' AND s.revoked_at IS NULL AND s.expires_at > now()`,
      [asked.map((one) => one.accountId), asked.map((one) => one.sessionId)],
    );
    return inPlaces(rows, asked.length);
  });

  /** Nothing when the session has ended, is another account's, or the account is disabled. */
  ofSession(statements: Statements, accountId: string, sessionId: string): Promise<ActorRow | undefined> {
    return this.sessions.ask(statements, { accountId, sessionId });
  }

  /** The account in person, without a session: for what reads on its behalf. Nothing when it is disabled. */
  async ofAccount(statements: Statements, accountId: string): Promise<ActorRow | undefined> {
    const [row] = await statements.query<ActorRow>(
      `/* actor.ofAccount */ SELECT ${person} FROM account a WHERE a.id = $1 AND a.status = 'ACTIVE'`,
      [accountId],
    );
    return row;
  }

  /** The accounts that hold a role in an organisation, by name. */
  ofOrganisation(statements: Statements, organisationId: string, limit: number): Promise<ActorRow[]> {
    return statements.query<ActorRow>(
      `/* actor.ofOrganisation */
       SELECT ${person} FROM account a
        WHERE a.status = 'ACTIVE'
          AND EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.organisation_id = $1 AND g.revoked_at IS NULL)
        ORDER BY a.display_name, a.id LIMIT $2`,
      [organisationId, limit],
    );
  }

  /** Nothing when no account is mapped to the subject, or it is disabled. */
  async ofExternalSubject(statements: Statements, issuer: string, subject: string): Promise<ActorRow | undefined> {
    const [row] = await statements.query<ActorRow>(
      `/* actor.ofExternalSubject */
       SELECT ${person} FROM account a
        WHERE a.external_issuer = $1 AND a.external_subject = $2 AND a.status = 'ACTIVE'`,
      [issuer, subject],
    );
    return row;
  }

  /** A key acts for its one organisation: its creator's partner role, or membership; an administrator's key is a member's. */
  async ofApiKey(statements: Statements, secretHash: Buffer): Promise<KeyHolderRow | undefined> {
    const held = "CASE WHEN g.role = 'COMPANY_PARTNER' THEN g.role ELSE 'ORGANISATION_MEMBER' END";
    const condition = `g.organisation_id = k.organisation_id
      AND g.role IN ('COMPANY_PARTNER', 'ORGANISATION_MEMBER', 'ORGANISATION_ADMINISTRATOR')`;
    const [row] = await statements.query<KeyHolderRow>(
      `/* actor.ofApiKey */
       SELECT a.id AS "accountId", a.display_name AS "displayName", ${rolesOf(condition, held)},
              k.id AS "apiKeyId", k.scopes, k.expires_at AS "expiresAt"
         FROM api_key k JOIN account a ON a.id = k.account_id
        WHERE k.secret_hash = $1 AND k.revoked_at IS NULL AND k.expires_at > now() AND a.status = 'ACTIVE'`,
      [secretHash],
    );
    return row;
  }
}
