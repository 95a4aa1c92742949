/** Promises each kind of help with its domain, its names and its codes in the standards of the field. */
import { Field, ObjectType } from 'type-graphql';
import { Domain, ServiceKind } from './service-kind';

@ObjectType({ description: '服务类别对照 A service kind with its codes in the standards of the field.' })
export class ServiceKindCodes {
  @Field(() => ServiceKind, { description: '服务类别 The kind.' })
  kind!: ServiceKind;

  @Field(() => Domain, { description: '所属领域 Its domain.' })
  domain!: Domain;

  @Field(() => String, { description: '中文名称 Its name in Chinese.' })
  nameZh!: string;

  @Field(() => String, { description: '英文名称 Its name in English.' })
  nameEn!: string;

  @Field(() => Boolean, {
    description: '限定转介 Whether needs of this kind are referred to named organisations only.',
  })
  restricted!: boolean;

  @Field(() => String, { description: 'Open Eligibility 代码 Open Eligibility term.' })
  openEligibility!: string;

  @Field(() => [String], { description: 'Gravity SDOH 类别 Gravity SDOH categories.' })
  gravity!: string[];

  @Field(() => [String], { description: '360Giving 代码 360Giving codes.' })
  threeSixtyGiving!: string[];
}

type Row = [
  kind: ServiceKind,
  domain: Domain,
  zh: string,
  en: string,
  openEligibility: string,
  gravity: string,
  giving: string,
];

const rows: Row[] = [
  [
    ServiceKind.EMPLOYMENT_SUPPORT,
    Domain.EMPLOYMENT,
    '就业帮扶',
    'Employment',
    'work/help_find_work',
    'employment-status',
    'GTIP140 GTIR070',
  ],
  [
    ServiceKind.EDUCATION_SUPPORT,
    Domain.EDUCATION,
    '教育帮扶',
    'Education',
    'education',
    'educational-attainment',
    'GTIP130 GTIR110',
  ],
  [
    ServiceKind.MEDICAL_SUPPORT,
    Domain.MEDICAL_HELP,
    '助医',
    'Medical help',
    'health/help_pay_for_healthcare',
    'medical-cost-burden',
    'GTIP120 GTIR030',
  ],
  [
    ServiceKind.DISABILITY_SUPPORT,
    Domain.DISABILITY_HELP,
    '助残',
    'Disability help',
    'goods/medical_supplies/assistive_technology',
    'material-hardship',
    'GTIP030 GTIR020',
  ],
  [
    ServiceKind.EMOTIONAL_SUPPORT,
    Domain.EMOTIONAL_CARE,
    '精神关爱',
    'Emotional care',
    'care/support_network/counseling',
    'social-connection stress',
    'GTIP120 GTIR040',
  ],
  [
    ServiceKind.HOME_VISIT,
    Domain.HOME_VISITING,
    '访视',
    'Home visit',
    'care/support_network/home_visiting',
    'social-connection',
    '',
  ],
  [
    ServiceKind.PROXY_SERVICE,
    Domain.PROXY_APPLICATION,
    '代办',
    'Proxy application',
    'care/navigating_the_system/help_fill_out_forms',
    'personal-health-literacy',
    'GTIP170',
  ],
  [
    ServiceKind.MICRO_WISH,
    Domain.EMOTIONAL_CARE,
    '微心愿',
    'Micro-wish',
    'goods',
    'material-hardship',
    'GTIP020 GTIP070 GTIP080',
  ],
  [
    ServiceKind.HEART_TO_HEART,
    Domain.EMOTIONAL_CARE,
    '知心话',
    'Heart-to-heart talk',
    'care/support_network/counseling',
    'social-connection stress',
    'GTIP120 GTIR040',
  ],
  [
    ServiceKind.CLEANING,
    Domain.HOME_VISITING,
    '清洁行',
    'Cleaning',
    'housing/maintenance_repairs/small_repairs',
    'inadequate-housing',
    'GTIP060',
  ],
  [
    ServiceKind.CHILD_GROWTH,
    Domain.EDUCATION,
    '护童成长',
    'Child growth',
    'care/daytime_care',
    'educational-attainment',
    'GTIP130',
  ],
  [
    ServiceKind.AGE_FRIENDLY_MODIFICATION,
    Domain.DISABILITY_HELP,
    '适老化改造',
    'Age-friendly home modification',
    'housing/disability_modifications',
    'inadequate-housing',
    'GTIP030',
  ],
  [
    ServiceKind.POLICY_GUIDANCE,
    Domain.PROXY_APPLICATION,
    '政策引导',
    'Policy guidance',
    'care/navigating_the_system',
    'personal-health-literacy',
    'GTIP170',
  ],
  [
    ServiceKind.RESOURCE_LINKING,
    Domain.PROXY_APPLICATION,
    '资源链接',
    'Resource linking',
    'care/navigating_the_system',
    'material-hardship',
    'GTIP170',
  ],
  [
    ServiceKind.PSYCHOLOGICAL_COUNSELLING,
    Domain.EMOTIONAL_CARE,
    '心理疏导',
    'Psychological counselling',
    'care/support_network/counseling',
    'stress',
    'GTIP120 GTIR040',
  ],
  [
    ServiceKind.SOCIAL_INTEGRATION,
    Domain.EMOTIONAL_CARE,
    '社会融入',
    'Social integration',
    'care/support_network',
    'social-connection',
    'GTIP160',
  ],
  [
    ServiceKind.FAMILY_MEDIATION,
    Domain.EMOTIONAL_CARE,
    '家庭纠纷调解',
    'Family mediation',
    'legal/mediation',
    'stress',
    'GTIR050',
  ],
  [
    ServiceKind.DOMESTIC_VIOLENCE_SUPPORT,
    Domain.EMOTIONAL_CARE,
    '家暴救助',
    'Help against domestic violence',
    'emergency/immediate_safety',
    'intimate-partner-violence',
    'GTIR060',
  ],
];

const restrictedKinds = new Set([
  ServiceKind.CHILD_GROWTH,
  ServiceKind.PSYCHOLOGICAL_COUNSELLING,
  ServiceKind.DOMESTIC_VIOLENCE_SUPPORT,
]);

function words(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}

/**
 * All service kinds: the seven domains, the five services and the four guidance kinds of the case, family disputes beside them.
 * Codes: Open Eligibility, Gravity SDOH Clinical Care value sets, 360Giving 1.4.
 */
export const serviceKinds: readonly ServiceKindCodes[] = rows.map(
  ([kind, domain, nameZh, nameEn, openEligibility, gravity, giving]) => ({
    kind,
    domain,
    nameZh,
    nameEn,
    restricted: restrictedKinds.has(kind),
    openEligibility,
    gravity: words(gravity),
    threeSixtyGiving: words(giving),
  }),
);

const byKind = new Map(serviceKinds.map((codes) => [codes.kind, codes]));

export function codesOf(kind: ServiceKind): ServiceKindCodes {
  return byKind.get(kind)!;
}
