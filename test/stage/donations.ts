/** Promises a charity, a company and what they give, arranged through the services. */
import { v7 } from 'uuid';
import { GoodsCondition } from '../../schema/donation/enums';
import type { LotInput, PledgeDonationInput } from '../../schema/donation/inputs';
import { globalId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { isRefusal } from '../../schema/refusal';
import type { DonationRow } from '../../server/donation/donation.repository';
import type { Actor } from '../../server/identity/actor';
import { approvedOrganisation } from './organisations';
import { people, type Person } from './people';
import type { TestServer } from './server';

export interface GivingStage {
  readonly charityId: string;
  readonly companyId: string;
  readonly staff: Person;
  readonly partner: Person;
}

export async function givingStage(server: TestServer): Promise<GivingStage> {
  const charity = await approvedOrganisation(server, { kind: OrganisationKind.CHARITY_FEDERATION });
  const company = await approvedOrganisation(server, { kind: OrganisationKind.COMPANY });
  return {
    charityId: charity.organisationId,
    companyId: company.organisationId,
    staff: await people(server).federationStaff(charity.organisationId),
    partner: await people(server).companyPartner(company.organisationId),
  };
}

export function lot(more: Partial<LotInput> = {}): LotInput {
  return {
    ...{ lotId: v7(), item: '棉被', unit: '床', quantity: 10n, unitValueFen: 12_000n, condition: GoodsCondition.NEW },
    ...more,
  };
}

export function pledge(
  server: TestServer,
  stage: GivingStage,
  more: Partial<PledgeDonationInput>,
  actor: Actor = stage.partner.actor,
) {
  return server.app.composition.donationService.pledgeDonation(actor, {
    donationId: v7(),
    donorOrganisationId: globalId('Organisation', stage.companyId),
    recipientOrganisationId: globalId('Organisation', stage.charityId),
    ...more,
  });
}

/** A donation that was received whole. */
export async function received(
  server: TestServer,
  stage: GivingStage,
  more: Partial<PledgeDonationInput>,
): Promise<DonationRow> {
  const pledged = await pledge(server, stage, more, stage.staff.actor);
  if (isRefusal(pledged)) throw new Error(`refused: ${JSON.stringify(pledged)}`);
  const answer = await server.app.composition.donationService.receiveDonation(stage.staff.actor, {
    ...{ commandId: v7(), donationId: globalId('Donation', pledged.id) },
  });
  if (isRefusal(answer)) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer;
}

/** The books of a holding that hold something. */
export async function booksOf(server: TestServer, holdingId: string): Promise<Record<string, string>> {
  const rows = await server.database.query<{ book: string; balance: string }>(
    'SELECT book, balance::text FROM ledger_balance WHERE holding_id = $1 AND balance <> 0 ORDER BY book',
    [holdingId],
  );
  return Object.fromEntries(rows.map((row) => [row.book, row.balance]));
}
