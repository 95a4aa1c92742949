/** Promises the audit lines and events of wishes: ids, states and sums only, to the area, the charities and those who share. */
import type { AuditLine } from '../audit/audit';
import type { Statements, Transaction } from '../database/database';
import type { DonationRepository } from '../donation/donation.repository';
import { areaChainScopes, organisationScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append } from '../event/outbox';
import type { Actor } from '../identity/actor';
import type { NeedRow } from '../need/need.repository';
import type { ShareRepository } from './share.repository';

export function wishLine(
  actor: Actor | undefined,
  operation: string,
  subject: { readonly type: 'WishShare' | 'Need'; readonly id: string },
  details: Record<string, unknown> = {},
): AuditLine {
  return { accountId: actor?.accountId, operation, subjectType: subject.type, subjectId: subject.id, details };
}

export class WishNews {
  constructor(
    private readonly donations: DonationRepository,
    private readonly shares: ShareRepository,
  ) {}

  /** Tells the area, and the donors and charities of the shares that are or were given; and whom else the caller names. */
  async announce(
    tx: Transaction,
    type: EventType,
    need: NeedRow,
    payload: Record<string, unknown> = {},
    others: readonly string[] = [],
  ): Promise<void> {
    const organisations = [...(await this.organisationsOf(tx, need.id)), ...others];
    await append(tx, {
      type,
      subjectId: need.id,
      audience: [...areaChainScopes(need.areaCode), ...organisations.map(organisationScope)],
      payload: { needId: need.id, needStatus: need.status, ...payload },
    });
  }

  /** The companies, shops and charities of a wish's shares. */
  async organisationsOf(statements: Statements, needId: string): Promise<string[]> {
    const shares = await this.shares.findOfNeeds(statements, [needId]);
    const donations = await this.donations.findDonations(
      statements,
      shares.map((share) => share.id),
    );
    const told = donations.flatMap((one) => [one.donorOrganisationId ?? [], one.recipientOrganisationId].flat());
    return [...new Set(told)];
  }
}
