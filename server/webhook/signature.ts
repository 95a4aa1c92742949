/**
 * Promises signatures by the Standard Webhooks specification 1.0 (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md):
 * HMAC-SHA256 over `id.timestamp.body`, symmetric secrets `whsec_` + base64, one `v1,` signature for each secret that is in force.
 */
import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** 32 random bytes; the specification asks for 24 to 64. */
export function newWebhookSecret(): string {
  return prefix + randomBytes(32).toString('base64');
}

export interface MessageToSign {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** The headers of one attempt. Receivers refuse what is signed too long ago, so each attempt has its own timestamp. */
export function signedHeaders(message: MessageToSign, secrets: readonly string[]): Record<string, string> {
  const content = `${message.id}.${message.timestamp}.${message.body}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret, 'base64');
    return `v1,${createHmac('sha256', key).update(content, 'utf8').digest('base64')}`;
  });
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
