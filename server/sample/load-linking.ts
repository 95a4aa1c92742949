/** Promises pairings, meetings and published experience of the sample, through the services, as in life. */
import { globalId } from '../../schema/global-id';
import { IssueState } from '../../schema/meeting/meeting';
import { ContactChannel } from '../../schema/pairing/pairing';
import type { ExperienceService } from '../experience/experience.service';
import type { IssueService } from '../meeting/issue.service';
import type { MeetingService } from '../meeting/meeting.service';
import type { PairingService } from '../pairing/pairing.service';
import { addDays, dayOf } from '../project/day';
import { actorFor } from './actors';
import { pilotStreets } from './corps';
import { expectDone } from './expect-done';
import { planLinking, type LinkingPlan } from './linking';
import type { SamplePlan } from './plan';
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
/** How long the issues of the sample may take. */
const issueDays = 30;

export async function loadLinking(services: LinkingServices, plan: SamplePlan): Promise<void> {
  const linking = planLinking(plan.households, plan.advisers, new SeededChance(linkingSeed));
  await loadPairings(services, plan, linking);
  await loadMeetings(services, plan, linking);
  await loadExperiences(services, plan, linking);
}

async function loadPairings(
  { pairingService }: LinkingServices,
  plan: SamplePlan,
  linking: LinkingPlan,
): Promise<void> {
  const bureau = actorFor(plan.bureau[0]);
  const today = dayOf(new Date());
  for (const { pairingId, contactId, householdId, helper } of linking.pairings) {
    expectDone(
      await pairingService.pairHousehold(bureau, {
        ...{ pairingId, householdId: globalId('Household', householdId), startedOn: today },
        helperAccountId: globalId('Account', helper.accountId),
      }),
    );
    expectDone(
      await pairingService.recordPairingContact(actorFor(helper), {
        ...{ contactId, pairingId: globalId('Pairing', pairingId), contactedOn: today },
        ...{ channel: ContactChannel.HOME_VISIT, note: '上门认识,约定每月走访一次。' },
      }),
    );
  }
}

async function loadMeetings(
  { meetingService, issueService }: LinkingServices,
  plan: SamplePlan,
  linking: LinkingPlan,
): Promise<void> {
  const bureau = actorFor(plan.bureau[0]);
  const invited = plan.organisations.slice(0, 4);
  const dueOn = addDays(dayOf(new Date()), issueDays);
  for (const { meetingId, holdId, startsAt, title, issues } of linking.meetings) {
    expectDone(
      await meetingService.callMeeting(bureau, {
        ...{ meetingId, areaCode: district, title, startsAt: new Date(startsAt), place: '兴庆区民政局会议室' },
        ...{ agenda: ['上次问题的办理情况', '转介与承接', '下一阶段安排'], partyAreaCodes: [...pilotStreets] },
        partyOrganisationIds: invited.map(({ organisationId }) => globalId('Organisation', organisationId)),
      }),
    );
    const id = globalId('Meeting', meetingId);
    const owner = globalId('Organisation', invited[1]!.organisationId);
    for (const issue of issues) {
      const { issueId, title: what, detail } = issue;
      const about = { issueId, meetingId: id, title: what, detail, ownerOrganisationId: owner, dueOn };
      expectDone(await issueService.raiseIssue(actorFor(plan.officers[0]!), about));
      const state = issue.isResolved ? IssueState.RESOLVED : IssueState.IN_PROGRESS;
      expectDone(
        await issueService.followUpIssue(actorFor(invited[1]!.administrator), {
          ...{ commandId: issue.followUpId, issueId: globalId('MeetingIssue', issueId), state },
          note: issue.isResolved ? '已增加值班人员,应答恢复正常。' : '正在与施工单位商定批次。',
        }),
      );
    }
    const notes = '通报了上一阶段工作,逐条议定责任方和期限。';
    expectDone(await meetingService.holdMeeting(bureau, { commandId: holdId, meetingId: id, notes }));
  }
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
