/** Promises donations on the stage that were given through the API, and a charity that issues their receipts. */
import { v7 } from 'uuid';
import { DonorKind } from '../../schema/donation/enums';
import { globalId } from '../../schema/global-id';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import type { TestServer } from '../stage/server';

export const thisYear = () =>
  Number(new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format());

export interface Charity {
  readonly organisationId: string;
  readonly id: string;
  readonly staff: Person;
  /** A colleague. */
  readonly reviewer: Person;
}

let made = 0;

export async function charity(server: TestServer, name: string): Promise<Charity> {
  const kind = OrganisationKind.CHARITY_FEDERATION;
  const { organisationId } = await approvedOrganisation(server, { kind, name });
  const [staff, reviewer] = [
    await people(server).federationStaff(organisationId),
    await people(server).federationStaff(organisationId),
  ];
  await server.database.query('UPDATE account SET display_name = $2 WHERE id = $1', [reviewer.accountId, '马玉兰']);
  return { organisationId, id: globalId('Organisation', organisationId), staff, reviewer };
}

export function openSeries(server: TestServer, who: Charity, code?: string, year = thisYear()) {
  made += 1;
  const input = {
    ...{ commandId: v7(), organisationId: who.id, year },
    code: code ?? String(64_060_100 + made),
    supervisor: '宁夏回族自治区财政厅监制',
  };
  return server.app.composition.receiptService.openReceiptSeries(who.staff.actor, input);
}

export interface Lot {
  readonly item: string;
  readonly quantity: bigint;
  readonly unitValueFen: bigint;
  readonly evidence?: string;
}

export interface Given {
  readonly donorOrganisationId?: string;
  readonly personName?: string;
  readonly moneyFen?: bigint;
  readonly lots?: readonly Lot[];
  readonly status?: 'PLEDGED' | 'RECEIVED';
}

/** A donation of money (10,000 fen unless told otherwise) or of lots, given and received through the API. Returns its global id. */
export async function donation(server: TestServer, to: Charity, given: Given = {}): Promise<string> {
  const donor = given.donorOrganisationId
    ? { donorOrganisationId: globalId('Organisation', given.donorOrganisationId) }
    : { donorId: await donorOf(server, to, given.personName) };
  const what = given.lots
    ? { lots: given.lots.map(lotInput) }
    : { moneyFen: String(given.moneyFen ?? 10_000n), currency: 'CNY' };
  const pledged = await command(server, to, 'pledgeDonation', 'Donation', {
    ...{ donationId: v7(), recipientOrganisationId: to.id, ...donor, ...what },
  });
  if (given.status === 'PLEDGED') return pledged;
  return command(server, to, 'receiveDonation', 'Donation', { commandId: v7(), donationId: pledged });
}

function donorOf(server: TestServer, to: Charity, name: string | undefined): Promise<string> {
  const kind = name ? DonorKind.INDIVIDUAL : DonorKind.ANONYMOUS;
  return command(server, to, 'registerDonor', 'Donor', { donorId: v7(), kind, name });
}

function lotInput({ item, quantity, unitValueFen, evidence }: Lot) {
  const counted = { quantity: String(quantity), unitValueFen: String(unitValueFen) };
  return { lotId: v7(), item, unit: '件', ...counted, valueEvidence: evidence, condition: 'NEW' };
}

/** One command of the staff of a charity over HTTP, which must be accepted; the global id of what it answers. */
async function command(server: TestServer, who: Charity, name: string, type: string, input: object): Promise<string> {
  const { data, errors } = await server.request(
    `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ... on ${type} { id } } }`,
    { input },
    who.staff.token,
  );
  if (!data?.[name]?.id) throw new Error(`refused: ${JSON.stringify(errors ?? data)}`);
  return data[name].id as string;
}

export function reviewerOf(who: Charity): string {
  return globalId('Account', who.reviewer.accountId);
}

export function issue(
  server: TestServer,
  who: Charity,
  donationId: string,
  more: { receiptId?: string; reviewerAccountId?: string } = {},
) {
  const input = { receiptId: v7(), donationId, reviewerAccountId: reviewerOf(who), ...more };
  return server.app.composition.receiptService.issueReceipt(who.staff.actor, input);
}
