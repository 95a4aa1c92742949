/** Promises how people stay together: helpers with households, and offices and organisations at one table; and what they publish. */
import { ConsentPurpose } from '../../schema/household/consent';
import { PairingEnd } from '../../schema/pairing/pairing';
import { ExperienceRepository } from '../experience/experience.repository';
import { ExperienceResolver } from '../experience/experience.resolver';
import { ExperienceService } from '../experience/experience.service';
import { IssueRepository } from '../meeting/issue.repository';
import { IssueResolver } from '../meeting/issue.resolver';
import { IssueRemindingService } from '../meeting/issue-reminding.service';
import { IssueService } from '../meeting/issue.service';
import { MeetingRepository } from '../meeting/meeting.repository';
import { MeetingPartyResolver, MeetingResolver } from '../meeting/meeting.resolver';
import { MeetingService } from '../meeting/meeting.service';
import { PairingRepository } from '../pairing/pairing.repository';
import { HouseholdPairingResolver, PairingContactResolver, PairingResolver } from '../pairing/pairing.resolver';
import { PairingService } from '../pairing/pairing.service';
import type { Care } from './care';
import type { Corps } from './corps';
import type { Ground } from './ground';
import type { Parties } from './parties';

export type Convening = ReturnType<typeof composeMeeting>;

export function composeMeeting(parts: Ground & Parties & Corps & Care) {
  const { advisers, areaLoader, areas, audit, commands, consents, database, households, organisations } = parts;
  const { accounts, organisationLoader, vault } = parts;

  // pairing
  const pairings = new PairingRepository();
  const pairingService = new PairingService({
    ...{ commands, audit, accounts, advisers, consents, households, organisations, pairings, vault },
  });
  parts.workloads.contribute({
    code: 'PAIRED_HOUSEHOLDS',
    title: { zh: '结对帮扶家庭', en: 'Households with this helper' },
    count: (statements, accountIds) => pairings.workload(statements, accountIds),
  });
  const { CONSENT_WITHDRAWN, HELPER_LEFT } = PairingEnd;
  parts.adviserService.onEnded((tx, { accountId }) =>
    pairingService.end(tx, { helperId: accountId, advisersOnly: true }, HELPER_LEFT),
  );
  parts.accountService.onDisabled((tx, helperId) => pairingService.end(tx, { helperId }, HELPER_LEFT));
  parts.organisationService.onSuspended((tx, organisationId) =>
    pairingService.end(tx, { organisationId }, HELPER_LEFT),
  );
  parts.consentService.onConsentWithdrawn(async (tx, { householdId, organisationId, purpose }) => {
    if (purpose === ConsentPurpose.SERVICE_DELIVERY)
      await pairingService.end(tx, { householdId, organisationId }, CONSENT_WITHDRAWN);
  });

  // meeting
  const meetings = new MeetingRepository();
  const issues = new IssueRepository();
  const meetingService = new MeetingService({ commands, areas, organisations, meetings });
  const issueReminding = new IssueRemindingService(database, audit, issues);
  const issueService = new IssueService({ commands, calendar: advisers, issues, meetings: meetingService });

  // experience
  const experiences = new ExperienceRepository();
  const experienceService = new ExperienceService({ commands, areas, identities: parts.householdService, experiences });

  const resolvers: object[] = [
    new PairingResolver(database, pairingService, pairings, parts.adviserLoader, parts.householdLoader),
    new PairingContactResolver(pairingService),
    new HouseholdPairingResolver(database, pairings),
    new MeetingResolver(database, meetingService, meetings),
    new MeetingPartyResolver(areaLoader, organisationLoader),
    new IssueResolver(database, issueService, issues, areaLoader, organisationLoader),
    new ExperienceResolver(database, experienceService, experiences, areaLoader),
  ];
  return {
    pairings,
    pairingService,
    meetings,
    meetingService,
    issues,
    issueService,
    issueReminding,
    experiences,
    experienceService,
    resolvers,
  };
}
