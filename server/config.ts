/** Promises the one typed configuration of a process: the only reader of the environment, naming every mistake at once. */
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './project';
import { StartFailure } from './message';

const optionalText = z
  .string()
  .optional()
  .transform((value) => (value === undefined || value.trim() === '' ? undefined : value.trim()));
const wholeNumber = (fallback: number, minimum: number, maximum: number) =>
  z.coerce.number().int().min(minimum).max(maximum).default(fallback);
const flag = z
  .enum(['true', 'false', '1', '0'])
  .optional()
  .transform((value) => (value === undefined ? undefined : value === 'true' || value === '1'));

const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  /** Set by npm for what it runs. */
  npm_lifecycle_event: optionalText,
  DATABASE_URL: optionalText.refine((value) => value === undefined || /^postgres(ql)?:\/\//.test(value), {
    message: 'must begin with postgres:// or postgresql://',
  }),
  /** Carries the wake-ups between servers instead of PostgreSQL's NOTIFY; the same on all servers of one installation. */
  REDIS_URL: optionalText.refine((value) => value === undefined || /^rediss?:\/\//.test(value), {
    message: 'must begin with redis:// or rediss://',
  }),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).optional(),
  PUBLIC_URL: z.url().optional(),
  LINKAGE_DATA_DIRECTORY: optionalText,
  LINKAGE_DEMO: flag,
  /** Where the built portal stands, if not in .build/portal. */
  LINKAGE_PORTAL_DIRECTORY: optionalText,
  /** A second file for the hashes of sealed audit batches, beside the one in the data directory: best where nothing is ever changed. */
  LINKAGE_AUDIT_ANCHOR: optionalText,
  /** Shared by all servers of one installation; signs access tokens. At least 32 bytes, base64. */
  LINKAGE_TOKEN_SECRET: optionalText,
  /** Key ring for personal data: `name:base64key,older:base64key`; the first key encrypts, all decrypt. */
  LINKAGE_DATA_KEYS: optionalText,
  LINKAGE_OIDC_ISSUER: optionalText,
  LINKAGE_OIDC_AUDIENCE: optionalText,
  LINKAGE_TRUSTED_PROXY: optionalText,
  LINKAGE_ALLOWED_ORIGINS: optionalText,
  LINKAGE_INTROSPECTION: flag,
  LINKAGE_POOL_SIZE: wholeNumber(10, 2, 100),
  /** How long a request waits for a free connection before it is answered RETRYABLE; within two seconds unless told otherwise. */
  LINKAGE_POOL_WAIT_MILLISECONDS: wholeNumber(1_500, 100, 60_000),
  LINKAGE_LEASE_MINUTES: wholeNumber(48 * 60, 1, 60 * 24 * 30),
  /** How long a share of a micro-wish keeps its place before its money is received. */
  LINKAGE_SHARE_MINUTES: wholeNumber(7 * 24 * 60, 1, 60 * 24 * 90),
  /** How long one organisation is asked alone, by the urgency of a need; 0: the need opens to all at once. */
  LINKAGE_OFFER_MINUTES: wholeNumber(30, 0, 24 * 60),
  LINKAGE_OFFER_URGENT_MINUTES: wholeNumber(10, 0, 24 * 60),
  LINKAGE_OFFER_EMERGENCY_MINUTES: wholeNumber(0, 0, 24 * 60),
  LINKAGE_OFFER_MICRO_WISH_MINUTES: wholeNumber(0, 0, 24 * 60),
  /** How many organisations are asked, one after another, before a need opens to all. */
  LINKAGE_OFFER_ROUNDS: wholeNumber(2, 1, 10),
  LINKAGE_ACCESS_TOKEN_MINUTES: wholeNumber(15, 1, 60),
  LINKAGE_REFRESH_TOKEN_DAYS: wholeNumber(14, 1, 90),
  /** Whether webhooks may go to this very machine, by plain http: for tests and development, refused in production. */
  LINKAGE_WEBHOOK_LOOPBACK: flag,
  LINKAGE_LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  LINKAGE_DRAIN_SECONDS: wholeNumber(10, 1, 120),
  /** Whether open needs hear of supply that goes and comes (NeedUnmatched, referrals to those who match only now). */
  LINKAGE_SUPPLY_WATCH: flag,
  /** How long a decision of the engine is kept that was shown, and one that was acted on (referrals, claims). */
  LINKAGE_DECISION_DAYS: wholeNumber(180, 30, 36_500),
  LINKAGE_DECISION_ACTED_DAYS: wholeNumber(5 * 365, 365, 36_500),
  /** Whether this server stands for the planner's election. */
  LINKAGE_PLANNER: z.enum(['on', 'off']).default('on'),
  LINKAGE_PLANNER_COALESCE_MILLISECONDS: wholeNumber(200, 10, 10_000),
  LINKAGE_PLANNER_CHECK_SECONDS: wholeNumber(300, 1, 86_400),
  LINKAGE_PLANNER_MEMORY_MB: wholeNumber(2_048, 128, 65_536),
});

/** How long a need is offered to one organisation after another before it opens to all. */
export interface OfferTiming {
  readonly routineMinutes: number;
  readonly urgentMinutes: number;
  readonly emergencyMinutes: number;
  readonly microWishMinutes: number;
  readonly rounds: number;
}

export interface Config {
  readonly production: boolean;
  /** Started by `npm start`: ends when npm does. */
  readonly underNpm: boolean;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly host: string;
  readonly port?: number;
  readonly publicUrl?: string;
  readonly dataDirectory: string;
  readonly portalFolder: string;
  readonly demo: boolean;
  readonly auditAnchor?: string;
  readonly tokenSecret: Buffer;
  readonly dataKeys: readonly { readonly name: string; readonly key: Buffer }[];
  readonly oidc?: { readonly issuer: string; readonly audience: string };
  readonly trustedProxy?: string;
  readonly allowedOrigins: readonly string[];
  readonly introspection: boolean;
  readonly poolSize: number;
  readonly poolWaitMilliseconds: number;
  readonly leaseMinutes: number;
  readonly shareMinutes: number;
  readonly offers: OfferTiming;
  readonly accessTokenMinutes: number;
  readonly refreshTokenDays: number;
  readonly logLevel: string;
  readonly drainSeconds: number;
  readonly webhookLoopback: boolean;
  readonly supplyWatch: boolean;
  readonly decisionRetention: { readonly shownDays: number; readonly actedDays: number };
  readonly planner: {
    readonly on: boolean;
    readonly coalesceMilliseconds: number;
    readonly checkMilliseconds: number;
    /**
     * For objects: beyond it the planner's thread ends and begins anew; the server goes on. For the engine's arrays, which no limit of a
     * thread counts, as much again: what would take more is refused before it is solved (PLAN_TOO_LARGE in planProgress).
     */
    readonly memoryMegabytes: number;
  };
}

/** Reads and checks the environment. Throws one StartFailure that lists every mistake. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(variables);
  const mistakes = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success) throw configMistakes(mistakes);
  const given = parsed.data;
  const production = given.NODE_ENV === 'production';
  const dataDirectory = given.LINKAGE_DATA_DIRECTORY ?? join(projectRoot, '.data');
  if (production) {
    if (!given.DATABASE_URL) mistakes.push('DATABASE_URL: needed in production');
    if (!given.LINKAGE_TOKEN_SECRET) mistakes.push('LINKAGE_TOKEN_SECRET: needed in production');
    if (!given.LINKAGE_DATA_KEYS) mistakes.push('LINKAGE_DATA_KEYS: needed in production');
    if (given.LINKAGE_WEBHOOK_LOOPBACK)
      mistakes.push('LINKAGE_WEBHOOK_LOOPBACK: webhooks may not go to this machine in production');
    if (given.LINKAGE_DEMO) mistakes.push('LINKAGE_DEMO: the sample district may not be loaded in production');
  }
  if ((given.LINKAGE_OIDC_ISSUER === undefined) !== (given.LINKAGE_OIDC_AUDIENCE === undefined))
    mistakes.push('LINKAGE_OIDC_ISSUER and LINKAGE_OIDC_AUDIENCE: give both or neither');
  if (mistakes.length > 0) throw configMistakes(mistakes);
  const local = given.LINKAGE_TOKEN_SECRET && given.LINKAGE_DATA_KEYS ? undefined : localSecrets(dataDirectory);
  const tokenSecret = Buffer.from(given.LINKAGE_TOKEN_SECRET ?? local!.tokenSecret, 'base64');
  if (tokenSecret.length < 32) throw configMistakes(['LINKAGE_TOKEN_SECRET: at least 32 bytes in base64']);
  return {
    production,
    underNpm: given.npm_lifecycle_event === 'start',
    databaseUrl: given.DATABASE_URL,
    redisUrl: given.REDIS_URL,
    host: given.HOST,
    port: given.PORT,
    publicUrl: given.PUBLIC_URL,
    dataDirectory,
    portalFolder: given.LINKAGE_PORTAL_DIRECTORY ?? join(projectRoot, '.build', 'portal'),
    demo: given.LINKAGE_DEMO ?? !production,
    auditAnchor: given.LINKAGE_AUDIT_ANCHOR,
    tokenSecret,
    dataKeys: parseKeyRing(given.LINKAGE_DATA_KEYS ?? local!.dataKeys),
    oidc: given.LINKAGE_OIDC_ISSUER
      ? { issuer: given.LINKAGE_OIDC_ISSUER, audience: given.LINKAGE_OIDC_AUDIENCE! }
      : undefined,
    trustedProxy: given.LINKAGE_TRUSTED_PROXY,
    allowedOrigins: (given.LINKAGE_ALLOWED_ORIGINS ?? '').split(',').filter((origin) => origin !== ''),
    introspection: given.LINKAGE_INTROSPECTION ?? !production,
    poolSize: given.LINKAGE_POOL_SIZE,
    poolWaitMilliseconds: given.LINKAGE_POOL_WAIT_MILLISECONDS,
    leaseMinutes: given.LINKAGE_LEASE_MINUTES,
    shareMinutes: given.LINKAGE_SHARE_MINUTES,
    offers: offerTiming(given),
    accessTokenMinutes: given.LINKAGE_ACCESS_TOKEN_MINUTES,
    refreshTokenDays: given.LINKAGE_REFRESH_TOKEN_DAYS,
    logLevel: given.LINKAGE_LOG_LEVEL,
    drainSeconds: given.LINKAGE_DRAIN_SECONDS,
    webhookLoopback: given.LINKAGE_WEBHOOK_LOOPBACK ?? false,
    supplyWatch: given.LINKAGE_SUPPLY_WATCH ?? true,
    decisionRetention: { shownDays: given.LINKAGE_DECISION_DAYS, actedDays: given.LINKAGE_DECISION_ACTED_DAYS },
    planner: plannerOf(given),
  };
}

function plannerOf(given: z.infer<typeof environment>): Config['planner'] {
  return {
    on: given.LINKAGE_PLANNER === 'on',
    coalesceMilliseconds: given.LINKAGE_PLANNER_COALESCE_MILLISECONDS,
    checkMilliseconds: given.LINKAGE_PLANNER_CHECK_SECONDS * 1_000,
    memoryMegabytes: given.LINKAGE_PLANNER_MEMORY_MB,
  };
}

function offerTiming(given: z.infer<typeof environment>): OfferTiming {
  return {
    routineMinutes: given.LINKAGE_OFFER_MINUTES,
    urgentMinutes: given.LINKAGE_OFFER_URGENT_MINUTES,
    emergencyMinutes: given.LINKAGE_OFFER_EMERGENCY_MINUTES,
    microWishMinutes: given.LINKAGE_OFFER_MICRO_WISH_MINUTES,
    rounds: given.LINKAGE_OFFER_ROUNDS,
  };
}

function configMistakes(mistakes: string[]): StartFailure {
  return new StartFailure({
    what: { zh: `配置有误：${mistakes.join(';')}`, en: `The configuration is wrong: ${mistakes.join('; ')}` },
    why: { zh: '环境变量缺失或格式不对', en: 'environment variables are missing or malformed' },
    type: { zh: '改正上述变量后再启动', en: 'correct the variables named and start again' },
  });
}

function parseKeyRing(text: string): { name: string; key: Buffer }[] {
  return text.split(',').map((entry) => {
    const [name, encoded] = entry.split(':');
    const key = Buffer.from(encoded ?? '', 'base64');
    if (!name || !/^[a-z0-9-]{1,16}$/.test(name) || key.length !== 32)
      throw configMistakes(['LINKAGE_DATA_KEYS: a list of name:key, each key 32 bytes in base64']);
    return { name, key };
  });
}

/** Secrets of a local installation: made once, kept beside its database, readable by the owner only. */
function localSecrets(directory: string): { tokenSecret: string; dataKeys: string } {
  const file = join(directory, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(directory, { recursive: true, mode: 0o755 });
    const made = {
      tokenSecret: randomBytes(32).toString('base64'),
      dataKeys: `local-1:${randomBytes(32).toString('base64')}`,
    };
    // Written whole under another name first: of two first starts at once, the second reads what the first made.
    const whole = `${file}.${process.pid}`;
    writeFileSync(whole, JSON.stringify(made), { mode: 0o600 });
    try {
      linkSync(whole, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(whole);
    }
  }
  return JSON.parse(readFileSync(file, 'utf8')) as { tokenSecret: string; dataKeys: string };
}
