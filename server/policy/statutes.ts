/**
 * Promises the public policies that every district knows, as data to publish: what the statutes ask, and what localities must fill in
 * (amounts, ratios) as standards. Sources are named; days and cards are the product's own words. Read for conditions:
 * 社会救助暂行办法 (State Council order 649), 刚性支出困难家庭认定办法 (Ministry of Civil Affairs, 2024-10-24). Document numbers
 * of the others are as they are generally cited.
 */
import { LowIncomeCategory } from '../../schema/household/household';
import { AttestedFact, DisabilityLevel } from '../../schema/household/means';
import { ConditionKind, StandardKind, type ConditionInput } from '../../schema/policy/eligibility';
import type { PublishPolicyInput } from '../../schema/policy/inputs';
import { ServiceKind } from '../../schema/taxonomy/service-kind';

export type Statute = Omit<PublishPolicyInput, 'policyId' | 'areaCode'>;

const { DIBAO, TEKUN, ANTI_RETURN_MONITORED, DIBAO_MARGINAL, RIGID_EXPENDITURE, OTHER_HARDSHIP } = LowIncomeCategory;
const all = (...of: ConditionInput[]): ConditionInput => ({ kind: ConditionKind.ALL, of });
const any = (...of: ConditionInput[]): ConditionInput => ({ kind: ConditionKind.ANY, of });
const not = (one: ConditionInput): ConditionInput => ({ kind: ConditionKind.NOT, of: [one] });
const categoryIn = (...categories: LowIncomeCategory[]): ConditionInput => ({
  kind: ConditionKind.CATEGORY_IN,
  categories,
});
const attested = (fact: AttestedFact): ConditionInput => ({ kind: ConditionKind.ATTESTED, fact });
const incomeBelow = (standard: StandardKind, factorPermille = 1_000): ConditionInput => ({
  ...{ kind: ConditionKind.INCOME_PER_HEAD_BELOW, standard, factorPermille },
});
const disabled = (...disabilityLevels: DisabilityLevel[]): ConditionInput => ({
  kind: ConditionKind.MEMBER_DISABLED,
  disabilityLevels,
});
const { LEVEL_1, LEVEL_2, LEVEL_3, LEVEL_4 } = DisabilityLevel;
const propertyWithin: ConditionInput = {
  kind: ConditionKind.PROPERTY_PER_HEAD_AT_MOST,
  standard: StandardKind.PROPERTY_PER_HEAD,
};
const registered = attested(AttestedFact.LOCAL_REGISTRATION);
const meansDocuments = ['申请书', '户口簿和居民身份证', '家庭收入和财产申报表', '经济状况核对授权书'];
const civilAffairs = '民政部门';

export const statutes: readonly Statute[] = [
  {
    ...{ code: 'DIBAO', titleZh: '最低生活保障', titleEn: 'Minimum living allowance', issuingDepartment: civilAffairs },
    ...{
      documentNumber: '国务院令第649号；民发〔2021〕57号',
      validFrom: '2021-07-01',
      reviewDays: 45,
      isSample: false,
    },
    benefitZh: '按月补足家庭人均收入与低保标准的差额。',
    benefitEn: 'A monthly sum that fills the gap between income per head and the minimum living standard.',
    serviceKinds: [],
    grantsCategory: DIBAO,
    eligibility: all(registered, incomeBelow(StandardKind.DIBAO_MONTHLY), propertyWithin),
    documents: meansDocuments,
    cardLines: [
      '家里人均收入低于低保标准，可以申请。',
      '家里财产也要符合当地规定。',
      '到街道办事处申请，不收钱。',
      '自己办不了，顾问可以代办。',
    ],
  },
  {
    ...{ code: 'TEKUN', titleZh: '特困人员救助供养', titleEn: 'Support of people in extreme hardship' },
    ...{
      issuingDepartment: civilAffairs,
      documentNumber: '国务院令第649号；民发〔2021〕43号',
      validFrom: '2021-07-01',
    },
    ...{ reviewDays: 45, isSample: false, serviceKinds: [ServiceKind.HOME_VISIT], grantsCategory: TEKUN },
    benefitZh: '提供基本生活条件、照料服务、疾病治疗和丧葬。',
    benefitEn: 'Basic living, care, treatment of illness and burial.',
    eligibility: all(
      registered,
      any(
        { kind: ConditionKind.MEMBER_AGED, from: 60 },
        { kind: ConditionKind.MEMBER_AGED, to: 15 },
        disabled(LEVEL_1, LEVEL_2),
      ),
      incomeBelow(StandardKind.DIBAO_MONTHLY),
      propertyWithin,
      attested(AttestedFact.NO_ABLE_SUPPORTER),
    ),
    documents: meansDocuments,
    cardLines: [
      '没有劳动能力，也没有生活来源，可以申请。',
      '没有人能够赡养、抚养、扶养。',
      '政府管吃、管住、管看病、管照料。',
    ],
  },
  {
    ...{ code: 'DIBAO_MARGINAL', titleZh: '低保边缘家庭认定', titleEn: 'Households just above the allowance' },
    ...{
      issuingDepartment: civilAffairs,
      documentNumber: '国办发〔2023〕39号',
      validFrom: '2023-10-19',
      reviewDays: 45,
    },
    ...{ isSample: false, serviceKinds: [], grantsCategory: DIBAO_MARGINAL },
    benefitZh: '可申请医疗、教育、就业等专项救助。',
    benefitEn: 'May apply for relief in medicine, education and employment.',
    eligibility: all(
      registered,
      not(categoryIn(DIBAO, TEKUN)),
      incomeBelow(StandardKind.DIBAO_MONTHLY, 1_500),
      propertyWithin,
    ),
    documents: meansDocuments,
    cardLines: [
      '收入比低保标准高一点，可以申请认定。',
      '一般不超过低保标准的一倍半。',
      '认定后看病、上学、就业有帮助。',
    ],
  },
  {
    ...{ code: 'RIGID_EXPENDITURE', titleZh: '刚性支出困难家庭认定', titleEn: 'Hardship through unavoidable spending' },
    ...{ issuingDepartment: civilAffairs, documentNumber: null, validFrom: '2024-10-24', reviewDays: 45 },
    ...{ isSample: false, serviceKinds: [], grantsCategory: RIGID_EXPENDITURE },
    benefitZh: '认定有效期不超过12个月，可申请相应的专项救助和临时救助。',
    benefitEn: 'Recognised for at most 12 months; may apply for special and temporary relief.',
    eligibility: all(
      registered,
      not(categoryIn(DIBAO, TEKUN, DIBAO_MARGINAL)),
      incomeBelow(StandardKind.DISPOSABLE_INCOME_MONTHLY),
      propertyWithin,
      { kind: ConditionKind.RIGID_SPENDING_SHARE_AT_LEAST },
    ),
    documents: [...meansDocuments, '近12个月医疗、教育、康复等支出票据'],
    cardLines: ['看病、上学、康复花钱太多，可以申请。', '花的钱占收入的大部分才行。', '认定一次，管十二个月以内。'],
  },
  {
    ...{ code: 'TEMPORARY_RELIEF', titleZh: '临时救助', titleEn: 'Temporary relief', issuingDepartment: civilAffairs },
    ...{ documentNumber: '国发〔2014〕47号', validFrom: '2014-10-03', reviewDays: 20, isSample: false },
    benefitZh: '遇急遇难的家庭可得到一次性救助。',
    benefitEn: 'A single payment to households struck by an emergency.',
    serviceKinds: [],
    eligibility: attested(AttestedFact.SUDDEN_EVENT),
    documents: ['申请书', '居民身份证', '突发情况的证明'],
    cardLines: ['家里突然出了大事，可以申请。', '火灾、车祸、大病都算。', '特别急的，先救助、后补材料。'],
  },
  {
    ...{
      code: 'DISABILITY_LIVING_SUBSIDY',
      titleZh: '困难残疾人生活补贴',
      titleEn: 'Living subsidy for disabled people',
    },
    ...{ issuingDepartment: '民政部门、残联', documentNumber: '国发〔2015〕52号', validFrom: '2016-01-01' },
    ...{ reviewDays: 30, isSample: false, serviceKinds: [] },
    benefitZh: '低保家庭中的残疾人按月领取生活补贴。',
    benefitEn: 'A monthly subsidy for disabled members of households with the allowance.',
    eligibility: all(categoryIn(DIBAO), disabled(LEVEL_1, LEVEL_2, LEVEL_3, LEVEL_4)),
    documents: ['申请表', '残疾人证'],
    cardLines: ['低保家庭里有残疾人，可以申请。', '带上残疾人证。', '每月发一次钱。'],
  },
  {
    ...{
      code: 'DISABILITY_CARE_SUBSIDY',
      titleZh: '重度残疾人护理补贴',
      titleEn: 'Care subsidy for the severely disabled',
    },
    ...{ issuingDepartment: '民政部门、残联', documentNumber: '国发〔2015〕52号', validFrom: '2016-01-01' },
    ...{ reviewDays: 30, isSample: false, serviceKinds: [ServiceKind.DISABILITY_SUPPORT] },
    benefitZh: '残疾等级为一级、二级且需要长期照护的按月领取护理补贴。',
    benefitEn: 'A monthly care subsidy for disabilities of level 1 and 2.',
    eligibility: disabled(LEVEL_1, LEVEL_2),
    documents: ['申请表', '残疾人证'],
    cardLines: ['一级、二级残疾，可以申请护理补贴。', '带上残疾人证。', '可以和生活补贴一起领。'],
  },
  {
    ...{ code: 'MEDICAL_RELIEF', titleZh: '医疗救助', titleEn: 'Medical relief', issuingDepartment: '医疗保障部门' },
    ...{ documentNumber: '国办发〔2021〕42号', validFrom: '2021-11-19', reviewDays: 30, isSample: false },
    benefitZh: '资助参加医保，看病费用按规定给予救助。',
    benefitEn: 'Help with insurance contributions and with medical costs.',
    serviceKinds: [ServiceKind.MEDICAL_SUPPORT],
    eligibility: categoryIn(DIBAO, TEKUN, DIBAO_MARGINAL, ANTI_RETURN_MONITORED),
    documents: ['申请表', '医保卡', '医疗费用票据'],
    cardLines: ['低保、特困等家庭，看病有救助。', '住院时出示身份，能直接减免。', '自己交的医保费也有补助。'],
  },
  {
    ...{
      code: 'SERVICE_RELIEF',
      titleZh: '服务类社会救助',
      titleEn: 'Relief by services',
      issuingDepartment: civilAffairs,
    },
    ...{ documentNumber: null, validFrom: '2024-07-01', reviewDays: 15, isSample: false },
    benefitZh: '提供照护、生活和关爱三类服务。',
    benefitEn: 'Services of care, daily living and company.',
    serviceKinds: [ServiceKind.HOME_VISIT, ServiceKind.CLEANING, ServiceKind.EMOTIONAL_SUPPORT],
    eligibility: categoryIn(DIBAO, TEKUN, DIBAO_MARGINAL, RIGID_EXPENDITURE, ANTI_RETURN_MONITORED, OTHER_HARDSHIP),
    documents: ['服务需求登记表'],
    cardLines: ['有困难的家庭，可以申请上门服务。', '有人照护，有人打扫，有人陪聊。', '服务不收钱。'],
  },
  {
    ...{ code: 'OLD_AGE_ALLOWANCE', titleZh: '高龄低收入老年人津贴', titleEn: 'Allowance for the aged poor' },
    ...{
      issuingDepartment: civilAffairs,
      documentNumber: null,
      validFrom: '2022-01-01',
      reviewDays: 30,
      isSample: true,
    },
    benefitZh: '80周岁及以上的低收入老年人按月领取津贴。',
    benefitEn: 'A monthly allowance for people of 80 and more with a low income.',
    serviceKinds: [],
    eligibility: all(registered, { kind: ConditionKind.MEMBER_AGED, from: 80 }),
    documents: ['申请表', '居民身份证', '户口簿'],
    cardLines: ['满八十岁的低收入老人，可以领津贴。', '带上身份证和户口簿。', '每年要确认一次。'],
  },
];
