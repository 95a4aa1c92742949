/** Promises one-to-one cases, restricted ones behind their lists, long-term watches, and appeals to the public. */
import { AppealRepository } from '../casework/appeal.repository';
import { AppealService } from '../casework/appeal.service';
import { CaseReadingResolver, HouseholdCasesResolver } from '../casework/case-reading.resolver';
import { CaseReader } from '../casework/case.reading';
import { CaseRepository } from '../casework/case.repository';
import { CaseResolver } from '../casework/case.resolver';
import { CaseService } from '../casework/case.service';
import { CaseCommands } from '../casework/command';
import { GlassService } from '../casework/glass.service';
import { ProviderEnding } from '../casework/provider.ending';
import { RecordRepository } from '../casework/record.repository';
import { RecordService } from '../casework/record.service';
import { WatchRepository } from '../casework/watch.repository';
import { AppealResolver, HouseholdWatchesResolver, WatchResolver } from '../casework/watch.resolver';
import { WatchService } from '../casework/watch.service';
import { ActorRepository } from '../identity/actor.repository';
import type { Statements } from '../database/database';
import type { Actor } from '../identity/actor';
import { globalId } from '../../schema/global-id';
import { householdPolicy } from '../household/household.policy';
import { managesNeed } from '../need/need.policy';
import type { Allocating } from './allocation';
import type { Applying } from './application';
import type { Care } from './care';
import type { Claiming } from './claim';
import type { Corps } from './corps';
import type { Giving } from './giving';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Policies } from './policy';

export type Casework = ReturnType<typeof composeCasework>;

export function composeCasework(parts: Ground & Parties & Care) {
  const { audit, consents, consentService, database, householdLoader, households, householdService } = parts;
  const { needs, organisationLoader, organisations, vault } = parts;

  const cases = new CaseRepository();
  const actors = new ActorRepository();
  const commandParts = { database, audit, vault, households, cases, actors, identities: householdService };
  const commands = new CaseCommands(commandParts);
  const caseParts = {
    ...commandParts,
    records: new RecordRepository(),
    consents,
    organisations,
  };
  const caseService = new CaseService(caseParts, commands);
  const providerEnding = new ProviderEnding(cases, commands);
  const caseRecords = new RecordService(caseParts, commands);
  const glassService = new GlassService(commandParts, commands);
  const watchService = new WatchService({ ...commandParts, watches: new WatchRepository() }, commands);
  const appealService = new AppealService({ ...commandParts, consents, appeals: new AppealRepository() }, commands);

  caseService.onLink('Need', async (statements, actor, id) => {
    const need = await needs.findNeed(statements, id);
    return need && managesNeed(actor, need) ? need.householdId : undefined;
  });
  consentService.onConsentWithdrawn((tx, withdrawn) => providerEnding.providerLeaves(tx, withdrawn));
  consentService.onConsentWithdrawn((tx, withdrawn, actor) => appealService.consentWithdrawn(tx, withdrawn, actor));

  const resolvers: object[] = [
    new CaseResolver(caseService, caseRecords, glassService),
    new HouseholdCasesResolver(caseService),
    new CaseReadingResolver(
      caseService,
      new CaseReader(database, cases),
      caseRecords,
      appealService,
      householdLoader,
      organisationLoader,
    ),
    new WatchResolver(watchService, householdLoader),
    new HouseholdWatchesResolver(watchService),
    new AppealResolver(appealService),
  ];
  return { cases, caseService, caseRecords, glassService, watchService, appealService, resolvers };
}

/** What casework and applications give advisers to do, for their workload. */
export function linkWork({
  applications,
  cases,
  workloads,
}: Pick<Casework & Applying & Corps, 'cases' | 'applications' | 'workloads'>) {
  workloads
    .contribute({
      code: 'CASES_OPEN',
      title: { zh: '在办一般个案', en: 'General cases in hand' },
      count: (statements, accountIds) => cases.openWork(statements, accountIds),
    })
    .contribute({
      code: 'APPLICATIONS_OPEN',
      title: { zh: '在办代办申请', en: 'Applications in hand' },
      count: (statements, accountIds) => applications.openWork(statements, accountIds),
    });
}

/** What of other rooms may serve a case: help claimed, done, given, set aside or applied for, and policies shown, of a household that the actor looks after. */
export function linkHelp(
  parts: Pick<Casework & Care & Claiming & Allocating & Applying, 'caseService' | 'needs' | 'claims' | 'allocations'> &
    Pick<Giving, 'donations'> &
    Pick<Applying, 'applicationReading'> &
    Pick<Policies, 'policies'>,
): void {
  const { allocations, applicationReading, caseService, claims, donations, needs, policies } = parts;
  const householdOf = async (statements: Statements, actor: Actor, needId: string | undefined) => {
    const need = needId === undefined ? undefined : await needs.findNeed(statements, needId);
    return need && managesNeed(actor, need) ? need.householdId : undefined;
  };
  caseService
    .onLink('Claim', async (statements, actor, id) =>
      householdOf(statements, actor, (await claims.findClaim(statements, id))?.needId),
    )
    .onLink('Allocation', async (statements, actor, id) =>
      householdOf(statements, actor, (await allocations.findAllocation(statements, id))?.needId),
    )
    // What somebody gave for a need of the household; the donor stays unseen.
    .onLink('Donation', async (statements, actor, id) =>
      householdOf(statements, actor, (await donations.findDonation(statements, id))?.earmarkNeedId ?? undefined),
    )
    // An hour of counselling, or of whatever else was done under a claim.
    .onLink('ServiceRecord', async (statements, actor, id) => {
      const record = await claims.findRecord(statements, id);
      return householdOf(statements, actor, record && (await claims.findClaim(statements, record.claimId))?.needId);
    })
    .onLink('PolicyLink', async (statements, actor, id) => {
      const link = await policies.findLink(statements, id);
      return link && householdPolicy.maySee(actor, link) ? link.householdId : undefined;
    })
    .onLink('PolicyApplication', async (_statements, actor, id) => {
      return (await applicationReading.findVisible(actor, globalId('PolicyApplication', id)))?.householdId;
    });
}
