/** Promises what a household has of work, course, register and pairing on the stage, all of one community, each named by its id. */
import { randomUUID } from 'node:crypto';
import { JobPostKind, WorkAbility } from '../../schema/employment/enums';
import { globalId } from '../../schema/global-id';
import { LowIncomeCategory } from '../../schema/household/household';
import { Literacy } from '../../schema/need/enums';
import { ContactChannel } from '../../schema/pairing/pairing';
import { accepted } from '../stage/claims';
import { commands } from '../stage/commands';
import { appointed } from '../stage/corps';
import { dayFromToday } from '../stage/cases';
import type { StagedHousehold } from '../stage/households';
import { people, type Person } from '../stage/people';
import type { TestServer } from '../stage/server';

export interface StagedHelp {
  /** The ids of all, by the names that inputs give them. */
  readonly named: Readonly<Record<string, string | string[]>>;
  /** Of what is told to nobody outside the place. */
  readonly untold: readonly string[];
  /** What the helper wrote, which is sealed. */
  readonly note: string;
}

/** The worker serves the place; the officer its street. */
export async function helped(server: TestServer, family: StagedHousehold, areaCode: string): Promise<StagedHelp> {
  const worker = await people(server).adviser(areaCode);
  const rows = await server.database.query<{ id: string }>('SELECT id FROM household_member WHERE household_id = $1', [
    family.householdId,
  ]);
  const person = { householdId: family.id, memberId: globalId('HouseholdMember', rows[0]!.id) };
  const work = await placed(server, worker, person, areaCode);
  const { courseId, enrolmentId } = await enrolled(server, worker, person, areaCode);
  const { pairingId, note } = await paired(server, family, areaCode);
  const entryId = await entered(server, family, areaCode);
  const named = { ...work, courseId, enrolmentId, enrolmentIds: [enrolmentId], pairingId, entryId, ...person };
  return { named, untold: [work.seekerId, work.placementId, enrolmentId, pairingId, entryId], note };
}

export type Place = { readonly householdId: string; readonly memberId: string };

export async function placed(server: TestServer, { actor }: Person, person: Place, areaCode: string) {
  const { employmentService, seekerService } = server.app.composition;
  const [seekerId, postId, placementId] = [randomUUID(), randomUUID(), randomUUID()];
  const suited = { education: Literacy.PRIMARY, abilities: [WorkAbility.STANDING], skills: [] };
  accepted(await seekerService.registerJobSeeker(actor, { seekerId, ...person, birthYear: 1981, ...suited }));
  accepted(
    await employmentService.publishJobPost(actor, {
      ...{ postId, kind: JobPostKind.PUBLIC_WELFARE_POST, title: '社区环境保洁员', areaCodes: [areaCode] },
      ...{ situations: [], ageFrom: 18, ageTo: 65, monthlyFen: 205_000n, places: 2, closesOn: dayFromToday(90) },
      ...suited,
    }),
  );
  const ids = { seekerId: globalId('JobSeeker', seekerId), postId: globalId('JobPost', postId) };
  accepted(await employmentService.referToPost(actor, { placementId, ...ids }));
  return { ...ids, placementId: globalId('JobPlacement', placementId) };
}

export async function enrolled(server: TestServer, { actor }: Person, person: Place, areaCode: string) {
  const { courseService } = server.app.composition;
  const [courseId, enrolmentId] = [randomUUID(), randomUUID()];
  const days = { startsOn: dayFromToday(0), endsOn: dayFromToday(0) };
  accepted(
    await courseService.announceCourse(actor, {
      ...{ courseId, title: '非遗麻编技艺培训', areaCode, venue: '市民驿站', situations: [], places: 2, sessions: 1 },
      ...days,
    }),
  );
  const named = { courseId: globalId('Course', courseId) };
  accepted(await courseService.enrolInCourse(actor, { enrolmentId, ...named, ...person }));
  return { ...named, enrolmentId: globalId('CourseEnrolment', enrolmentId) };
}

async function paired(server: TestServer, family: StagedHousehold, areaCode: string) {
  const { pairingService } = server.app.composition;
  const officer = await people(server).streetOfficer(areaCode.slice(0, 9));
  const helper = await appointed(server, commands(server), officer, { areaCode });
  const pairingId = randomUUID();
  const note = '老人愿意参加日间照料，下周再来。';
  accepted(
    await pairingService.pairHousehold(officer.actor, {
      ...{ pairingId, householdId: family.id, helperAccountId: globalId('Account', helper.accountId) },
      startedOn: dayFromToday(0),
    }),
  );
  const named = { pairingId: globalId('Pairing', pairingId) };
  const visit = { contactId: randomUUID(), contactedOn: dayFromToday(0), channel: ContactChannel.HOME_VISIT, note };
  accepted(await pairingService.recordPairingContact(helper.actor, { ...named, ...visit }));
  return { ...named, note };
}

async function entered(server: TestServer, { identity }: StagedHousehold, areaCode: string) {
  const bureau = await people(server).bureau();
  const entryId = randomUUID();
  accepted(
    await server.app.composition.registerService.importEntries(bureau.actor, {
      ...{ importId: randomUUID(), category: LowIncomeCategory.DIBAO, isStock: false },
      entries: [{ entryId, residentNumber: identity.residentNumber, areaCode, enteredOn: dayFromToday(-30) }],
    }),
  );
  return globalId('RegisterEntry', entryId);
}
