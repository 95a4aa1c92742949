/** Promises cases on the stage: opened through the service, of any kind, a specialist with the consent of the household beside it. */
import { v7 } from 'uuid';
import type { CareCase } from '../../schema/casework/case';
import { CaseKind, DisputeKind } from '../../schema/casework/enums';
import { globalId } from '../../schema/global-id';
import { ConsentMethod } from '../../schema/household/consent';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Actor } from '../../server/identity/actor';
import { accepted } from './claims';
import { consent, household, type StagedHousehold } from './households';
import { approvedOrganisation } from './organisations';
import { people, type Person } from './people';
import type { TestServer } from './server';

export const caseArea = '640104001002';

export interface StagedCase {
  readonly caseId: string;
  /** The id as clients name it. */
  readonly id: CareCase['id'];
  readonly household: StagedHousehold;
}

/** An organisation that takes restricted needs of one kind in the whole district. */
export async function specialist(server: TestServer, serviceKind = ServiceKind.FAMILY_MEDIATION) {
  const offering = { serviceKind, areaCodes: ['640104'], capacityMaximum: 50, takesRestricted: true };
  const { organisationId } = await approvedOrganisation(server, { offerings: [offering] });
  return organisationId;
}

/** Those near a case of the provider that stand on no list of it, by who they are. */
export async function outsiders(server: TestServer, provider: string): Promise<Record<string, Person>> {
  const everyone = people(server);
  return {
    'an adviser of the same community': await everyone.adviser(caseArea),
    'the street officer': await everyone.streetOfficer('640104001'),
    'the bureau': await everyone.bureau(),
    'a colleague at the provider': await everyone.organisationAdministrator(provider),
    'a member of another organisation': await everyone.organisationMember(await specialist(server)),
  };
}

/** A restricted case of a new household, or of the given one, unless a general one is wished for. */
export async function openedCase(
  server: TestServer,
  worker: Actor,
  wish: { kind?: CaseKind; household?: StagedHousehold; provider?: string } = {},
): Promise<StagedCase> {
  const family = wish.household ?? (await household(server, { areaCode: caseArea }));
  const kind = wish.kind ?? CaseKind.FAMILY_DISPUTE;
  if (wish.provider && kind === CaseKind.GENERAL) await consent(server, family, wish.provider);
  const caseId = v7();
  accepted(
    await server.app.composition.caseService.openCase(worker, {
      ...{ caseId, householdId: family.id, kind, agreementMethod: ConsentMethod.WRITTEN, guardianGiven: false },
      disputeKind: kind === CaseKind.FAMILY_DISPUTE ? DisputeKind.PROPERTY : undefined,
      providerAgreementMethod: ConsentMethod.SPOKEN_WITH_WITNESS,
      providerOrganisationId: wish.provider && globalId('Organisation', wish.provider),
    }),
  );
  return { caseId, id: globalId('CareCase', caseId), household: family };
}

export const resilience = (part: number) => ({
  income: part,
  health: part,
  support: part,
  housing: part,
  coping: part,
});

/** Another day in Asia/Shanghai, so many days from today. */
export function dayFromToday(days: number): string {
  return new Date(Date.now() + (8 + days * 24) * 3_600_000).toISOString().slice(0, 10);
}
