/** Promises a household as it is written down at its door, in the memory of this page only, and as the contract takes it. */
import { newId } from '../../parts/new-id';
import { today } from '../../parts/today';
import type { Situation } from './intake.documents';
import type {
  AgeBand,
  Barrier,
  ConsentMethod,
  LowIncomeCategory,
  RecordConsentInput,
  RegisterHouseholdInput,
  Relation,
} from './register.documents';

export type { AgeBand, Barrier, ConsentMethod, LowIncomeCategory, Relation };

/** Where a household may live. */
export interface Place {
  readonly code: string;
  readonly name: string;
}

export interface MemberDraft {
  /** Made here and kept, so that a second attempt writes down nobody twice. */
  readonly memberId: string;
  readonly relation: Relation;
  readonly name: string;
  readonly residentNumber: string;
  /** Asked for where there is no number to compute it from. */
  readonly ageBand: AgeBand | undefined;
}

export interface RegisterDraft {
  /** Empty for the first that there is. */
  readonly areaCode: string;
  readonly members: readonly MemberDraft[];
  readonly address: string;
  readonly phone: string;
  readonly lowIncomeCategory: LowIncomeCategory | undefined;
  readonly situations: readonly Situation[];
  readonly barriers: readonly Barrier[];
  /** How the household authorised that income and property are checked. */
  readonly consent: ConsentMethod | 'NONE';
  readonly isGuardianGiven: boolean;
}

export const relations: readonly Relation[] = [
  ...(['HEAD', 'SPOUSE', 'CHILD', 'PARENT', 'GRANDCHILD', 'GRANDPARENT', 'SIBLING', 'OTHER'] as const),
];
export const ageBands: readonly AgeBand[] = [
  ...(['UNDER_14', 'FROM_14_TO_17', 'FROM_18_TO_59', 'FROM_60_TO_79', 'FROM_80'] as const),
];
export const consentMethods: readonly (ConsentMethod | 'NONE')[] = ['NONE', 'WRITTEN', 'SPOKEN_WITH_WITNESS'];
export const membersMaximum = 20;
const adultYears = 14;

export function newMember(relation: Relation): MemberDraft {
  return { memberId: newId(), relation, name: '', residentNumber: '', ageBand: undefined };
}

export function emptyHousehold(): RegisterDraft {
  return {
    ...{ areaCode: '', members: [newMember('HEAD')], address: '', phone: '', lowIncomeCategory: undefined },
    ...{ situations: [], barriers: [], consent: 'NONE', isGuardianGiven: false },
  };
}

/** Whether a member is, or may be by the number, under 14: then a guardian consents. What the number means is the server's to judge. */
export function mayNeedGuardian({ members }: RegisterDraft): boolean {
  const day = today();
  const youngest = `${Number(day.slice(0, 4)) - adultYears}${day.slice(5, 7)}${day.slice(8)}`;
  return members.some(({ residentNumber, ageBand }) => {
    const born = residentNumber.normalize('NFKC').replaceAll(/\s/g, '').slice(6, 14);
    return born === '' ? ageBand === 'UNDER_14' : /^\d{8}$/.test(born) && born > youngest;
  });
}

/** Undefined while something is missing. */
export function householdOf(draft: RegisterDraft, householdId: string): RegisterHouseholdInput | undefined {
  const { areaCode, lowIncomeCategory, situations, barriers, address, phone, members } = draft;
  const isWhole = members.every((one) => one.name.trim() !== '' && (one.residentNumber.trim() !== '' || one.ageBand));
  if (!lowIncomeCategory || areaCode === '' || address.trim() === '' || !isWhole) return undefined;
  return {
    ...{ householdId, areaCode, lowIncomeCategory, situations, barriers, address, phone: phone.trim() || null },
    members: members.map(({ memberId, relation, name, residentNumber, ageBand }) => {
      const number = residentNumber.trim();
      return { memberId, relation, name, residentNumber: number || null, ageBand: number ? null : ageBand };
    }),
  };
}

/** For a year from today; it is withdrawn as easily as it was given. */
export function consentOf(draft: RegisterDraft, householdId: string, consentId: string): RecordConsentInput {
  const day = today();
  return {
    ...{ consentId, householdId, purpose: 'MEANS_CHECK', dataKinds: ['NAME', 'RESIDENT_NUMBER'] },
    method: draft.consent === 'NONE' ? 'WRITTEN' : draft.consent,
    guardianGiven: draft.isGuardianGiven && mayNeedGuardian(draft),
    // The 29th of February has no day a year later.
    expiresOn: `${Number(day.slice(0, 4)) + 1}${day.slice(4).replace('-02-29', '-02-28')}`,
  };
}
