/** Promises a stream of commands for the tests of the standing indexes, and a small world in which they are carried out. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { ConsentPurpose } from '../../schema/household/consent';
import { Role } from '../../schema/identity/role';
import { Urgency } from '../../schema/need/enums';
import { CapacityStatus } from '../../schema/organisation/offering';
import { OrganisationStatus } from '../../schema/organisation/organisation';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Actor } from '../../server/identity/actor';
import { claim, provider, type Provider } from '../stage/claims';
import { consent } from '../stage/households';
import { referredNeed, verifiedNeed, type StagedNeed } from '../stage/needs';
import type { TestServer } from '../stage/server';

/** What happens to the open pool and to what is offered. */
export const command = fc.oneof(
  fc.record({
    do: fc.constant('refer' as const),
    urgency: fc.constantFrom(...Object.values(Urgency)),
    quantity: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ do: fc.constant('claim' as const), need: fc.nat(30), organisation: fc.nat(3) }),
  fc.record({ do: fc.constant('release' as const), claim: fc.nat(30) }),
  fc.record({
    do: fc.constant('capacity' as const),
    organisation: fc.nat(3),
    maximum: fc.integer({ min: 3, max: 6 }),
    stated: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('minimum' as const),
    organisation: fc.nat(3),
    urgency: fc.constantFrom(...Object.values(Urgency)),
  }),
  fc.record({ do: fc.constant('withdrawOffering' as const), organisation: fc.nat(3) }),
  fc.record({
    do: fc.constant('publish' as const),
    organisation: fc.nat(3),
    urgency: fc.option(fc.constantFrom(...Object.values(Urgency))),
  }),
  fc.record({ do: fc.constant('withdrawNeed' as const), need: fc.nat(30) }),
  fc.record({ do: fc.constant('suspend' as const), organisation: fc.nat(3) }),
  fc.record({ do: fc.constant('reinstate' as const), organisation: fc.nat(3) }),
  fc.record({ do: fc.constant('restricted' as const), organisation: fc.nat(3) }),
  fc.record({ do: fc.constant('withdrawConsent' as const), consent: fc.nat(10) }),
  fc.record({ do: fc.constant('settle' as const) }),
);

export type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

const keeper = ({ organisationId, member }: Provider): Actor => ({
  ...member,
  roles: [{ role: Role.ORGANISATION_ADMINISTRATOR, organisationId, organisationStatus: 'APPROVED' }],
});

/** Organisations and needs of a test's own, changed through the services; a refused command changes nothing. */
export async function makeWorld(server: TestServer, bureau: Actor) {
  const { composition } = server.app;
  const organisations: Provider[] = [];
  for (const capacityMaximum of [3, 4, 5]) organisations.push(await provider(server, { capacityMaximum }));
  organisations.push(
    await provider(server, { serviceKind: ServiceKind.PSYCHOLOGICAL_COUNSELLING, takesRestricted: true }),
  );
  const needs: StagedNeed[] = [];
  const claims: { id: string; who: Provider }[] = [];
  const consents: { id: string; need: StagedNeed }[] = [];
  const pick = <Item>(list: readonly Item[], place: number): Item | undefined => list[place % Math.max(1, list.length)];
  const run = async (one: Command): Promise<void> => {
    if (one.do === 'refer') needs.push(await referredNeed(server, { urgency: one.urgency, quantity: one.quantity }));
    if (one.do === 'settle') await composition.standing.settled();
    if (one.do === 'claim') {
      const [need, who] = [pick(needs, one.need), organisations[one.organisation]!];
      const made = need && (await claim(server, who, need, { claimId: v7(), quantity: 1 }));
      if (made && 'needId' in made) claims.push({ id: made.id, who });
    }
    if (one.do === 'release') {
      const held = pick(claims, one.claim);
      const input = held && { commandId: v7(), claimId: globalId('Claim', held.id), reason: 'NO_CAPACITY' as never };
      if (held && input) await composition.claimService.releaseClaim(held.who.member, input);
    }
    if ('organisation' in one) await change(one, organisations[one.organisation]!);
    const need = 'need' in one ? pick(needs, one.need) : undefined;
    if (one.do === 'withdrawNeed' && need)
      await composition.needService.withdrawNeed(need.adviser, { needId: need.id, reason: 'OTHER' as never });
    if (one.do === 'restricted') await restricted();
    if (one.do === 'withdrawConsent') {
      const given = pick(consents, one.consent);
      if (given)
        await composition.consentService.withdrawConsent(given.need.adviser, {
          consentId: globalId('Consent', given.id),
        });
    }
  };
  const change = async (one: Command, who: Provider): Promise<void> => {
    const { offeringService, organisationService } = composition;
    // Changed is the newest offering of the organisation that is not withdrawn: `publish` gives it further ones.
    const offered = await composition.organisations.listOfferingsOf(composition.database, [who.organisationId]);
    const offeringId = offered.at(-1)?.id;
    if (offeringId && one.do === 'capacity')
      await offeringService.updateCapacity(keeper(who), {
        offeringId,
        maximum: one.maximum,
        status: one.stated ? CapacityStatus.CAPACITY : CapacityStatus.NO_CAPACITY,
      });
    if (offeringId && one.do === 'minimum')
      await offeringService.updateCapacity(keeper(who), { offeringId, minimumUrgency: one.urgency });
    if (offeringId && one.do === 'withdrawOffering') await offeringService.withdrawOffering(keeper(who), offeringId);
    if (one.do === 'publish') await publish(who, one.urgency);
    if (one.do === 'suspend') await organisationService.suspendOrganisation(bureau, who.organisationId, '核查');
    if (one.do === 'reinstate') await organisationService.reinstateOrganisation(bureau, who.organisationId);
  };
  const publish = (who: Provider, minimumUrgency: Urgency | null) =>
    composition.offeringService.publishOffering(keeper(who), {
      ...{ offeringId: v7(), organisationId: who.organisationId, serviceKind: ServiceKind.CLEANING, name: '保洁' },
      ...{ areaCodes: ['640104'], situations: [], languages: [], skills: [], takesRestricted: false },
      ...{ capacityStatus: CapacityStatus.CAPACITY, capacityMaximum: 3, minimumUrgency },
    });
  const restricted = async () => {
    const serviceKind = ServiceKind.PSYCHOLOGICAL_COUNSELLING;
    const specialist = organisations[3]!.organisationId;
    const found = await composition.organisations.findOrganisation(composition.database, specialist);
    if (found!.status !== OrganisationStatus.APPROVED) return;
    const home = await verifiedNeed(server, {});
    const id = await consent(server, home.household, specialist, { purpose: ConsentPurpose.REFERRAL });
    const need = await verifiedNeed(server, { serviceKind, household: home.household });
    await composition.referralService.referNeedDirectly(need.adviser, {
      needId: need.id,
      organisationIds: [organisations[3]!.id],
    });
    needs.push(need);
    consents.push({ id, need });
  };
  return { organisations, needs, run };
}
