/** Promises the attempts of all messages of a page in one statement. */
import DataLoader from 'dataloader';
import type { WebhookAttempt } from '../../schema/webhook/webhook';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { presentAttempt } from './present';
import type { WebhookRepository } from './webhook.repository';

export class WebhookAttemptLoader {
  constructor(
    private readonly database: Database,
    private readonly webhooks: WebhookRepository,
  ) {}

  attemptsOf(context: RequestContext, deliveryId: string): Promise<WebhookAttempt[]> {
    return loaderOf(context, this.make).load(deliveryId);
  }

  private readonly make = (): DataLoader<string, WebhookAttempt[]> =>
    new DataLoader(async (ids) => {
      const rows = await this.webhooks.attemptsOf(this.database, ids);
      return ids.map((id) => rows.filter((row) => row.deliveryId === id).map(presentAttempt));
    });
}
