/** Promises how partners' systems are told of what happens to their donations. */
import { OrganisationStatus } from '../../schema/organisation/organisation';
import { WebhookDispatch } from '../webhook/dispatch';
import { WebhookSender } from '../webhook/sender';
import { WebhookAttemptLoader } from '../webhook/webhook.loader';
import { WebhookRepository } from '../webhook/webhook.repository';
import { WebhookResolver } from '../webhook/webhook.resolver';
import { WebhookService } from '../webhook/webhook.service';
import type { Care } from './care';
import type { Ground } from './ground';
import type { Parties } from './parties';

export function composeWebhook({ audit, config, database, organisations, vault }: Ground & Parties & Care) {
  const webhooks = new WebhookRepository();
  const rule = { permitsLoopback: config.webhookLoopback };
  const webhookService = new WebhookService({ database, audit, webhooks, vault, rule });
  const webhookDispatch = new WebhookDispatch({
    ...{ database, audit, webhooks, vault },
    sender: new WebhookSender(rule),
    isApproved: async (organisationId) =>
      (await organisations.findOrganisation(database, organisationId))?.status === OrganisationStatus.APPROVED,
    source: config.publicUrl ?? '/linkage',
  });
  const resolvers: object[] = [new WebhookResolver(webhookService, new WebhookAttemptLoader(database, webhooks))];
  return { webhookService, webhookDispatch, resolvers };
}
