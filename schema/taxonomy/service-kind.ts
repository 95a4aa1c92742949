/** Promises the kinds of help a need asks for and an organisation offers, and the domains they belong to. */
import { registerEnumType } from 'type-graphql';

export enum Domain {
  EMPLOYMENT = 'EMPLOYMENT',
  EDUCATION = 'EDUCATION',
  MEDICAL_HELP = 'MEDICAL_HELP',
  DISABILITY_HELP = 'DISABILITY_HELP',
  EMOTIONAL_CARE = 'EMOTIONAL_CARE',
  HOME_VISITING = 'HOME_VISITING',
  PROXY_APPLICATION = 'PROXY_APPLICATION',
}

registerEnumType(Domain, {
  name: 'Domain',
  description: '救助领域 The seven domains of help named in the published case.',
  valuesConfig: {
    EMPLOYMENT: { description: '就业 Finding and keeping work.' },
    EDUCATION: { description: '教育 Schooling and learning.' },
    MEDICAL_HELP: { description: '助医 Reaching and paying for medical care.' },
    DISABILITY_HELP: { description: '助残 Living with a disability.' },
    EMOTIONAL_CARE: { description: '精神关爱 Companionship and mental care.' },
    HOME_VISITING: { description: '访视 Being visited and looked after at home.' },
    PROXY_APPLICATION: { description: '代办 Having applications filled in or handed in.' },
  },
});

export enum ServiceKind {
  EMPLOYMENT_SUPPORT = 'EMPLOYMENT_SUPPORT',
  EDUCATION_SUPPORT = 'EDUCATION_SUPPORT',
  MEDICAL_SUPPORT = 'MEDICAL_SUPPORT',
  DISABILITY_SUPPORT = 'DISABILITY_SUPPORT',
  EMOTIONAL_SUPPORT = 'EMOTIONAL_SUPPORT',
  HOME_VISIT = 'HOME_VISIT',
  PROXY_SERVICE = 'PROXY_SERVICE',
  MICRO_WISH = 'MICRO_WISH',
  HEART_TO_HEART = 'HEART_TO_HEART',
  CLEANING = 'CLEANING',
  CHILD_GROWTH = 'CHILD_GROWTH',
  AGE_FRIENDLY_MODIFICATION = 'AGE_FRIENDLY_MODIFICATION',
  POLICY_GUIDANCE = 'POLICY_GUIDANCE',
  RESOURCE_LINKING = 'RESOURCE_LINKING',
  PSYCHOLOGICAL_COUNSELLING = 'PSYCHOLOGICAL_COUNSELLING',
  SOCIAL_INTEGRATION = 'SOCIAL_INTEGRATION',
  FAMILY_MEDIATION = 'FAMILY_MEDIATION',
  DOMESTIC_VIOLENCE_SUPPORT = 'DOMESTIC_VIOLENCE_SUPPORT',
}

registerEnumType(ServiceKind, {
  name: 'ServiceKind',
  description: '服务类别 What kind of help. Codes of other standards: query `serviceKinds`.',
  valuesConfig: {
    EMPLOYMENT_SUPPORT: { description: '就业帮扶 Job leads, training, public-welfare posts.' },
    EDUCATION_SUPPORT: { description: '教育帮扶 Tutoring, school costs.' },
    MEDICAL_SUPPORT: { description: '助医 Medical help.' },
    DISABILITY_SUPPORT: { description: '助残 Assistive goods and help for disabled people.' },
    EMOTIONAL_SUPPORT: { description: '精神关爱 Emotional care.' },
    HOME_VISIT: { description: '访视 Home visits.' },
    PROXY_SERVICE: { description: '代办 Help with applications.' },
    MICRO_WISH: { description: '微心愿 One small thing, granted as a wish.' },
    HEART_TO_HEART: { description: '知心话 Companionship and heart-to-heart talk.' },
    CLEANING: { description: '清洁行 Cleaning of the home.' },
    CHILD_GROWTH: { description: '护童成长 Care and education of children; restricted, since it concerns minors.' },
    AGE_FRIENDLY_MODIFICATION: { description: '适老化改造 Age-friendly home modification.' },
    POLICY_GUIDANCE: { description: '政策引导 Guidance to policies.' },
    RESOURCE_LINKING: { description: '资源链接 Linking of resources.' },
    PSYCHOLOGICAL_COUNSELLING: { description: '心理疏导 Psychological counselling; restricted.' },
    SOCIAL_INTEGRATION: { description: '社会融入 Social integration.' },
    FAMILY_MEDIATION: { description: '家庭纠纷调解 Mediation of family disputes.' },
    DOMESTIC_VIOLENCE_SUPPORT: { description: '家暴救助 Help against domestic violence; restricted.' },
  },
});
