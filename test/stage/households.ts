/** Promises registered households on the stage, through the service: with members, sealed identity and a contact card. */
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { AgeBand, LowIncomeCategory, Relation } from '../../schema/household/household';
import { ConsentMethod, ConsentPurpose } from '../../schema/household/consent';
import { DataKind } from '../../schema/household/identity';
import { Role } from '../../schema/identity/role';
import { isRefusal } from '../../schema/refusal';
import type { Situation } from '../../schema/taxonomy/situation';
import type { Composition } from '../../server/composition';
import { checkCharacterOf } from '../../server/household/resident-number';
import type { Actor } from '../../server/identity/actor';

export interface StagedMember {
  readonly relation?: Relation;
  readonly name?: string;
  /** Null for a member without one. */
  readonly residentNumber?: string | null;
  readonly ageBand?: AgeBand;
}

export interface HouseholdOptions {
  /** A community (12 digits) or grid (15) of the sample district. */
  readonly areaCode: string;
  readonly situations?: readonly Situation[];
  readonly lowIncomeCategory?: LowIncomeCategory;
  readonly members?: readonly StagedMember[];
  readonly address?: string;
  readonly phone?: string;
}

export interface StagedHousehold {
  readonly householdId: string;
  /** The id as clients name it. */
  readonly id: string;
  readonly cardCode: string;
  /** An adviser of exactly its area. */
  readonly adviser: Actor;
  /** What must never be seen outside. */
  readonly identity: {
    readonly name: string;
    readonly phone: string;
    readonly address: string;
    readonly residentNumber: string;
  };
}

/** Where fixtures are put: a running test server, or anything else that holds a composition. */
export interface HasComposition {
  readonly app: {
    readonly composition: Pick<Composition, 'database' | 'householdService' | 'consentService' | 'contactCardService'>;
  };
}

let made = 0;

/** A valid resident number that no other call in this test file gave; born in 1950 unless another year is wished for. */
export function newResidentNumber(birthYear = 1950): string {
  made += 1;
  const day = String((made % 28) + 1).padStart(2, '0');
  const month = String((Math.floor(made / 28) % 12) + 1).padStart(2, '0');
  const digits = `640104${birthYear}${month}${day}${String(made % 1000).padStart(3, '0')}`;
  return digits + checkCharacterOf(digits);
}

/** An account in the database, as an actor that serves an area; without password or session. */
export async function areaActor(server: HasComposition, areaCode: string, role = Role.ADVISER): Promise<Actor> {
  const accountId = v7();
  await server.app.composition.database.query(
    "INSERT INTO account (id, login, display_name) VALUES ($1, $2, '测试顾问')",
    [accountId, `stage-${accountId}`],
  );
  return { accountId, displayName: '测试顾问', roles: [{ role, areaCode }] };
}

function must<Result>(result: Result): Exclude<Result, { messageEn: string }> {
  if (isRefusal(result)) throw new Error(`refused: ${result.constructor.name}`);
  return result as Exclude<Result, { messageEn: string }>;
}

/** A household registered by an adviser of its area, with its contact card. */
export async function household(server: HasComposition, options: HouseholdOptions): Promise<StagedHousehold> {
  const { householdService, contactCardService } = server.app.composition;
  const adviser = await areaActor(server, options.areaCode);
  const householdId = v7();
  const members = (options.members ?? [{}]).map((member, index) => ({
    memberId: v7(),
    relation: member.relation ?? (index === 0 ? Relation.HEAD : Relation.OTHER),
    name: member.name ?? '钱学忠',
    residentNumber: member.residentNumber === undefined ? newResidentNumber() : member.residentNumber,
    ageBand: member.ageBand ?? AgeBand.FROM_18_TO_59,
  }));
  const phone = options.phone ?? `139${String(50_000_000 + made).padStart(8, '0')}`;
  const address = options.address ?? '金波苑7号楼3单元502室';
  must(
    await householdService.registerHousehold(adviser, {
      householdId,
      areaCode: options.areaCode,
      lowIncomeCategory: options.lowIncomeCategory ?? LowIncomeCategory.DIBAO,
      situations: [...(options.situations ?? [])],
      barriers: [],
      address,
      phone,
      members,
    }),
  );
  const id = globalId('Household', householdId);
  const issued = must(await contactCardService.issueContactCard(adviser, { cardId: v7(), householdId: id }));
  const { name, residentNumber } = members[0]!;
  const identity = { name, phone, address, residentNumber: residentNumber ?? '' };
  return { householdId, id, cardCode: issued.code!, adviser, identity };
}

/** A consent of a staged household to an organisation, active for a year. Returns its local id. */
export async function consent(
  server: HasComposition,
  staged: Pick<StagedHousehold, 'id' | 'adviser'>,
  organisationId: string,
  options: { purpose?: ConsentPurpose; dataKinds?: DataKind[]; guardianGiven?: boolean } = {},
): Promise<string> {
  const consentId = v7();
  const nextYear = new Date(Date.now() + 300 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  must(
    await server.app.composition.consentService.recordConsent(staged.adviser, {
      consentId,
      householdId: staged.id,
      recipientOrganisationId: globalId('Organisation', organisationId),
      purpose: options.purpose ?? ConsentPurpose.SERVICE_DELIVERY,
      dataKinds: options.dataKinds ?? [DataKind.NAME, DataKind.PHONE, DataKind.ADDRESS],
      method: ConsentMethod.WRITTEN,
      guardianGiven: options.guardianGiven ?? false,
      expiresOn: nextYear,
    }),
  );
  return consentId;
}
