/**
 * Promises that guessing passwords gets slower and slower, over all servers together, and that nobody is locked out for good.
 * An attempt is written down before its password is looked at, so that a hundred at once are a hundred; being right removes it.
 */
import { createHmac } from 'node:crypto';
import { v7 } from 'uuid';
import { Fault } from '../../schema/fault';
import type { Database, Transaction } from '../database/database';

interface Rule {
  /** So many failures within an hour cost no wait; each further one doubles it, from five seconds up to the most. */
  readonly free: number;
  readonly waitSecondsMaximum: number;
}

const firstWaitSeconds = 5;

/** One client guessing one login is slowed down hard. */
const pairRule: Rule = { free: 5, waitSecondsMaximum: 900 };
/** Many clients guessing one login: the wait stays short, since it also meets the owner of the login. */
const loginRule: Rule = { free: 25, waitSecondsMaximum: 60 };
/** One client guessing many logins: a whole office may share one address. */
const clientRule: Rule = { free: 50, waitSecondsMaximum: 300 };

export interface SignInAttempt {
  readonly id: string;
  readonly pairHash: Buffer;
  /** Whether this attempt, should it fail, is the last that costs no wait: worth an audit line. */
  readonly lastFree: boolean;
}

interface Subject {
  readonly hash: Buffer;
  readonly rule: Rule;
}

export class SignInLimit {
  constructor(
    private readonly database: Database,
    private readonly key: Buffer,
  ) {}

  /**
   * Counts an attempt. Throws LIMIT_EXCEEDED with `retryAfterSeconds` while the login or the client has to wait;
   * such a refused attempt is not counted, so that asking again does not lengthen the wait.
   */
  begin(login: string, clientHash?: string): Promise<SignInAttempt> {
    const subjects: Subject[] = [
      { hash: this.hashOf('pair', login, clientHash ?? ''), rule: pairRule },
      { hash: this.hashOf('login', login), rule: loginRule },
      ...(clientHash === undefined ? [] : [{ hash: this.hashOf('client', clientHash), rule: clientRule }]),
    ];
    return this.database.transaction(async (tx) => {
      await holdSubjects(tx, subjects);
      const failures = await this.failuresOf(tx, subjects);
      const waitSeconds = Math.max(
        ...subjects.map(({ hash, rule }) => remainingSeconds(rule, failures.get(hash.toString('hex')))),
      );
      if (waitSeconds > 0) throw tooManyAttempts(Math.ceil(waitSeconds));
      const id = v7();
      await tx.query(
        `/* signInLimit.begin */
         INSERT INTO sign_in_failure (attempt_id, subject_hash) SELECT $1, unnest($2::bytea[])`,
        [id, subjects.map((subject) => subject.hash)],
      );
      const pairHash = subjects[0]!.hash;
      return { id, pairHash, lastFree: (failures.get(pairHash.toString('hex'))?.count ?? 0) === pairRule.free - 1 };
    });
  }

  /** The password was right: the attempt was none, and this client's earlier ones on this login are forgiven. */
  async succeed(tx: Transaction, attempt: SignInAttempt): Promise<void> {
    await tx.query('/* signInLimit.succeed */ DELETE FROM sign_in_failure WHERE attempt_id = $1 OR subject_hash = $2', [
      attempt.id,
      attempt.pairHash,
    ]);
  }

  /** Failures of the last hour; some of the older ones are swept away on the way. */
  private async failuresOf(tx: Transaction, subjects: readonly Subject[]): Promise<Map<string, Failures>> {
    const rows = await tx.query<{ subject: string; count: number; elapsed: number }>(
      `/* signInLimit.failuresOf */
       WITH swept AS (
         DELETE FROM sign_in_failure WHERE (attempt_id, subject_hash) IN (
           SELECT attempt_id, subject_hash FROM sign_in_failure WHERE at < now() - interval '1 hour'
            ORDER BY at LIMIT 50 FOR UPDATE SKIP LOCKED)
       )
       SELECT encode(subject_hash, 'hex') AS subject, count(*)::int AS count,
              extract(epoch FROM clock_timestamp() - max(at))::float8 AS elapsed
         FROM sign_in_failure
        WHERE subject_hash = ANY ($1) AND at > clock_timestamp() - interval '1 hour'
        GROUP BY subject_hash`,
      [subjects.map((subject) => subject.hash)],
    );
    return new Map(rows.map((row) => [row.subject, row]));
  }

  private hashOf(...parts: string[]): Buffer {
    return createHmac('sha256', this.key).update(parts.join('\u0000')).digest();
  }
}

interface Failures {
  readonly count: number;
  /** Seconds since the latest. */
  readonly elapsed: number;
}

/**
 * Holds the subjects in one order until the transaction ends: counting and writing down are one step.
 * A statement of its own, so that the next one sees what the holders before wrote.
 */
async function holdSubjects(tx: Transaction, subjects: readonly Subject[]): Promise<void> {
  const keys = subjects.map((subject) => subject.hash.readBigInt64BE(0)).sort((a, b) => (a < b ? -1 : 1));
  await tx.query('/* signInLimit.hold */ SELECT pg_advisory_xact_lock(key) FROM unnest($1::bigint[]) AS key', [
    keys.map(String),
  ]);
}

function remainingSeconds(rule: Rule, failures: Failures | undefined): number {
  if (!failures || failures.count < rule.free) return 0;
  const waitSeconds = Math.min(rule.waitSecondsMaximum, firstWaitSeconds * 2 ** (failures.count - rule.free));
  return waitSeconds - failures.elapsed;
}

function tooManyAttempts(retryAfterSeconds: number): Fault {
  return new Fault(
    'LIMIT_EXCEEDED',
    {
      zh: `登录失败次数过多，请在 ${retryAfterSeconds} 秒后重试`,
      en: `too many failed sign-ins, try again in ${retryAfterSeconds} seconds`,
    },
    { retryAfterSeconds },
  );
}
