/** Promises the household's objects of the contract made from rows. */
import { globalId } from '../../schema/global-id';
import { Consent } from '../../schema/household/consent';
import { CardView, ContactCard } from '../../schema/household/contact-card';
import { Household, HouseholdMember } from '../../schema/household/household';
import { HouseholdIdentity, MemberIdentity } from '../../schema/household/identity';
import { isRefusal, type Refusal } from '../../schema/refusal';
import type { ConsentRow } from './consent.repository';
import type { ContactCardRow } from './contact-card.repository';
import type { IssuedCard } from './contact-card.service';
import type { HouseholdRow, MemberRow } from './household.repository';
import type { OpenIdentity } from './seal';

export function presentHousehold(row: HouseholdRow): Household {
  return Object.assign(new Household(), {
    id: globalId('Household', row.id),
    householdId: row.id,
    areaCode: row.areaCode,
    lowIncomeCategory: row.lowIncomeCategory,
    situations: row.situations,
    barriers: row.barriers,
    registeredAt: row.registeredAt,
  });
}

export function presentMember(row: MemberRow): HouseholdMember {
  return Object.assign(new HouseholdMember(), {
    id: globalId('HouseholdMember', row.id),
    relation: row.relation,
    ageBand: row.ageBand,
  });
}

export function presentIdentity(identity: OpenIdentity): HouseholdIdentity {
  return Object.assign(new HouseholdIdentity(), {
    address: identity.address,
    phone: identity.phone,
    members: identity.members.map((member) =>
      Object.assign(new MemberIdentity(), { ...member, id: globalId('HouseholdMember', member.id) }),
    ),
  });
}

export function presentConsent(row: ConsentRow): Consent {
  return Object.assign(new Consent(), {
    id: globalId('Consent', row.id),
    recipientOrganisationId: row.organisationId ? globalId('Organisation', row.organisationId) : undefined,
    organisationId: row.organisationId ?? undefined,
    purpose: row.purpose,
    dataKinds: row.dataKinds,
    method: row.method,
    guardianGiven: row.guardianGiven,
    givenAt: row.givenAt,
    expiresAt: row.expiresAt,
    withdrawnAt: row.withdrawnAt ?? undefined,
  });
}

export function presentIssuedCard({ card, code }: IssuedCard): ContactCard {
  return Object.assign(new ContactCard(), { id: globalId('ContactCard', card.id), code, issuedAt: card.issuedAt });
}

export function presentCardView(card: ContactCardRow, communityCode: string): CardView {
  return Object.assign(new CardView(), { householdId: card.householdId, issuedOn: card.issuedOn, communityCode });
}

/** A refusal as it is, a row as the object of the contract. */
export function presented<Row, Item>(result: Row | Refusal, present: (row: Row) => Item): Item | Refusal {
  return isRefusal(result) ? result : present(result);
}
