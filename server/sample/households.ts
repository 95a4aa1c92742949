/** Promises the 130 households of the published case and what they need, laid over the grids of the pilot streets by the seed. */
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';
import { mobilePhone, personName, residentNumber } from './people';
import type { SeededChance } from './random';

export interface MemberPlan {
  readonly memberId: string;
  readonly relation: 'HEAD' | 'SPOUSE' | 'CHILD' | 'PARENT';
  readonly name: string;
  readonly residentNumber: string;
}

export interface NeedPlan {
  readonly needId: string;
  readonly kind: 'NEED' | 'MICRO_WISH';
  readonly serviceKind: ServiceKind;
  readonly origin: string;
  readonly urgency: 'ROUTINE' | 'URGENT' | 'EMERGENCY';
  readonly cardText: string;
  readonly quantity?: number;
  readonly quantityUnit?: string;
  readonly priceCeilingFen?: bigint;
  /** What the federation sets aside for it once it is claimed. */
  readonly supply?:
    { readonly amountFen: bigint } | { readonly item: string; readonly unit: string; readonly pieces: bigint };
}

export interface HouseholdPlan {
  readonly householdId: string;
  readonly areaCode: string;
  readonly lowIncomeCategory: string;
  readonly situations: readonly Situation[];
  readonly barriers: readonly string[];
  readonly address: string;
  readonly phone: string;
  readonly members: readonly MemberPlan[];
  readonly needs: readonly NeedPlan[];
}

interface Profile {
  readonly share: number;
  readonly situations: readonly Situation[];
  readonly birthYears: readonly [number, number];
  readonly withChild?: boolean;
  readonly wishes: readonly (readonly [ServiceKind, string])[];
}

const profiles: readonly Profile[] = [
  {
    share: 45,
    situations: [Situation.ELDERLY_ALONE, Situation.ELDERLY],
    birthYears: [1936, 1955],
    wishes: [
      [ServiceKind.HEART_TO_HEART, '独居老人，希望每周有人上门聊天一次'],
      [ServiceKind.CLEANING, '独居老人行动不便，需要入户打扫'],
      [ServiceKind.AGE_FRIENDLY_MODIFICATION, '卫生间需要加装扶手和防滑垫'],
      [ServiceKind.HOME_VISIT, '出院后独自在家，需要定期探访'],
    ],
  },
  {
    share: 30,
    situations: [Situation.DISABLED],
    birthYears: [1956, 1996],
    wishes: [
      [ServiceKind.DISABILITY_SUPPORT, '肢体残疾，需要轮椅等辅具'],
      [ServiceKind.CLEANING, '残疾人家庭，需要协助打扫'],
      [ServiceKind.AGE_FRIENDLY_MODIFICATION, '门口台阶需要改成坡道'],
      [ServiceKind.PROXY_SERVICE, '不会办理补贴手续，需要代办'],
    ],
  },
  {
    share: 25,
    situations: [Situation.SERIOUSLY_ILL],
    birthYears: [1950, 1990],
    wishes: [
      [ServiceKind.MEDICAL_SUPPORT, '重病患者，需要陪同就诊'],
      [ServiceKind.PROXY_SERVICE, '需要协助办理医疗救助申请'],
      [ServiceKind.EMOTIONAL_SUPPORT, '长期治疗，希望有人倾听'],
    ],
  },
  {
    share: 20,
    situations: [Situation.UNEMPLOYED],
    birthYears: [1970, 1998],
    wishes: [
      [ServiceKind.EMPLOYMENT_SUPPORT, '失业半年，希望介绍适合的工作'],
      [ServiceKind.POLICY_GUIDANCE, '不了解可以申请的政策'],
      [ServiceKind.RESOURCE_LINKING, '家中冬季取暖困难，需要链接物资'],
    ],
  },
  {
    share: 10,
    situations: [Situation.SINGLE_PARENT],
    birthYears: [1978, 1996],
    withChild: true,
    wishes: [
      [ServiceKind.CHILD_GROWTH, '放学后孩子无人照看，需要陪伴'],
      [ServiceKind.EDUCATION_SUPPORT, '孩子功课吃力，希望有人辅导'],
    ],
  },
];

const smallThings: readonly (readonly [cardText: string, priceCeilingFen: bigint, item: string, unit: string])[] = [
  ['想要一床过冬的棉被', 20_000n, '棉被', '床'],
  ['想要一个电饭煲', 25_000n, '电饭煲', '台'],
  ['想要一台小收音机', 15_000n, '小收音机', '台'],
  ['想要一双防滑棉鞋', 12_000n, '防滑棉鞋', '双'],
  ['想要一个新书包和文具', 15_000n, '书包和文具', '套'],
];
/** What a grab rail with mats, or a ramp, costs. */
const modificationFen = 80_000n;

const origins = [
  'HOSPITALISATION',
  'DEATH',
  'SUDDEN_MISFORTUNE',
  'SPECIAL_ASSISTANCE_RECIPIENT',
  'DISASTER',
  'DAILY_VISIT',
] as const;
const categories = [
  'DIBAO',
  'DIBAO',
  'DIBAO_MARGINAL',
  'TEKUN',
  'RIGID_EXPENDITURE',
  'OTHER_HARDSHIP',
  'NOT_RECOGNISED',
] as const;

/** They stood in the registers of their communities when the year of the case began. */
export const registeredOn = '2023-01-03';

/** Households in the order of their grids; every third one also has a micro-wish. */
export function planHouseholds(gridCodes: readonly string[], chance: SeededChance): HouseholdPlan[] {
  return profiles.flatMap((profile) =>
    Array.from({ length: profile.share }, () => planHousehold(profile, gridCodes, chance)),
  );
}

function planHousehold(profile: Profile, gridCodes: readonly string[], chance: SeededChance): HouseholdPlan {
  const headName = personName(chance);
  const members: MemberPlan[] = [
    {
      memberId: chance.uuid(),
      relation: 'HEAD',
      name: headName,
      residentNumber: residentNumber(chance, ...profile.birthYears),
    },
  ];
  if (profile.withChild)
    members.push({
      memberId: chance.uuid(),
      relation: 'CHILD',
      name: headName[0]! + personName(chance).slice(1),
      residentNumber: residentNumber(chance, 2014, 2020),
    });
  return {
    householdId: chance.uuid(),
    areaCode: chance.pick(gridCodes),
    lowIncomeCategory: chance.pick(categories),
    situations: profile.situations,
    barriers: chance.pickSome(['UNAWARE', 'UNABLE_TO_APPLY', 'AFRAID'], chance.between(0, 2)),
    address: `样例小区${chance.between(1, 40)}号楼${chance.between(1, 6)}单元${chance.between(1, 6)}0${chance.between(1, 4)}室`,
    phone: mobilePhone(chance),
    members,
    needs: planNeeds(profile, chance),
  };
}

function planNeeds(profile: Profile, chance: SeededChance): NeedPlan[] {
  const [serviceKind, cardText] = chance.pick(profile.wishes);
  const need: NeedPlan = {
    needId: chance.uuid(),
    kind: 'NEED',
    serviceKind,
    origin: chance.pick(origins),
    urgency: chance.pick(['ROUTINE', 'ROUTINE', 'ROUTINE', 'URGENT', 'EMERGENCY']),
    cardText,
    ...(serviceKind === ServiceKind.AGE_FRIENDLY_MODIFICATION ? { supply: { amountFen: modificationFen } } : {}),
  };
  if (!chance.chance(1 / 3)) return [need];
  const [thing, priceCeilingFen, item, unit] = chance.pick(smallThings);
  return [
    need,
    {
      needId: chance.uuid(),
      kind: 'MICRO_WISH',
      serviceKind: ServiceKind.MICRO_WISH,
      origin: 'DAILY_VISIT',
      urgency: 'ROUTINE',
      cardText: thing,
      priceCeilingFen,
      supply: { item, unit, pieces: 1n },
    },
  ];
}
