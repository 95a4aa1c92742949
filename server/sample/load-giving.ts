/** Promises the projects and donations of the sample: drafted, filed and opened by the federation, promised and handed in. */
import { DonorKind, GoodsCondition } from '../../schema/donation/enums';
import { globalId } from '../../schema/global-id';
import { DonationChannel, FundraisingMode } from '../../schema/project/enums';
import type { DonationService } from '../donation/donation.service';
import type { DonorService } from '../donation/donor.service';
import type { Actor } from '../identity/actor';
import { addDays } from '../day';
import type { ProjectService } from '../project/project.service';
import type { ReceiptService } from '../receipt/receipt.service';
import { actorFor } from './actors';
import type { SampleClock } from './clock';
import { expectDone } from './expect-done';
import type { DonationPlan, ProjectPlan } from './giving';
import type { SamplePlan } from './plan';

export interface GivingServices {
  readonly donationService: DonationService;
  readonly donorService: DonorService;
  readonly projectService: ProjectService;
  readonly receiptService: ReceiptService;
}

const district = '640104';
/** The projects of the case go on: so long from when one looks at them. */
const projectDays = 180;
const opening = '2023-01-09';
/** The first donation after the opening, and each further one. */
const daysBetween = 2;

export async function loadGiving(services: GivingServices, plan: SamplePlan, clock: SampleClock): Promise<void> {
  const { giving } = plan;
  const charity = plan.organisations[0]!;
  const staff = actorFor(charity.administrator);
  const organisationId = globalId('Organisation', charity.organisationId);
  const { donorService, receiptService } = services;
  await clock.moveToPresent();
  const present = clock.day;
  await clock.moveTo(opening);
  expectDone(
    await donorService.openDonationPoint(staff, {
      ...{ pointId: giving.pointId, organisationId, name: '兴庆区慈善总会捐赠点', areaCode: district },
    }),
  );
  for (const [index, day] of [opening, present].entries()) {
    const series = { year: Number(day.slice(0, 4)), code: `6401040${index + 1}`, supervisor: '兴庆区财政局' };
    const commandId = giving.seriesIds[index]!;
    expectDone(await receiptService.openReceiptSeries(staff, { commandId, organisationId, ...series }));
  }
  const endsOn = addDays(present, projectDays);
  for (const project of giving.projects) await loadProject(services, project, { staff, organisationId, endsOn });
  for (const { donorId, name } of giving.people)
    expectDone(await donorService.registerDonor(staff, { donorId, kind: DonorKind.INDIVIDUAL, name }));
  for (const [index, donation] of giving.donations.entries()) {
    await clock.moveTo(addDays(opening, (index + 1) * daysBetween));
    await loadDonation(services, plan, donation, { staff, organisationId, today: clock.day });
  }
}

interface Charity {
  readonly staff: Actor;
  readonly organisationId: string;
}

/** Raised from named donors, not from the public: so it may be filed on the day on which it begins. */
async function loadProject(
  { projectService }: GivingServices,
  project: ProjectPlan,
  { staff, organisationId, endsOn }: Charity & { readonly endsOn: string },
): Promise<void> {
  const { name, budgetFen, capPerCaseFen, serviceKinds } = project;
  const projectId = globalId('CharityProject', project.projectId);
  const content = {
    ...{ name, fundraisingMode: FundraisingMode.DIRECTED, startsOn: opening, endsOn },
    ...{ targetFen: budgetFen, budgetFen, capPerCaseFen, serviceKinds: [...serviceKinds], areaCodes: [district] },
    plan: {
      ...{ purpose: `为兴庆区困难家庭提供“${name}”帮扶`, areaCodes: [district], responsiblePerson: '王建国' },
      ...{ officeAddress: '银川市兴庆区样例街1号', donationChannels: [DonationChannel.DONATION_POINT] },
      ...{ bankName: '样例银行兴庆支行', bankAccount: '6401040000000001', beneficiaries: '兴庆区困难家庭' },
      ...{ useOfProceeds: '服务与物资', costFen: 0n, costDetail: '无', leftoverUse: '用于目的相同或相近的慈善项目' },
    },
  };
  expectDone(
    await projectService.draftCharityProject(staff, { projectId: project.projectId, organisationId, content }),
  );
  const filing = { filedOn: opening, filingNumber: `样例备案-${name}` };
  expectDone(await projectService.fileCharityProject(staff, { commandId: project.fileId, projectId, ...filing }));
  expectDone(await projectService.openCharityProject(staff, { commandId: project.openId, projectId }));
}

/** Promised and handed in at the counter on the same day. */
async function loadDonation(
  { donationService }: GivingServices,
  { giving, organisations, shops }: SamplePlan,
  { donationId, receiptId, donor, lots, money }: DonationPlan,
  { staff, organisationId, today }: Charity & { readonly today: string },
): Promise<void> {
  const given =
    'person' in donor
      ? { donorId: globalId('Donor', giving.people[donor.person]!.donorId) }
      : {
          donorOrganisationId: globalId(
            'Organisation',
            [...organisations, ...shops][donor.organisation]!.organisationId,
          ),
        };
  const contents = money
    ? {
        moneyFen: money.fen,
        earmark: { projectId: globalId('CharityProject', giving.projects[money.project]!.projectId) },
      }
    : {
        lots: lots.map(({ keepsDays, ...lot }) => ({
          ...{ ...lot, condition: GoodsCondition.NEW },
          ...(keepsDays === undefined ? {} : { expiresOn: addDays(today, keepsDays) }),
        })),
      };
  const pledge = { donationId, recipientOrganisationId: organisationId, ...given, ...contents };
  expectDone(await donationService.pledgeDonation(staff, pledge));
  const pointId = globalId('DonationPoint', giving.pointId);
  const receipt = { commandId: receiptId, donationId: globalId('Donation', donationId), pointId };
  expectDone(await donationService.receiveDonation(staff, receipt));
}
