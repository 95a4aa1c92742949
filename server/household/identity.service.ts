/** Promises that nobody learns who a household is without authority, a reason and one audit line naming the kinds read. */
import { DataKind } from '../../schema/household/identity';
import { ConsentPurpose } from '../../schema/household/consent';
import type { Situation } from '../../schema/taxonomy/situation';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Statements, Transaction } from '../database/database';
import { forbidden, organisationsOf, type Actor } from '../identity/actor';
import type { ConsentRepository } from './consent.repository';
import { householdPolicy } from './household.policy';
import type { HouseholdRepository, SealedHousehold } from './household.repository';
import { notYours, writeReading } from './reading';
import { kindsRevealed, nothingKnown, type KnownIdentity } from './revealed';
import { openIdentity, type OpenIdentity } from './seal';
import type { IdentityVault } from './vault';

/** What was asked for and may be read; `missing` are the kinds that no active consent covers. */
export interface IdentityReading {
  /** Name and number are those of the head of the household. */
  readonly name?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly residentNumber?: string;
  readonly situations?: Situation[];
  readonly missing: DataKind[];
}

const readingOperation = 'readHouseholdIdentity';
const identifyingKinds = [DataKind.NAME, DataKind.PHONE, DataKind.ADDRESS, DataKind.RESIDENT_NUMBER];
const codeLengths = [2, 4, 6, 9, 12, 15];

export class IdentityService {
  constructor(
    private readonly vault: IdentityVault,
    private readonly households: HouseholdRepository,
    private readonly consents: ConsentRepository,
    private readonly areas: AreaRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** Everything of the household, for those who serve its area. */
  async readAll(tx: Transaction, actor: Actor, householdId: string, reason: string): Promise<OpenIdentity> {
    const { household, identity } = await this.open(tx, householdId);
    if (!householdPolicy.maySee(actor, household)) throw notYours();
    await this.writeDown(tx, actor, household, identity, identifyingKinds, reason);
    return identity;
  }

  /**
   * The kinds asked for, restricted to what the reader may have. For an organisation: the active consents that name it for
   * service delivery; it must be approved and the actor's own. Without one: those who serve the area. One audit line, or
   * none when nothing was read. Whether there is a claim is for the caller to know.
   */
  async identityFor(
    tx: Transaction,
    actor: Actor,
    householdId: string,
    dataKinds: readonly DataKind[],
    reason: string,
    organisationId?: string,
  ): Promise<IdentityReading> {
    const { household, identity } = await this.open(tx, householdId);
    const allowed = new Set(
      organisationId === undefined
        ? this.kindsOfAreaStaff(actor, household)
        : await this.kindsConsented(tx, actor, householdId, organisationId),
    );
    const asked = [...new Set(dataKinds)];
    const read = asked.filter((kind) => allowed.has(kind));
    if (read.length > 0) await this.writeDown(tx, actor, household, identity, read, reason, organisationId);
    return restrict(household, identity, read, asked);
  }

  /** Which kinds of personal data of this household, or of anybody, a free text shows. Nothing of it is returned. */
  async revealsIdentity(statements: Statements, householdId: string, text: string): Promise<DataKind[]> {
    const sealed = await this.households.findSealed(statements, householdId);
    const identity = sealed && openIdentity(this.vault, sealed.household, sealed.members);
    if (sealed === undefined || identity === undefined) return kindsRevealed(text, nothingKnown);
    return kindsRevealed(text, await this.knownOf(statements, sealed.household.areaCode, identity));
  }

  private async open(
    statements: Statements,
    householdId: string,
  ): Promise<{ household: SealedHousehold; identity: OpenIdentity }> {
    const sealed = await this.households.findSealed(statements, householdId);
    const identity = sealed && openIdentity(this.vault, sealed.household, sealed.members);
    if (sealed === undefined || identity === undefined) throw notYours();
    return { household: sealed.household, identity };
  }

  private kindsOfAreaStaff(actor: Actor, household: SealedHousehold): DataKind[] {
    if (!householdPolicy.maySee(actor, household)) throw notYours();
    return Object.values(DataKind);
  }

  private async kindsConsented(
    tx: Transaction,
    actor: Actor,
    householdId: string,
    organisationId: string,
  ): Promise<DataKind[]> {
    if (!organisationsOf(actor, { approvedOnly: true }).includes(organisationId)) throw forbidden();
    const consents = await this.consents.consentsOf(tx, householdId, [organisationId]);
    return consents
      .filter((consent) => consent.purpose === ConsentPurpose.SERVICE_DELIVERY)
      .flatMap((consent) => consent.dataKinds);
  }

  private async knownOf(statements: Statements, areaCode: string, identity: OpenIdentity): Promise<KnownIdentity> {
    const chain = codeLengths.filter((length) => length <= areaCode.length).map((length) => areaCode.slice(0, length));
    const areas = await this.areas.findAreas(statements, chain);
    return {
      names: identity.members.map((member) => member.name),
      residentNumbers: identity.members.flatMap((member) => member.residentNumber ?? []),
      phone: identity.phone,
      address: identity.address,
      publicNames: areas.map((area) => area.name),
    };
  }

  private async writeDown(
    tx: Transaction,
    actor: Actor,
    household: SealedHousehold,
    identity: OpenIdentity,
    kinds: readonly DataKind[],
    reason: string,
    organisationId?: string,
  ): Promise<void> {
    await writeReading(this.audit, tx, {
      line: {
        ...{
          accountId: actor.accountId,
          operation: readingOperation,
          subjectType: 'Household',
          subjectId: household.id,
        },
        details: { kinds, organisationId },
      },
      reason,
      reveals: async (stated) => kindsRevealed(stated, await this.knownOf(tx, household.areaCode, identity)).length > 0,
      what: { zh: '身份信息的', en: 'identity ' },
    });
  }
}

function restrict(
  household: SealedHousehold,
  identity: OpenIdentity,
  read: readonly DataKind[],
  asked: readonly DataKind[],
): IdentityReading {
  const head = identity.members[0];
  const may = (kind: DataKind) => read.includes(kind);
  return {
    name: may(DataKind.NAME) ? head?.name : undefined,
    phone: may(DataKind.PHONE) ? identity.phone : undefined,
    address: may(DataKind.ADDRESS) ? identity.address : undefined,
    residentNumber: may(DataKind.RESIDENT_NUMBER) ? head?.residentNumber : undefined,
    situations: may(DataKind.SITUATION) ? household.situations : undefined,
    missing: asked.filter((kind) => !may(kind)),
  };
}
