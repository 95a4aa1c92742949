/** Promises a federation at work: a project that raised and spent over some weeks, one that is drafted, and needs to give to. */
import type { Browser } from 'playwright-core';
import { v7 } from 'uuid';
import { globalId } from '../../../schema/global-id';
import { Urgency } from '../../../schema/need/enums';
import { OrganisationKind } from '../../../schema/organisation/organisation';
import { ObligationRule } from '../../../schema/supervision/obligation';
import { ServiceKind } from '../../../schema/taxonomy/service-kind';
import { addDays } from '../../../server/day';
import {
  allocated,
  allocationStage,
  claimedNeed,
  confirmDelivery,
  openProject,
  type AllocationStage,
} from '../../allocation/stage';
import { content, drafted, federation, localOf, run, today } from '../../project/staging';
import { received } from '../../stage/donations';
import { accepted } from '../../stage/claims';
import { approvedOrganisation } from '../../stage/organisations';
import { people, type Person } from '../../stage/people';
import { carrier, giver, granted, paidWish } from '../../stage/wishes';
import { startTestServer, type TestServer } from '../../stage/server';
import { openPortal } from './portal';
import { signInAs, visit, type Visitor } from './visitor';

export interface FederationStage extends AllocationStage {
  readonly colleague: Person;
  /** Local id of a project that began fifty days ago. */
  readonly running: string;
  /** Global id of a draft whose filing is overdue. */
  readonly draft: string;
}

export interface FederationBench {
  readonly server: TestServer;
  readonly browser: Browser;
  readonly stage: FederationStage;
  /** One of its staff at a desk, signed in. */
  readonly desk: Visitor;
  close(): Promise<void>;
}

/** Routine needs are held back for half an hour there, so that plans can be accepted; urgent ones open at once. */
export async function openFederation(): Promise<FederationBench> {
  const portal = await openPortal(() => startTestServer({ LINKAGE_OFFER_MINUTES: '30' }));
  const { server, browser } = portal;
  const stage = await federationStage(server);
  const desk = await visit(browser, server.url, { viewport: { width: 1280, height: 900 } });
  await signInAs(desk, stage.staff);
  return { server, browser, stage, desk, close: () => portal.close() };
}

export async function federationStage(server: TestServer): Promise<FederationStage> {
  const stage = await allocationStage(server);
  const { charityId, staff } = stage;
  const colleague = await people(server).federationStaff(charityId);
  await server.database.query('UPDATE account SET display_name = $2 WHERE id = $1', [colleague.accountId, '马玉兰']);
  const of = { organisationId: charityId, id: globalId('Organisation', charityId), staff };
  const window = { startsOn: addDays(today, -50), endsOn: addDays(today, 40) };
  const running = await openProject(server, stage, {
    ...{ name: '暖冬助老', fundraisingMode: 'DIRECTED', ...window },
    ...{ serviceKinds: [ServiceKind.CLEANING, ServiceKind.HOME_VISIT], targetFen: '2000000', budgetFen: '1500000' },
  });
  const draft = await drafted(server, of, { name: '春蕾助学', startsOn: addDays(today, 5) });
  accepted(
    await server.app.composition.obligationService.recordObligation(staff.actor, {
      ...{ obligationId: v7(), organisationId: of.id, rule: ObligationRule.RELATED_PARTY_DEALING },
      happenedOn: addDays(today, -12),
    }),
  );
  const earmark = { projectId: globalId('CharityProject', running) };
  const gifts = [];
  for (const [moneyFen, days] of [
    [600_000n, 44],
    [450_000n, 30],
    [250_000n, 9],
  ] as const) {
    const gift = await received(server, stage, { moneyFen, currency: 'CNY', earmark });
    await happened(server, days);
    gifts.push(gift);
  }
  for (const [amount, days, isDelivered] of [
    [180_000n, 35, true],
    [150_000n, 21, true],
    [120_000n, 12, true],
    [90_000n, 4, false],
  ] as const) {
    const to = await claimedNeed(server, stage, { urgency: Urgency.URGENT });
    await allocated(server, stage, { donationId: gifts[0]!.id, to, projectId: running, amount });
    if (isDelivered) await confirmDelivery(server, stage, to);
    await happened(server, days);
  }
  return { ...stage, colleague, running, draft };
}

/** What was moved just now, and not set back yet, was moved so many days ago. */
async function happened(server: TestServer, days: number): Promise<void> {
  await server.database.query('ALTER TABLE ledger_transfer DISABLE TRIGGER ledger_transfers_never_change');
  await server.database.query(
    `UPDATE ledger_transfer SET at = at - make_interval(days => $1) WHERE at > now() - interval '12 hours'`,
    [days],
  );
  await server.database.query('ALTER TABLE ledger_transfer ENABLE TRIGGER ledger_transfers_never_change');
}

/** A donation of money for the project, received just now. */
export function gift(server: TestServer, stage: FederationStage, moneyFen: bigint) {
  const earmark = { projectId: globalId('CharityProject', stage.running) };
  return received(server, stage, { donationId: v7(), moneyFen, currency: 'CNY', earmark });
}

/** A project that opened today and was given to today: there is no course over time yet. Its global id. */
export async function projectOfToday(server: TestServer, stage: FederationStage): Promise<string> {
  const projectId = globalId('CharityProject', await openProject(server, stage, { name: '元旦送温暖' }));
  await received(server, stage, { donationId: v7(), moneyFen: 70_000n, currency: 'CNY', earmark: { projectId } });
  return projectId;
}

/** Another charity, one that may raise from the public. */
export async function qualified(server: TestServer, stage: FederationStage, name: string): Promise<void> {
  const { organisationId } = await approvedOrganisation(server, { name, kind: OrganisationKind.CHARITY_FEDERATION });
  await server.database.query(
    `INSERT INTO fundraising_qualification (organisation_id, certificate_number, charity_since, granted_on, recorded_by)
     VALUES ($1, 'NX-2020-02', '2018-01-01', '2020-01-01', $2)`,
    [organisationId, stage.staff.accountId],
  );
}

/** A draft of another charity, one without the qualification, that names this one as its partner. */
export async function askedToRaiseWith(server: TestServer, stage: FederationStage) {
  const plain = await federation(server, { qualified: false });
  const projectId = await drafted(server, plain, { name: '冬衣计划' });
  await server.database.query(
    `INSERT INTO fundraising_qualification (organisation_id, certificate_number, charity_since, granted_on, recorded_by)
     VALUES ($1, 'NX-2020-03', '2018-01-01', '2020-01-01', $2)`,
    [stage.charityId, stage.staff.accountId],
  );
  const agreement = { agreementNumber: '合募 2026-8', agreedOn: today };
  const organisationId = globalId('Organisation', stage.charityId);
  await run(server, plain.staff, 'proposeFundraisingPartnership', { projectId, organisationId, ...agreement });
  return {
    revise: () =>
      run(server, plain.staff, 'reviseCharityProject', {
        projectId,
        content: content({ name: '冬衣计划' }, { useOfProceeds: '只买冬衣' }),
      }),
    isConfirmed: async () =>
      (
        await server.database.query<{ is: boolean }>(
          'SELECT confirmed_at IS NOT NULL AS is FROM fundraising_partnership WHERE project_id = $1',
          [localOf(projectId)],
        )
      )[0]!.is,
  };
}

/** A project that is closed and settled: its report may be published. Its global id. */
export async function settledProject(server: TestServer, stage: FederationStage): Promise<string> {
  const projectId = globalId('CharityProject', await openProject(server, stage, { name: '夏日送清凉' }));
  for (const operation of ['closeCharityProject', 'settleCharityProject'])
    await run(server, stage.staff, operation, { projectId });
  return projectId;
}

/** What a household said of a wish for which the charity received. */
export async function thanks(server: TestServer, stage: FederationStage, text: string): Promise<string> {
  const { wish } = await paidWish(server, stage, await giver(server));
  await granted(server, await carrier(server), wish);
  const thanksId = v7();
  accepted(
    await server.app.composition.thanksService.sayThanks({
      ...{ thanksId, wishId: wish.id, cardCode: wish.household.cardCode, text },
    }),
  );
  return thanksId;
}
