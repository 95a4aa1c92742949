/**
 * Promises the audit line and the event of each step of a donation, to its donor, its charity and those who follow the
 * project it is for: ids and states only.
 */
import type { AuditLine } from '../audit/audit';
import type { Transaction } from '../database/database';
import { organisationScope, projectScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append, type NewEvent } from '../event/outbox';
import type { Actor } from '../identity/actor';
import type { DonationRow } from './donation.repository';

/** Those who follow one donation. */
export function donationScope(donationId: string): string {
  return `donation:${donationId}`;
}

export function donationLine(
  actor: Actor | undefined,
  operation: string,
  donationId: string,
  details: Record<string, unknown> = {},
): AuditLine {
  return { accountId: actor?.accountId, operation, subjectType: 'Donation', subjectId: donationId, details };
}

type Announced = Pick<
  DonationRow,
  'id' | 'status' | 'form' | 'donorOrganisationId' | 'recipientOrganisationId' | 'earmarkProjectId'
>;

export function announce(
  tx: Transaction,
  type: EventType,
  donation: Announced,
  more: Record<string, unknown> = {},
  scopes: readonly string[] = [],
): Promise<void> {
  return append(tx, announcement(type, donation, more, scopes));
}

export function announcement(
  type: EventType,
  donation: Announced,
  more: Record<string, unknown> = {},
  scopes: readonly string[] = [],
): NewEvent {
  const projects = donation.earmarkProjectId === null ? [] : [projectScope(donation.earmarkProjectId)];
  const organisations = [donation.recipientOrganisationId, donation.donorOrganisationId].filter((id) => id !== null);
  return {
    type,
    subjectId: donation.id,
    audience: [
      ...new Set([...organisations.map(organisationScope), donationScope(donation.id), ...projects, ...scopes]),
    ],
    payload: { donationId: donation.id, status: donation.status, form: donation.form, ...more },
  };
}
