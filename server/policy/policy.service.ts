/** Promises the catalogue: versions published by the bureau for its own area, standards set beside them, and links to households. */
import { readKeysetCursor, strangeCursor } from '../../schema/connection';
import { localId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { StandardKind } from '../../schema/policy/eligibility';
import type { LinkPolicyInput, PublishPolicyInput, SetLocalStandardInput } from '../../schema/policy/inputs';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import { areaChainScopes } from '../event/audience';
import { append } from '../event/outbox';
import { householdPolicy } from '../household/household.policy';
import type { HouseholdRepository } from '../household/household.repository';
import { forbidden, servesArea, type Actor } from '../identity/actor';
import { draftPolicy } from './draft';
import type { LocalStandardRow, PolicyLinkRow, PolicyRepository, PolicyRow } from './policy.repository';

export interface PolicyParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly areas: AreaRepository;
  readonly households: HouseholdRepository;
  readonly policies: PolicyRepository;
}

export class PolicyService {
  constructor(private readonly parts: PolicyParts) {}

  /** The first version of a policy or the next one; what was published stays as it was. */
  publishPolicy(actor: Actor, input: PublishPolicyInput): Promise<PolicyRow | Refusal> {
    const { audit, areas, database, policies } = this.parts;
    return database.transaction(async (tx) => {
      const line = {
        ...{ accountId: actor.accountId, operation: 'publishPolicy', subjectType: 'Policy', subjectId: input.policyId },
        details: { code: input.code, areaCode: input.areaCode },
      };
      const once = await audit.recordOnce(tx, line, input.policyId, input);
      if (isRefusal(once)) return once;
      if (!(await areas.findArea(tx, input.areaCode))) return noArea();
      if (!setsFor(actor, input.areaCode)) throw forbidden();
      if (once === 'repeated') return (await policies.findPolicy(tx, input.policyId))!;
      const drafted = draftPolicy(input);
      if (isRefusal(drafted)) return drafted;
      const policy = await policies.insertPolicy(tx, { ...drafted, publishedBy: actor.accountId });
      await append(tx, {
        type: 'PolicyPublished',
        subjectId: policy.id,
        audience: areaChainScopes(policy.areaCode),
        payload: { policyId: policy.id, code: policy.code, version: policy.version },
      });
      return policy;
    });
  }

  setLocalStandard(actor: Actor, input: SetLocalStandardInput): Promise<LocalStandardRow | Refusal> {
    const { audit, areas, database, policies } = this.parts;
    return database.transaction(async (tx) => {
      const { areaCode, kind, validFrom } = input;
      const line = {
        ...{ accountId: actor.accountId, operation: 'setLocalStandard', subjectType: 'LocalStandard' },
        details: { areaCode, kind, value: input.value, validFrom },
      };
      const once = await audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      if (!(await areas.findArea(tx, areaCode))) return noArea();
      if (!setsFor(actor, areaCode)) throw forbidden();
      if (once === 'repeated') return (await policies.findStandard(tx, areaCode, kind, validFrom))!;
      if (!/^[1-9]\d{0,14}$/.test(input.value) || tooLarge(kind, input.value))
        return new InvalidInput('value', {
          zh: '数值须为正整数（分；占比为千分之 1 至 10000）。请改正后重试。',
          en: 'It must be a whole number from 1 (fen; a share from 1 to 10000 thousandths). Correct it and try again.',
        });
      const source = requireText('source', input.source, { maximum: 200 });
      if (isRefusal(source)) return source;
      const { isSample } = input;
      const standard = { areaCode, kind, validFrom, source, isSample, value: BigInt(input.value) };
      return policies.setStandard(tx, { ...standard, setBy: actor.accountId });
    });
  }

  /** That a household was shown a policy, by those who serve its area. */
  linkPolicy(actor: Actor, input: LinkPolicyInput): Promise<(PolicyLinkRow & { policy: PolicyRow }) | Refusal> {
    const { audit, database, households, policies } = this.parts;
    const householdId = localId('Household', input.householdId);
    const policyId = localId('Policy', input.policyId);
    return database.transaction(async (tx) => {
      const line = {
        ...{ accountId: actor.accountId, operation: 'linkPolicy', subjectType: 'Household', subjectId: householdId },
        details: { linkId: input.linkId, policyId, kind: input.kind },
      };
      const once = await audit.recordOnce(tx, line, input.linkId, input);
      if (isRefusal(once)) return once;
      const household = await households.findHousehold(tx, householdId);
      if (!household || !householdPolicy.maySee(actor, household)) return new NotFound('Household');
      const policy = await policies.findPolicy(tx, policyId);
      if (!policy || !household.areaCode.startsWith(policy.areaCode)) return new NotFound('Policy');
      if (once === 'repeated') return { ...(await policies.findLink(tx, input.linkId))!, policy };
      if (input.linkedOn > (await households.readCalendar(tx)).today)
        return new InvalidInput('linkedOn', {
          zh: '日期不能晚于今天。请核对后重试。',
          en: 'The day must not be after today. Check it and try again.',
        });
      const link = await policies.insertLink(tx, {
        ...{ id: input.linkId, householdId, policyId, areaCode: household.areaCode, kind: input.kind },
        ...{ linkedOn: input.linkedOn, linkedBy: actor.accountId },
      });
      await append(tx, {
        type: 'PolicyLinked',
        subjectId: link.id,
        audience: areaChainScopes(link.areaCode),
        payload: { linkId: link.id, householdId, policyId, kind: link.kind },
      });
      return { ...link, policy };
    });
  }

  /** The policies that apply on a day (today when left out), for everybody: they are public. */
  async listPolicies(wanted: {
    readonly onDay?: string;
    readonly areaCode?: string;
    readonly after?: string;
    readonly limit: number;
  }): Promise<PolicyRow[]> {
    const { database, policies } = this.parts;
    return policies.policiesOn(database, { ...wanted, day: wanted.onDay ?? (await this.today()) });
  }

  /** All versions of a policy that apply or will apply in an area, the newest first: they are public. */
  async listVersions(
    wanted: { readonly areaCode: string; readonly code: string; readonly after?: string },
    limit: number,
  ): Promise<PolicyRow[]> {
    const { database, policies } = this.parts;
    const [areaLength, version] = readKeysetCursor(wanted.after, 2)?.map(Number) ?? [];
    if (areaLength !== undefined && !(Number.isInteger(areaLength) && Number.isInteger(version))) throw strangeCursor();
    const before = areaLength === undefined ? undefined : { areaLength, version: version! };
    return policies.versionsOf(database, { areaCode: wanted.areaCode, code: wanted.code, before, limit });
  }

  async standardsOf(areaCode: string, onDay?: string): Promise<LocalStandardRow[]> {
    return this.parts.policies.standardsOn(this.parts.database, areaCode, onDay ?? (await this.today()));
  }

  find(id: string): Promise<PolicyRow | undefined> {
    return this.parts.policies.findPolicy(this.parts.database, localId('Policy', id));
  }

  /** The links of households that the caller was shown, the newest first, each with its policy. */
  async linksOf(householdIds: readonly string[]): Promise<(PolicyLinkRow & { policy: PolicyRow })[]> {
    const { database, policies } = this.parts;
    const links = await policies.linksOf(database, householdIds);
    const found = await policies.findPolicies(database, [...new Set(links.map((link) => link.policyId))]);
    const byId = new Map(found.map((policy) => [policy.id, policy]));
    return links.map((link) => ({ ...link, policy: byId.get(link.policyId)! }));
  }

  private async today(): Promise<string> {
    return (await this.parts.households.readCalendar(this.parts.database)).today;
  }
}

/** The bureau of an area that contains the given one. */
function setsFor(actor: Actor, areaCode: string): boolean {
  return actor.apiKey === undefined && servesArea(actor, areaCode, Role.CIVIL_AFFAIRS_BUREAU);
}

function tooLarge(kind: StandardKind, value: string): boolean {
  return kind === StandardKind.RIGID_SPENDING_PERMILLE && BigInt(value) > 10_000n;
}

function noArea(): InvalidInput {
  return new InvalidInput('areaCode', {
    zh: '区划不存在。请从列表中选择。',
    en: 'There is no such area. Choose it from the list.',
  });
}
