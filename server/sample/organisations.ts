/**
 * Promises the 14 organisations of the published case. The report counts "14 social organisations, charity federation, caring
 * companies" together; here: 10 social organisations, the charity federation and 3 companies, all with made-up names.
 */
import { OrganisationKind } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { Situation } from '../../schema/taxonomy/situation';

export interface OfferingPlan {
  readonly serviceKind: ServiceKind;
  readonly name: string;
  /** Left out: the whole district. */
  readonly areaCodes?: readonly string[];
  readonly situations?: readonly Situation[];
  readonly capacityMaximum: number;
  readonly takesRestricted?: boolean;
}

export interface OrganisationPlan {
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly nameEn: string;
  /** Registration authority and kind (first two characters) and a serial for the synthetic credit code. */
  readonly codePrefix: string;
  readonly offerings: readonly OfferingPlan[];
}

const kind = OrganisationKind;
const service = ServiceKind;
const firstStreet = '640104001';
const secondStreet = '640104002';

function offering(
  serviceKind: ServiceKind,
  name: string,
  capacityMaximum: number,
  more: Partial<OfferingPlan> = {},
): OfferingPlan {
  return { serviceKind, name, capacityMaximum, ...more };
}

export const organisationPlans: readonly OrganisationPlan[] = [
  {
    kind: kind.CHARITY_FEDERATION,
    name: '兴庆区慈善总会',
    nameEn: 'Xingqing Charity Federation',
    codePrefix: '51',
    offerings: [offering(service.RESOURCE_LINKING, '慈善资源链接', 40), offering(service.MICRO_WISH, '微心愿圆梦', 60)],
  },
  {
    kind: kind.SOCIAL_ORGANISATION,
    name: '晨光社会工作服务中心',
    nameEn: 'Morning Light Social Work Centre',
    codePrefix: '52',
    offerings: [
      offering(service.HEART_TO_HEART, '知心话陪伴', 30),
      offering(service.HOME_VISIT, '入户探访', 30),
      offering(service.SOCIAL_INTEGRATION, '社区融入小组', 20),
    ],
  },
  {
    kind: kind.SOCIAL_ORGANISATION,
    name: '暖阳居家养老服务中心',
    nameEn: 'Warm Sun Home Care Centre',
    codePrefix: '52',
    offerings: [
      offering(service.CLEANING, '清洁行入户保洁', 30, {
        situations: [Situation.ELDERLY_ALONE, Situation.ELDERLY, Situation.DISABLED],
      }),
      offering(service.HEART_TO_HEART, '陪老人说话', 20, {
        areaCodes: [firstStreet, secondStreet],
        situations: [Situation.ELDERLY_ALONE, Situation.ELDERLY],
      }),
    ],
  },
  {
    kind: kind.SOCIAL_ORGANISATION,
    name: '同行残疾人服务中心',
    nameEn: 'Walking Together Disability Centre',
    codePrefix: '52',
    offerings: [
      offering(service.DISABILITY_SUPPORT, '辅具与助残', 25, { situations: [Situation.DISABLED] }),
      offering(service.AGE_FRIENDLY_MODIFICATION, '无障碍改造', 10, {
        situations: [Situation.DISABLED, Situation.ELDERLY_ALONE],
      }),
    ],
  },
  {
    kind: kind.SOCIAL_ORGANISATION,
    name: '心桥心理服务中心',
    nameEn: 'Heart Bridge Counselling Centre',
    codePrefix: '52',
    offerings: [
      offering(service.PSYCHOLOGICAL_COUNSELLING, '心理疏导', 15, { takesRestricted: true }),
      offering(service.EMOTIONAL_SUPPORT, '情绪支持热线', 30),
    ],
  },
  {
    kind: kind.SOCIAL_ORGANISATION,
    name: '婚姻家庭社会工作服务站',
    nameEn: 'Marriage and Family Social Work Station',
    codePrefix: '52',
    offerings: [
      offering(service.FAMILY_MEDIATION, '家庭纠纷调解', 12, { takesRestricted: true }),
      offering(service.DOMESTIC_VIOLENCE_SUPPORT, '家暴救助', 8, { takesRestricted: true }),
      offering(service.PSYCHOLOGICAL_COUNSELLING, '婚姻家庭辅导', 10, { takesRestricted: true }),
    ],
  },
  {
    kind: kind.SOCIAL_ORGANISATION,
    name: '护苗青少年服务中心',
    nameEn: 'Seedling Youth Centre',
    codePrefix: '52',
    offerings: [
      offering(service.CHILD_GROWTH, '护童成长陪伴', 25, { takesRestricted: true }),
      offering(service.EDUCATION_SUPPORT, '课业辅导', 25),
    ],
  },
  {
    kind: kind.SOCIAL_ORGANISATION,
    name: '清风家政志愿服务队',
    nameEn: 'Fresh Breeze Home Help',
    codePrefix: '52',
    offerings: [offering(service.CLEANING, '上门清洁', 40)],
  },
  {
    kind: kind.SOCIAL_ORGANISATION,
    name: '安居适老化改造服务中心',
    nameEn: 'Safe Home Modification Centre',
    codePrefix: '52',
    offerings: [
      offering(service.AGE_FRIENDLY_MODIFICATION, '适老化改造', 20, {
        situations: [Situation.ELDERLY_ALONE, Situation.ELDERLY],
      }),
      offering(service.CLEANING, '改造后保洁', 10, { areaCodes: [firstStreet] }),
    ],
  },
  {
    kind: kind.SOCIAL_ORGANISATION,
    name: '就业帮扶促进会',
    nameEn: 'Employment Promotion Association',
    codePrefix: '51',
    offerings: [
      offering(service.EMPLOYMENT_SUPPORT, '就业岗位推荐', 30, {
        situations: [Situation.UNEMPLOYED, Situation.DISABLED, Situation.SINGLE_PARENT],
      }),
      offering(service.POLICY_GUIDANCE, '政策宣讲', 40),
    ],
  },
  {
    kind: kind.SOCIAL_ORGANISATION,
    name: '助医志愿者协会',
    nameEn: 'Medical Help Volunteers',
    codePrefix: '51',
    offerings: [
      offering(service.MEDICAL_SUPPORT, '陪诊助医', 30),
      offering(service.PROXY_SERVICE, '全程代办', 30),
      offering(service.HOME_VISIT, '出院回访', 20),
    ],
  },
  {
    kind: kind.COMPANY,
    name: '塞上便民超市有限公司',
    nameEn: 'Frontier Convenience Stores',
    codePrefix: '91',
    offerings: [offering(service.MICRO_WISH, '微心愿认领', 30)],
  },
  {
    kind: kind.COMPANY,
    name: '凤城家电有限公司',
    nameEn: 'Phoenix City Appliances',
    codePrefix: '91',
    offerings: [offering(service.MICRO_WISH, '微心愿认领', 20)],
  },
  {
    kind: kind.COMPANY,
    name: '河畔乳业有限公司',
    nameEn: 'Riverside Dairy',
    codePrefix: '91',
    offerings: [offering(service.MICRO_WISH, '微心愿认领', 25)],
  },
];
