/** Promises what the federation of the published case works with: five projects, 24 donors, goods above 200,000 yuan; as data. */
import { OrganisationKind } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { personName } from './people';
import type { SeededChance } from './random';

export interface ProjectPlan {
  readonly projectId: string;
  readonly fileId: string;
  readonly openId: string;
  readonly name: string;
  readonly serviceKinds: readonly ServiceKind[];
  readonly budgetFen: bigint;
  readonly capPerCaseFen: bigint;
}

export interface LotPlan {
  readonly lotId: string;
  readonly item: string;
  readonly unit: string;
  readonly quantity: bigint;
  readonly unitValueFen: bigint;
  /** Days from the day on which the sample is loaded; left out for what keeps. */
  readonly keepsDays?: number;
}

export interface DonationPlan {
  readonly donationId: string;
  readonly receiptId: string;
  /** By the place of the organisation among those of the sample, or of the person among the donors who are people. */
  readonly donor: { readonly organisation: number } | { readonly person: number };
  readonly lots: readonly LotPlan[];
  /** Money, and the place of the project that it is for. */
  readonly money?: { readonly fen: bigint; readonly project: number };
}

export interface GivingPlan {
  readonly projects: readonly ProjectPlan[];
  readonly people: readonly { readonly donorId: string; readonly name: string }[];
  readonly donations: readonly DonationPlan[];
  readonly pointId: string;
  /** Of the receipts of the year of the case, and of the present one. */
  readonly seriesIds: readonly [string, string];
}

/** The five services that the case quotes, each a project of the federation. */
const projects: readonly (readonly [
  name: string,
  kinds: readonly ServiceKind[],
  budgetYuan: bigint,
  capYuan: bigint,
])[] = [
  ['微心愿', [ServiceKind.MICRO_WISH], 60_000n, 300n],
  ['知心话', [ServiceKind.HEART_TO_HEART, ServiceKind.HOME_VISIT], 20_000n, 500n],
  ['清洁行', [ServiceKind.CLEANING], 40_000n, 800n],
  ['护童成长', [ServiceKind.CHILD_GROWTH, ServiceKind.EDUCATION_SUPPORT], 40_000n, 1_500n],
  ['适老化改造', [ServiceKind.AGE_FRIENDLY_MODIFICATION, ServiceKind.DISABILITY_SUPPORT], 120_000n, 5_000n],
];
const [wishes, , cleaning, , modification] = projects.keys();

type Goods = readonly [item: string, unit: string, quantity: bigint, unitValueFen: bigint, keepsDays?: number];

/** The three companies of the sample by their place, and what each gives. */
const companies: readonly (readonly [organisation: number, goods: readonly Goods[]])[] = [
  [11, [['米面油礼包', '份', 300n, 12_000n, 300]]],
  [
    12,
    [
      ['电饭煲', '台', 40n, 25_000n],
      ['小收音机', '台', 40n, 15_000n],
    ],
  ],
  [13, [['牛奶', '箱', 500n, 6_000n, 120]]],
];

export const shopPlans: readonly (readonly [name: string, nameEn: string, goods: Goods])[] = [
  ['暖家棉品店', 'Warm Home Bedding', ['棉被', '床', 60n, 20_000n]],
  ['步步稳鞋店', 'Steady Step Shoes', ['防滑棉鞋', '双', 60n, 12_000n]],
  ['启明文具店', 'Morning Star Stationery', ['书包和文具', '套', 60n, 15_000n]],
  ['康宁辅具店', 'Good Health Aids', ['轮椅', '辆', 15n, 80_000n]],
  ['安心建材店', 'Safe Home Materials', ['扶手和防滑垫', '套', 40n, 30_000n]],
  ['红炉电器店', 'Red Hearth Appliances', ['取暖器', '台', 50n, 22_000n]],
  ['仁和药店', 'Renhe Pharmacy', ['家庭药包', '份', 60n, 10_000n, 400]],
  ['洁雅日化店', 'Clean and Fine Toiletries', ['洗护用品', '份', 80n, 8_000n, 700]],
  ['丰收粮油店', 'Harvest Grain and Oil', ['面粉', '袋', 80n, 9_000n, 240]],
];
const peopleOfTheCase = 24 - companies.length - shopPlans.length;
const fromPeople: Goods = ['食用油', '桶', 30n, 10_000n, 360];

/** Money for projects, beside the goods. */
const moneyGiven: readonly (readonly [organisation: number, yuan: bigint, project: number])[] = [
  [11, 50_000n, modification!],
  [13, 20_000n, cleaning!],
  [12, 10_000n, wishes!],
];

/** `organisations` is how many stand in the sample before its shops. */
export function planGiving(organisations: number, chance: SeededChance): GivingPlan {
  const lot = ([item, unit, quantity, unitValueFen, keepsDays]: Goods): LotPlan => ({
    ...{ lotId: chance.uuid(), item, unit, quantity, unitValueFen, keepsDays },
  });
  const donation = (donor: DonationPlan['donor'], more: Partial<DonationPlan>): DonationPlan => ({
    ...{ donationId: chance.uuid(), receiptId: chance.uuid(), donor, lots: [], ...more },
  });
  const people = Array.from({ length: peopleOfTheCase }, () => ({ donorId: chance.uuid(), name: personName(chance) }));
  return {
    projects: projects.map(([name, serviceKinds, budgetYuan, capYuan]) => ({
      ...{ projectId: chance.uuid(), fileId: chance.uuid(), openId: chance.uuid() },
      ...{ name, serviceKinds, budgetFen: budgetYuan * 100n, capPerCaseFen: capYuan * 100n },
    })),
    people,
    donations: [
      ...companies.map(([organisation, goods]) => donation({ organisation }, { lots: goods.map(lot) })),
      ...shopPlans.map(([, , goods], shop) => donation({ organisation: organisations + shop }, { lots: [lot(goods)] })),
      ...people.map((_, person) => donation({ person }, { lots: [lot(fromPeople)] })),
      ...moneyGiven.map(([organisation, yuan, project]) =>
        donation({ organisation }, { money: { fen: yuan * 100n, project } }),
      ),
    ],
    pointId: chance.uuid(),
    seriesIds: [chance.uuid(), chance.uuid()],
  };
}

/** What a shop is as an organisation of the sample. */
export const shopKind = { kind: OrganisationKind.SHOP, codePrefix: '92', offerings: [] } as const;
