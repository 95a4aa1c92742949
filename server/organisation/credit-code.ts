/** Promises the unified social credit code of GB 32100-2015 read and checked as the standard has it; pure, no state. */
import { CreditCodeWarning, OrganisationKind } from '../../schema/organisation/organisation';

/** 31 characters, value = index. The letters I, O, S, V and Z are left out, since they look like digits. */
export const creditCodeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** 3 to the power of the place, modulo 31. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** GB 11714, the organisation code within: characters 9 to 16, checked by character 17. */
const organisationCodeWeights = [3, 7, 9, 10, 5, 8, 4, 2];

export interface CreditCode {
  readonly code: string;
  /** Registering authority and kind, e.g. 51 for an association registered by civil affairs. */
  readonly registration: string;
  /** GB/T 2260 code of the place of registration. */
  readonly areaCode: string;
  readonly organisationCode: string;
  readonly warnings: readonly CreditCodeWarning[];
}

/** Who holds codes that begin so (authority and kind of the standard). */
const kindsByRegistration: Readonly<Record<string, readonly OrganisationKind[]>> = {
  '11': [OrganisationKind.PUBLIC_INSTITUTION],
  '12': [OrganisationKind.PUBLIC_INSTITUTION],
  '13': [OrganisationKind.SOCIAL_ORGANISATION, OrganisationKind.CHARITY_FEDERATION],
  '19': [OrganisationKind.PUBLIC_INSTITUTION],
  '51': [OrganisationKind.SOCIAL_ORGANISATION, OrganisationKind.CHARITY_FEDERATION],
  '52': [OrganisationKind.SOCIAL_ORGANISATION],
  '53': [OrganisationKind.SOCIAL_ORGANISATION, OrganisationKind.CHARITY_FEDERATION],
  '59': [OrganisationKind.SOCIAL_ORGANISATION],
  '91': [OrganisationKind.COMPANY, OrganisationKind.SHOP],
  '92': [OrganisationKind.SHOP],
  '93': [OrganisationKind.COMPANY, OrganisationKind.SHOP],
  Y1: [OrganisationKind.SOCIAL_ORGANISATION, OrganisationKind.COMPANY, OrganisationKind.PUBLIC_INSTITUTION],
};

function valueOf(character: string): number {
  return creditCodeAlphabet.indexOf(character);
}

/** Character 18 for the 17 before it. A remainder of 0 gives 0: 31 minus 0 is 31, which is no character. */
export function checkCharacter(first17: string): string {
  const sum = [...first17].reduce((total, character, index) => total + valueOf(character) * weights[index]!, 0);
  return creditCodeAlphabet[(31 - (sum % 31)) % 31]!;
}

/** The check of GB 11714 for the eight characters before it: base 36, 10 is written X and 11 is written 0. */
export function organisationCodeCheck(first8: string): string {
  const sum = [...first8].reduce(
    (total, character, index) => total + parseInt(character, 36) * organisationCodeWeights[index]!,
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Makes a code that passes both checks: for samples and tests. The registration has 2 characters, the area 6, the body 8. */
export function composeCreditCode(registration: string, areaCode: string, body: string): string {
  const first17 = registration + areaCode + body + organisationCodeCheck(body);
  return first17 + checkCharacter(first17);
}

/**
 * Reads a code as people type it (full-width and lower-case letters, spaces and hyphens between groups).
 * Undefined when it is not a code of the standard: wrong length, alphabet, place of registration or check character.
 */
export function readCreditCode(text: string, kind?: OrganisationKind): CreditCode | undefined {
  const code = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return undefined;
  if (checkCharacter(code.slice(0, 17)) !== code[17]) return undefined;
  const registration = code.slice(0, 2);
  const organisationCode = code.slice(8, 17);
  return {
    code,
    registration,
    areaCode: code.slice(2, 8),
    organisationCode,
    warnings: warningsOf(registration, organisationCode, kind),
  };
}

function warningsOf(registration: string, organisationCode: string, kind?: OrganisationKind): CreditCodeWarning[] {
  const warnings: CreditCodeWarning[] = [];
  if (organisationCodeCheck(organisationCode.slice(0, 8)) !== organisationCode[8])
    warnings.push(CreditCodeWarning.ORGANISATION_CODE_CHECK);
  const kinds = kindsByRegistration[registration];
  if (!kinds) warnings.push(CreditCodeWarning.UNKNOWN_AUTHORITY);
  else if (kind && !kinds.includes(kind)) warnings.push(CreditCodeWarning.KIND_MISMATCH);
  return warnings;
}
