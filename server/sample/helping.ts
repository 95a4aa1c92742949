/** Promises how the 130 households of the published case were helped: a service for each, by whom, and which of the donated goods it got. */
import { NeedKind, NeedOrigin, Urgency } from '../../schema/need/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import { addMonths } from '../day';
import type { HouseholdPlan } from './households';
import type { PlannedOrganisation, SamplePlan } from './plan';
import { SeededChance } from './random';

export interface HelpPlan {
  readonly household: HouseholdPlan;
  readonly organisation: PlannedOrganisation;
  readonly needId: string;
  readonly claimId: string;
  readonly recordId: string;
  readonly kind: NeedKind;
  readonly serviceKind: ServiceKind;
  readonly origin: NeedOrigin;
  readonly urgency: Urgency;
  readonly cardText: string;
  /** Of a micro-wish. */
  readonly priceCeilingFen?: bigint;
  readonly minutes: number;
  readonly goods: readonly GoodsPlan[];
  /** The day on which its need is taken down; a week later it is served. */
  readonly day: string;
}

export interface GoodsPlan {
  readonly commandId: string;
  readonly item: string;
  readonly unit: string;
  readonly pieces: bigint;
}

type Service = readonly [kind: ServiceKind, cardText: string];
type Helped = Pick<HelpPlan, 'household' | 'serviceKind'> & { readonly turn: number };

const seed = 640_130;
/** What the small radio is worth. */
const wishFen = 15_000n;
const firstDay = '2023-03-06';
const helpedInMonth = 15;
/** Days that no goods of the sample keep. */
const lasting = 10_000;
const service = ServiceKind;

/** Rows 51 to 56 of the case: who was helped, and by which services; taken in turn. */
const servicesOf: readonly (readonly [Situation, readonly Service[]])[] = [
  [
    Situation.ELDERLY_ALONE,
    [
      [service.HEART_TO_HEART, '独居老人，希望有人定期陪伴聊天'],
      [service.CLEANING, '独居老人，入冬前需要打扫和清洗'],
      [service.AGE_FRIENDLY_MODIFICATION, '卫生间湿滑，需要加装扶手'],
      [service.MICRO_WISH, '想要一台小收音机听戏'],
    ],
  ],
  [
    Situation.DISABLED,
    [
      [service.DISABILITY_SUPPORT, '出行不便，需要轮椅和使用指导'],
      [service.CLEANING, '残疾人家庭，需要上门打扫'],
      [service.AGE_FRIENDLY_MODIFICATION, '门口台阶不便，需要改造'],
    ],
  ],
  [
    Situation.SERIOUSLY_ILL,
    [
      [service.MEDICAL_SUPPORT, '复诊时需要有人陪同'],
      [service.HEART_TO_HEART, '长期治病，希望有人陪着说说话'],
    ],
  ],
  [
    Situation.UNEMPLOYED,
    [
      [service.EMPLOYMENT_SUPPORT, '希望推荐合适的岗位'],
      [service.POLICY_GUIDANCE, '想了解可以申请的政策'],
    ],
  ],
  [Situation.SINGLE_PARENT, [[service.EDUCATION_SUPPORT, '孩子放学后需要课业辅导']]],
];

/** Which goods go to whom: all that was given, in even shares; or one piece each, and the rest stays in stock. */
const shares: readonly (readonly [item: string, unit: string, share: 'ALL' | 'ONE', to: (one: Helped) => boolean])[] = [
  ['米面油礼包', '份', 'ALL', ({ turn }) => turn % 4 === 0],
  ['牛奶', '箱', 'ALL', ({ turn }) => turn % 4 === 1],
  ['食用油', '桶', 'ALL', ({ turn }) => turn % 4 === 2],
  ['面粉', '袋', 'ALL', ({ turn }) => turn % 4 === 3],
  ['洗护用品', '份', 'ALL', ({ serviceKind }) => serviceKind === service.CLEANING],
  ['家庭药包', '份', 'ALL', ({ household }) => household.situations.includes(Situation.SERIOUSLY_ILL)],
  ['小收音机', '台', 'ONE', ({ serviceKind }) => serviceKind === service.MICRO_WISH],
  ['轮椅', '辆', 'ONE', ({ serviceKind }) => serviceKind === service.DISABILITY_SUPPORT],
  ['扶手和防滑垫', '套', 'ONE', ({ serviceKind }) => serviceKind === service.AGE_FRIENDLY_MODIFICATION],
  ['棉被', '床', 'ONE', ({ household, turn }) => isOld(household) && turn % 4 === 3],
  ['取暖器', '台', 'ONE', ({ household }) => household.situations.includes(Situation.UNEMPLOYED)],
  ['书包和文具', '套', 'ONE', ({ serviceKind }) => serviceKind === service.EDUCATION_SUPPORT],
];

/** One service for each household of the case; the same from the same seed. */
export function planHelping(plan: Pick<SamplePlan, 'households' | 'organisations' | 'giving'>): HelpPlan[] {
  const chance = new SeededChance(seed);
  const helped = plan.households.map((household, turn) => {
    const [serviceKind, cardText] = serviceOf(household, turn);
    return { household, turn, serviceKind, cardText };
  });
  const piecesOf = shareOut(plan, helped);
  const dayOf = planDays(plan, helped, piecesOf);
  return helped.map((one) => ({
    ...{ needId: chance.uuid(), claimId: chance.uuid(), recordId: chance.uuid() },
    ...{ household: one.household, serviceKind: one.serviceKind, cardText: one.cardText },
    organisation: providerOf(plan.organisations, one),
    ...(one.serviceKind === service.MICRO_WISH
      ? { kind: NeedKind.MICRO_WISH, priceCeilingFen: wishFen }
      : { kind: NeedKind.NEED }),
    origin: chance.pick(Object.values(NeedOrigin)),
    urgency: chance.pick([Urgency.ROUTINE, Urgency.ROUTINE, Urgency.URGENT]),
    day: dayOf.get(one.turn)!,
    minutes: 30 * chance.between(1, 6),
    goods: shares.flatMap(([item, unit]) => {
      const pieces = piecesOf.get(item)!.get(one.turn);
      return pieces === undefined ? [] : [{ commandId: chance.uuid(), item, unit, pieces }];
    }),
  }));
}

function isOld({ situations }: HouseholdPlan): boolean {
  return situations.includes(Situation.ELDERLY_ALONE);
}

function serviceOf({ situations }: HouseholdPlan, turn: number): Service {
  const [, services] = servicesOf.find(([situation]) => situations.includes(situation))!;
  return services[turn % services.length]!;
}

/** The first that offers it in the whole district to such households. */
function providerOf(organisations: readonly PlannedOrganisation[], { household, serviceKind }: Helped) {
  return organisations.find(({ offerings }) =>
    offerings.some(
      (offering) =>
        offering.serviceKind === serviceKind &&
        !offering.areaCodes &&
        (offering.situations ?? household.situations).some((one) => household.situations.includes(one)),
    ),
  )!;
}

/** How many pieces of each thing go to each household, by its turn: what does not divide goes to the first. */
function shareOut({ giving }: Pick<SamplePlan, 'giving'>, helped: readonly Helped[]): Map<string, Map<number, bigint>> {
  const lots = giving.donations.flatMap((donation) => donation.lots);
  return new Map(
    shares.map(([item, , share, to]) => {
      const turns = helped.filter(to).map(({ turn }) => turn);
      const given = lots.filter((lot) => lot.item === item).reduce((total, { quantity }) => total + quantity, 0n);
      const [each, more] = share === 'ONE' ? [1n, 0n] : [given / BigInt(turns.length), given % BigInt(turns.length)];
      return [item, new Map(turns.map((turn, place) => [turn, each + (BigInt(place) < more ? 1n : 0n)]))];
    }),
  );
}

/** Some in each month from March on: what keeps least is brought first. */
function planDays(
  { giving }: Pick<SamplePlan, 'giving'>,
  helped: readonly Helped[],
  piecesOf: ReadonlyMap<string, ReadonlyMap<number, bigint>>,
): Map<number, string> {
  const keeps = new Map(giving.donations.flatMap(({ lots }) => lots.map((lot) => [lot.item, lot.keepsDays] as const)));
  const keptBy = ({ turn }: Helped) =>
    Math.min(...[...piecesOf].map(([item, pieces]) => (pieces.has(turn) ? (keeps.get(item) ?? lasting) : lasting)));
  const inOrder = [...helped].sort((a, b) => keptBy(a) - keptBy(b) || a.turn - b.turn);
  return new Map(inOrder.map(({ turn }, place) => [turn, addMonths(firstDay, Math.floor(place / helpedInMonth))]));
}
