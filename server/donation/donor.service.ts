/** Promises donors that are no organisation, sealed with a key of their own, and the points where donations are handed in. */
import { DonorKind } from '../../schema/donation/enums';
import type { OpenDonationPointInput, RegisterDonorInput } from '../../schema/donation/inputs';
import { Role } from '../../schema/identity/role';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import { readResidentNumber } from '../household/resident-number';
import type { IdentityVault } from '../household/vault';
import { readName } from '../household/written-text';
import { forbidden, organisationsOf, type Actor } from '../identity/actor';
import { unknownArea } from '../organisation/registration';
import type { DonationPointEntity } from './donation.entity';
import { receivesFor } from './donation.policy';
import type { DonationRepository, DonorRow } from './donation.repository';

interface Sealed {
  readonly dataKey: Buffer | null;
  readonly name: Buffer | null;
  readonly residentNumber: Buffer | null;
  readonly residentNumberIndex: Buffer | null;
}
const nobody: Sealed = { dataKey: null, name: null, residentNumber: null, residentNumberIndex: null };

export class DonorService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly areas: AreaRepository,
    private readonly vault: IdentityVault,
    private readonly donations: DonationRepository,
  ) {}

  registerDonor(actor: Actor, input: RegisterDonorInput): Promise<DonorRow | Refusal> {
    const { donorId: id } = input;
    const staff = organisationsOf(actor, { approvedOnly: true }).some((one) => receivesFor(actor, one));
    if (!staff) throw forbidden();
    return this.database.transaction(async (tx) => {
      const line = { accountId: actor.accountId, operation: 'registerDonor', subjectType: 'Donor', subjectId: id };
      const once = await this.audit.recordOnce(tx, line, id, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated') return (await this.donations.findDonor(tx, id))!;
      const sealed = this.seal(input, await this.donations.today(tx));
      if (isRefusal(sealed)) return sealed;
      await this.donations.insertDonor(tx, { id, kind: input.kind, registeredBy: actor.accountId, ...sealed });
      return { id, kind: input.kind, organisationId: null };
    });
  }

  openDonationPoint(actor: Actor, input: OpenDonationPointInput): Promise<DonationPointEntity | Refusal> {
    const organisationId = localId('Organisation', input.organisationId);
    const { pointId: id } = input;
    return this.database.transaction(async (tx) => {
      const line = { operation: 'openDonationPoint', subjectType: 'DonationPoint', subjectId: id };
      const once = await this.audit.recordOnce(tx, { accountId: actor.accountId, ...line }, id, input);
      if (isRefusal(once)) return once;
      if (!receivesFor(actor, organisationId)) return new NotFound('Organisation');
      if (once === 'repeated') return (await this.donations.findPoint(tx, id))!;
      const name = requireText('name', input.name, { maximum: 120 });
      if (isRefusal(name)) return name;
      if (!(await this.areas.findArea(tx, input.areaCode))) return unknownArea('areaCode');
      await this.donations.insertPoint(tx, { id, organisationId, name, areaCode: input.areaCode });
      return (await this.donations.findPoint(tx, id))!;
    });
  }

  /** The name of a person who gave, for the charity's own papers; undefined when there is none or its key was destroyed. */
  openName(donor: {
    readonly id: string;
    readonly dataKey: Buffer | null;
    readonly name: Buffer | null;
  }): string | undefined {
    if (donor.dataKey === null || donor.name === null) return undefined;
    const place = { table: 'donor', column: 'name', rowId: donor.id };
    return this.vault.openKey(donor.id, donor.dataKey).open(place, donor.name);
  }

  private seal(input: RegisterDonorInput, today: string): Sealed | InvalidInput {
    if (input.kind === DonorKind.ORGANISATION)
      return invalid('kind', '组织无须登记为捐赠人。', 'An organisation is a donor by itself.');
    if (input.kind === DonorKind.ANONYMOUS) {
      if (input.name == null && input.residentNumber == null) return nobody;
      return invalid('name', '匿名捐赠人不留姓名与证件号码。', 'Of an anonymous donor nothing is kept.');
    }
    const name = readName(input.name ?? '');
    if (name === undefined) return invalid('name', '姓名不合规。', 'This is not a name.');
    const { key, wrapped } = this.vault.makeKey(input.donorId);
    const place = (column: string) => ({ table: 'donor', column, rowId: input.donorId });
    const sealed = { ...nobody, dataKey: wrapped, name: key.seal(place('name'), name) };
    if (input.residentNumber == null) return sealed;
    const read = readResidentNumber(input.residentNumber, today);
    if ('mistake' in read) return invalid('residentNumber', '证件号码不合规。', 'This is not a resident number.');
    return {
      ...sealed,
      residentNumber: key.seal(place('resident_number'), read.number),
      residentNumberIndex: this.vault.residentNumberIndex(read.number),
    };
  }
}

/** Those who keep donors for a charity. */
export const charityRoles = [Role.FEDERATION_STAFF] as const;

function invalid(field: string, zh: string, en: string): InvalidInput {
  return new InvalidInput(field, { zh: `${zh}请改正后重试。`, en: `${en} Correct it and try again.` });
}
