/** Promises one POST to one endpoint: guarded address, no redirect, no connection shared, an end in time, and nothing kept of the answer. */
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import { WebhookOutcome } from '../../schema/webhook/enums';
import { ForbiddenAddress, guardedLookup, hostOf, mayReach, readWebhookUrl, type AddressRule } from './address';

export interface Sent {
  readonly outcome: WebhookOutcome;
  readonly statusCode?: number;
  readonly milliseconds: number;
}

const patienceMilliseconds = 10_000;
const answerBytesMaximum = 65_536;

export class WebhookSender {
  constructor(
    private readonly rule: AddressRule,
    private readonly patience = patienceMilliseconds,
  ) {}

  async send(address: string, headers: Record<string, string>, body: string): Promise<Sent> {
    const begun = performance.now();
    const ended = await this.post(address, headers, body);
    return { ...ended, milliseconds: Math.round(performance.now() - begun) };
  }

  private post(
    address: string,
    headers: Record<string, string>,
    body: string,
  ): Promise<{ outcome: WebhookOutcome; statusCode?: number }> {
    const url = readWebhookUrl(address, this.rule);
    // A literal address is never looked up, so it is looked at here.
    if (!url || (isIP(hostOf(url)) !== 0 && !mayReach(hostOf(url), this.rule)))
      return Promise.resolve({ outcome: WebhookOutcome.ADDRESS_FORBIDDEN });
    const begin = url.protocol === 'https:' ? secureRequest : plainRequest;
    return new Promise((resolve) => {
      const request = begin(url, {
        method: 'POST',
        agent: false,
        lookup: guardedLookup(this.rule),
        signal: AbortSignal.timeout(this.patience),
        headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'Linkage-Webhook/1' },
      });
      request.on('error', (error) => resolve({ outcome: outcomeOfFailure(error) }));
      request.on('response', (response) => {
        let bytes = 0;
        const statusCode = response.statusCode!;
        const settle = () => {
          resolve({ outcome: outcomeOfStatus(statusCode), statusCode });
          request.destroy();
        };
        response.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes > answerBytesMaximum) settle();
        });
        response.on('end', settle);
        response.on('error', (error) => resolve({ outcome: outcomeOfFailure(error), statusCode }));
      });
      request.end(body);
    });
  }
}

function outcomeOfStatus(status: number): WebhookOutcome {
  if (status >= 200 && status < 300) return WebhookOutcome.ACCEPTED;
  if (status >= 300 && status < 400) return WebhookOutcome.REDIRECTED;
  return status === 410 ? WebhookOutcome.GONE : WebhookOutcome.REFUSED;
}

function outcomeOfFailure(error: Error): WebhookOutcome {
  if (error instanceof ForbiddenAddress) return WebhookOutcome.ADDRESS_FORBIDDEN;
  return ['TimeoutError', 'AbortError'].includes(error.name) ? WebhookOutcome.TIMED_OUT : WebhookOutcome.UNREACHABLE;
}
