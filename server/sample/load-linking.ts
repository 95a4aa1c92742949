/** Promises pairings, meetings and published experience of the sample, through the services, as in life. */
import { globalId } from '../../schema/global-id';
import { IssueState } from '../../schema/meeting/meeting';
import { ContactChannel } from '../../schema/pairing/pairing';
import type { ExperienceService } from '../experience/experience.service';
import type { IssueService } from '../meeting/issue.service';
import type { MeetingService } from '../meeting/meeting.service';
import type { PairingService } from '../pairing/pairing.service';
import { addDays } from '../day';
import { actorFor } from './actors';
import type { SampleClock } from './clock';
import { pilotStreets } from './corps';
import { expectDone } from './expect-done';
import { planLinking, type LinkingPlan } from './linking';
import type { PlannedOrganisation, SamplePlan } from './plan';
import { SeededChance } from './random';

export interface LinkingServices {
  readonly experienceService: ExperienceService;
  readonly issueService: IssueService;
  readonly meetingService: MeetingService;
  readonly pairingService: PairingService;
}

const district = '640104';
/** A chance of its own: who stays with whom changes nothing of who lives where. */
const linkingSeed = 640_115;
const pairedOn = '2023-02-13';
/** How long the issues of the sample may take; when the meetings are called, and when what takes longer is settled. */
const issueDays = 30;
const calledDays = 14;
const settledDays = 28;

export async function loadLinking(services: LinkingServices, plan: SamplePlan, clock: SampleClock): Promise<void> {
  const linking = linkingOf(plan);
  await loadPairings(services, plan, linking, clock);
  await loadMeetings(services, plan, linking, clock);
  await clock.moveTo('2023-12-15');
  await loadExperiences(services, plan, linking);
}

function linkingOf({ households, advisers }: SamplePlan): LinkingPlan {
  return planLinking(households, advisers, new SeededChance(linkingSeed));
}

export function pairingsOf(plan: SamplePlan): LinkingPlan['pairings'] {
  return linkingOf(plan).pairings;
}

async function loadPairings(
  { pairingService }: LinkingServices,
  plan: SamplePlan,
  linking: LinkingPlan,
  clock: SampleClock,
): Promise<void> {
  const bureau = actorFor(plan.bureau[0]);
  await clock.moveTo(pairedOn);
  for (const { pairingId, contactId, householdId, helper } of linking.pairings) {
    expectDone(
      await pairingService.pairHousehold(bureau, {
        ...{ pairingId, householdId: globalId('Household', householdId), startedOn: pairedOn },
        helperAccountId: globalId('Account', helper.accountId),
      }),
    );
    expectDone(
      await pairingService.recordPairingContact(actorFor(helper), {
        ...{ contactId, pairingId: globalId('Pairing', pairingId), contactedOn: pairedOn },
        ...{ channel: ContactChannel.HOME_VISIT, note: '上门认识，约定每月走访一次。' },
      }),
    );
  }
}

async function loadMeetings(
  { meetingService, issueService }: LinkingServices,
  plan: SamplePlan,
  linking: LinkingPlan,
  clock: SampleClock,
): Promise<void> {
  const bureau = actorFor(plan.bureau[0]);
  const invited = plan.organisations.slice(0, 4);
  for (const meeting of linking.meetings) {
    const { meetingId, holdId, startsAt, title } = meeting;
    const heldOn = startsAt.slice(0, 10);
    await clock.moveTo(addDays(heldOn, -calledDays));
    expectDone(
      await meetingService.callMeeting(bureau, {
        ...{ meetingId, areaCode: district, title, startsAt: new Date(startsAt), place: '兴庆区民政局会议室' },
        ...{ agenda: ['上次问题的办理情况', '转介与承接', '下一阶段安排'], partyAreaCodes: [...pilotStreets] },
        partyOrganisationIds: invited.map(({ organisationId }) => globalId('Organisation', organisationId)),
      }),
    );
    const services = { meetingService, issueService };
    await clock.moveTo(heldOn, '12:00');
    await raiseIssues(services, plan, meeting, { owner: invited[1]!, dueOn: addDays(heldOn, issueDays) });
    const notes = '通报了上一阶段工作，逐条议定责任方和期限。';
    const id = globalId('Meeting', meetingId);
    expectDone(await meetingService.holdMeeting(bureau, { commandId: holdId, meetingId: id, notes }));
    await clock.moveTo(addDays(heldOn, settledDays));
    for (const issue of meeting.issues.filter((one) => !one.isResolved))
      await followUp(services, invited[1]!, issue, issue.settleId, {
        state: IssueState.RESOLVED,
        note: '已分批完工。',
      });
  }
}

type MeetingPlan = LinkingPlan['meetings'][number];
type IssuePlan = MeetingPlan['issues'][number];
type Convening = Pick<LinkingServices, 'issueService'>;

/** Raised by a street at the table; who owns them says at once how far they are. */
async function raiseIssues(
  services: Convening,
  plan: SamplePlan,
  { meetingId, issues }: MeetingPlan,
  { owner, dueOn }: { readonly owner: PlannedOrganisation; readonly dueOn: string },
): Promise<void> {
  const ownerOrganisationId = globalId('Organisation', owner.organisationId);
  for (const issue of issues) {
    const { issueId, title, detail } = issue;
    const about = { issueId, meetingId: globalId('Meeting', meetingId), title, detail, ownerOrganisationId, dueOn };
    expectDone(await services.issueService.raiseIssue(actorFor(plan.officers[0]!), about));
    await followUp(
      services,
      owner,
      issue,
      issue.followUpId,
      issue.isResolved
        ? { state: IssueState.RESOLVED, note: '已增加值班人员，应答恢复正常。' }
        : { state: IssueState.IN_PROGRESS, note: '正在与施工单位商定批次。' },
    );
  }
}

async function followUp(
  { issueService }: Convening,
  owner: PlannedOrganisation,
  { issueId }: IssuePlan,
  commandId: string,
  step: { readonly state: IssueState; readonly note: string },
): Promise<void> {
  const input = { commandId, issueId: globalId('MeetingIssue', issueId), ...step };
  expectDone(await issueService.followUpIssue(actorFor(owner.administrator), input));
}

async function loadExperiences(
  { experienceService }: LinkingServices,
  plan: SamplePlan,
  linking: LinkingPlan,
): Promise<void> {
  const writer = plan.advisers[0]!;
  const areaCode = writer.roles[0]!.areaCode!;
  const officer = plan.officers.find((one) => areaCode.startsWith(one.roles[0]!.areaCode!))!;
  for (const { experienceId, publishId, title, body } of linking.experiences) {
    expectDone(await experienceService.writeCaseExperience(actorFor(writer), { experienceId, areaCode, title, body }));
    const publish = { commandId: publishId, experienceId: globalId('CaseExperience', experienceId) };
    expectDone(await experienceService.publishCaseExperience(actorFor(officer), publish));
  }
}
