/** Promises approved organisations with offerings, put into a test's database through the repository. */
import { v7 } from 'uuid';
import { OrganisationKind, OrganisationStatus } from '../../schema/organisation/organisation';
import type { CapacityStatus } from '../../schema/organisation/offering';
import type { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Situation } from '../../schema/taxonomy/situation';
import type { Composition } from '../../server/composition';
import { organisationScope } from '../../server/event/audience';
import { append } from '../../server/event/outbox';
import { composeCreditCode } from '../../server/organisation/credit-code';

export interface OfferingWish {
  readonly serviceKind: ServiceKind;
  readonly areaCodes: string[];
  readonly situations?: Situation[];
  readonly languages?: string[];
  readonly skills?: string[];
  readonly capacityMaximum: number;
  readonly capacityStatus?: CapacityStatus;
  readonly takesRestricted?: boolean;
}

export interface OrganisationWish {
  readonly name?: string;
  readonly kind?: OrganisationKind;
  readonly status?: OrganisationStatus;
  /** The district whose bureau oversees it. */
  readonly areaCode?: string | null;
  readonly offerings?: OfferingWish[];
}

/** Where fixtures are put: a running test server, or anything else that holds a composition. */
export interface HasComposition {
  readonly app: { readonly composition: Pick<Composition, 'database' | 'organisations'> };
}

const registrations: Record<OrganisationKind, string> = {
  SOCIAL_ORGANISATION: '52',
  CHARITY_FEDERATION: '51',
  COMPANY: '91',
  SHOP: '92',
  INDIVIDUAL: '',
  PUBLIC_INSTITUTION: '12',
};

let made = 0;

/** A valid code that no other call in this test file gave; each file has a database of its own. */
export function newCreditCode(kind: OrganisationKind = OrganisationKind.SOCIAL_ORGANISATION): string {
  made += 1;
  return composeCreditCode(registrations[kind] || '52', '640104', String(20_000_000 + made));
}

/** An organisation (APPROVED unless another state is wished for) of district 640104, and its offerings in the order given. */
export async function approvedOrganisation(
  server: HasComposition,
  wish: OrganisationWish = {},
): Promise<{ organisationId: string; offeringIds: string[] }> {
  const { database, organisations } = server.app.composition;
  const organisationId = v7();
  const offerings = wish.offerings ?? [];
  const offeringIds = offerings.map(() => v7());
  const kind = wish.kind ?? OrganisationKind.SOCIAL_ORGANISATION;
  await database.transaction(async (tx) => {
    await organisations.insertOrganisation(tx, {
      id: organisationId,
      kind,
      name: wish.name ?? `测试组织${made + 1}`,
      unifiedSocialCreditCode: kind === OrganisationKind.INDIVIDUAL ? null : newCreditCode(kind),
      areaCode: wish.areaCode === undefined ? '640104' : wish.areaCode,
      status: wish.status ?? OrganisationStatus.APPROVED,
    });
    for (const [index, offering] of offerings.entries())
      await organisations.insertOffering(tx, {
        id: offeringIds[index]!,
        organisationId,
        name: `测试服务${index + 1}`,
        ...offering,
      });
    // As in the product: what matches is told by an event of the same transaction.
    if (offerings.length > 0)
      await append(tx, {
        type: 'OfferingPublished',
        subjectId: offeringIds[0]!,
        audience: [organisationScope(organisationId)],
        payload: { offeringId: offeringIds[0], organisationId },
      });
  });
  return { organisationId, offeringIds };
}
