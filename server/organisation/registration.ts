/** Promises the checks on what people enter about an organisation or an offering: a clean value or a refusal naming the field. */
import type { RegisterOrganisationInput } from '../../schema/organisation/inputs';
import { OrganisationKind } from '../../schema/organisation/organisation';
import { InvalidInput } from '../../schema/refusals';
import { isRefusal } from '../../schema/refusal';
import { cleanTags, cleanText, requireText, unclean } from '../../schema/text';
import type { AuditLine } from '../audit/audit';
import type { Actor } from '../identity/actor';
import { readCreditCode } from './credit-code';

const nameLimits = { maximum: 120 };
const tagLimits = { maximum: 40, count: 20 };
const capacityLimit = 100_000;

export function checkNames(input: RegisterOrganisationInput): { name: string; nameEn: string | null } | InvalidInput {
  const name = requireText('name', input.name, nameLimits);
  if (isRefusal(name)) return name;
  const nameEn = input.nameEn ? cleanText(input.nameEn, nameLimits) : null;
  return nameEn === undefined ? unclean('nameEn', nameLimits) : { name, nameEn };
}

/** The code as it is stored; none for an individual that gives none. */
export function checkCreditCode(input: RegisterOrganisationInput): string | null | InvalidInput {
  if (!input.unifiedSocialCreditCode) return input.kind === OrganisationKind.INDIVIDUAL ? null : invalidCreditCode();
  return readCreditCode(input.unifiedSocialCreditCode)?.code ?? invalidCreditCode();
}

function invalidCreditCode(): InvalidInput {
  return new InvalidInput('unifiedSocialCreditCode', {
    zh: '统一社会信用代码不正确：应为 18 位，不含 I、O、S、V、Z，且末位校验相符。请对照登记证书核对。',
    en: 'This is not a unified social credit code: 18 characters without I, O, S, V and Z, the last one a check. Compare it with the certificate.',
  });
}

export function checkName(name: string): string | InvalidInput {
  return requireText('name', name, nameLimits);
}

export function checkTags(field: string, tags: readonly string[]): string[] | InvalidInput {
  return (
    cleanTags(tags, tagLimits) ??
    new InvalidInput(field, {
      zh: `最多 ${tagLimits.count} 项，每项 1 至 ${tagLimits.maximum} 个可见字符。请改正后重试。`,
      en: `At most ${tagLimits.count} entries, each of 1 to ${tagLimits.maximum} visible characters. Correct them and try again.`,
    })
  );
}

export function checkMaximum(field: string, maximum: number): number | InvalidInput {
  return Number.isInteger(maximum) && maximum >= 0 && maximum <= capacityLimit
    ? maximum
    : new InvalidInput(field, {
        zh: `最大承接量须为 0 至 ${capacityLimit} 的整数。`,
        en: `The maximum is a whole number from 0 to ${capacityLimit}.`,
      });
}

export function unknownArea(field: string): InvalidInput {
  return new InvalidInput(field, {
    zh: '没有该代码的行政区划。请用查询 area 核对代码。',
    en: 'There is no area with this code. Check it with the query area.',
  });
}

/** The line of the audit for a command on an organisation or an offering. */
export function auditLine(
  actor: Actor,
  subjectType: 'Organisation' | 'ServiceOffering',
  operation: string,
  subjectId: string,
  details: Record<string, unknown> = {},
): AuditLine {
  return { accountId: actor.accountId, operation, subjectType, subjectId, details };
}
