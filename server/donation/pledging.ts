/** Promises that pledges of money and goods are entered together by the rules of one: all are checked, then written by a few statements. */
import { v7 } from 'uuid';
import { DonationForm, DonorKind } from '../../schema/donation/enums';
import type { PledgeDonationInput } from '../../schema/donation/inputs';
import { localId } from '../../schema/global-id';
import { OrganisationKind, OrganisationStatus } from '../../schema/organisation/organisation';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Transaction } from '../database/database';
import { append } from '../event/outbox';
import { forbidden, type Actor } from '../identity/actor';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import { announcement, donationLine } from './announcing';
import { givesFor, receivesFor } from './donation.policy';
import type { DonationRepository, DonationRow, NewDonation, NewLot } from './donation.repository';
import { checkContents, checkEarmarks, type EarmarkRooms } from './draft';
import type { DonationStock } from './stock';

export interface NewPledge {
  readonly input: PledgeDonationInput;
  /** The one wish that it is for. */
  readonly needId?: string;
  /** Where its audit line stands, when that is not the newest one. */
  readonly position?: bigint;
}

/** Why pledges are refused, by their place in the list. */
export type RefusedPledges = ReadonlyMap<number, Refusal>;

export interface PledgingParts extends EarmarkRooms {
  readonly audit: Pick<AuditTrail, 'recordAllOnce'>;
  readonly organisations: Pick<OrganisationRepository, 'findOrganisation'>;
  readonly donations: DonationRepository;
  readonly stock: DonationStock;
}

interface Checked extends Pick<NewDonation, 'donorId' | 'recipientOrganisationId' | 'moneyFen' | 'earmark'> {
  readonly lots: readonly NewLot[];
}

export class Pledging {
  constructor(private readonly parts: PledgingParts) {}

  /** Writes the line of each and enters it; one that was pledged before stays. The caller rolls back when any is refused. */
  async pledgeAll(tx: Transaction, actor: Actor, inputs: readonly PledgeDonationInput[]): Promise<RefusedPledges> {
    const lines = inputs.map((input) => {
      const { donationId } = input;
      return { line: donationLine(actor, 'pledgeDonation', donationId), commandId: donationId, input };
    });
    const recorded = await this.parts.audit.recordAllOnce(tx, lines);
    const refused = new Map<number, Refusal>();
    const fresh: (NewPledge & { readonly place: number })[] = [];
    for (const [place, { once, position }] of recorded.entries()) {
      if (isRefusal(once)) refused.set(place, once);
      else if (once === 'new') fresh.push({ place, input: inputs[place]!, position });
    }
    const entered = await this.enter(tx, actor, fresh);
    if (!Array.isArray(entered)) for (const [index, refusal] of entered) refused.set(fresh[index]!.place, refusal);
    return refused;
  }

  /** The pledges of commands that have written their lines, in their order; nothing is written when any is refused. Announces DonationPledged. */
  async enter(tx: Transaction, actor: Actor, pledges: readonly NewPledge[]): Promise<DonationRow[] | RefusedPledges> {
    if (pledges.length === 0) return [];
    const { donations, stock } = this.parts;
    const checked = await this.check(tx, actor, pledges);
    if (!Array.isArray(checked)) return checked;
    const ids = pledges.map((pledge) => pledge.input.donationId);
    await donations.insertDonations(
      tx,
      checked.map(({ lots: _lots, ...one }, place) => ({
        ...{ ...one, id: ids[place]!, pledgedBy: actor.accountId },
        form: one.moneyFen === null ? DonationForm.GOODS : DonationForm.MONEY,
      })),
    );
    await donations.insertLots(
      tx,
      checked.map(({ lots }, place) => ({ donationId: ids[place]!, lots })),
    );
    const found = new Map((await donations.findDonations(tx, ids)).map((row) => [row.id, row]));
    const rows = ids.map((id) => found.get(id.toLowerCase())!);
    const positions = new Map(
      pledges.flatMap(({ position }, place) => (position === undefined ? [] : [[rows[place]!.id, position]])),
    );
    await stock.pledge(tx, rows, { positions });
    await append(tx, ...rows.map((row) => announcement('DonationPledged', row)));
    return rows;
  }

  private async check(
    tx: Transaction,
    actor: Actor,
    pledges: readonly NewPledge[],
  ): Promise<Checked[] | RefusedPledges> {
    const refused = new Map<number, Refusal>();
    const parties = new Map<string, Parties | Refusal>();
    const checked = new Map<number, Omit<Checked, 'earmark'>>();
    for (const [place, { input }] of pledges.entries()) {
      const contents = checkContents(input);
      if (isRefusal(contents)) {
        refused.set(place, contents);
        continue;
      }
      const key = JSON.stringify([input.recipientOrganisationId, input.donorOrganisationId, input.donorId]);
      const both = parties.get(key) ?? (await this.partiesOf(tx, actor, input));
      parties.set(key, both);
      if (isRefusal(both)) refused.set(place, both);
      else checked.set(place, { ...both, ...contents });
    }
    const places = [...checked.keys()];
    const earmarks = await checkEarmarks(
      tx,
      this.parts,
      places.map((place) => pledges[place]!.input.earmark),
    );
    const whole = places.flatMap((place, index) => {
      const earmark = earmarks[index]!;
      if (!isRefusal(earmark))
        return { ...checked.get(place)!, earmark: { ...earmark, needId: pledges[place]!.needId } };
      refused.set(place, earmark);
      return [];
    });
    return refused.size > 0 ? refused : whole;
  }

  private async partiesOf(tx: Transaction, actor: Actor, input: PledgeDonationInput): Promise<Parties | Refusal> {
    const recipientOrganisationId = localId('Organisation', input.recipientOrganisationId);
    const recipient = await this.parts.organisations.findOrganisation(tx, recipientOrganisationId);
    if (recipient?.kind !== OrganisationKind.CHARITY_FEDERATION || recipient.status !== OrganisationStatus.APPROVED)
      return new NotFound('Organisation');
    const donorId = await this.donorFor(tx, actor, input, recipientOrganisationId);
    return isRefusal(donorId) ? donorId : { donorId, recipientOrganisationId };
  }

  private async donorFor(
    tx: Transaction,
    actor: Actor,
    input: PledgeDonationInput,
    recipientId: string,
  ): Promise<string | Refusal> {
    const { donations, organisations } = this.parts;
    const charity = receivesFor(actor, recipientId);
    if ((input.donorOrganisationId == null) === (input.donorId == null))
      return new InvalidInput('donorId', {
        zh: '捐赠组织与捐赠人须填且只填一项。请改正后重试。',
        en: 'Name either the organisation or the registered donor. Correct it and try again.',
      });
    if (input.donorId != null) {
      if (!charity) throw forbidden();
      const donor = await donations.findDonor(tx, localId('Donor', input.donorId));
      return donor && donor.kind !== DonorKind.ORGANISATION ? donor.id : new NotFound('Donor');
    }
    const organisationId = localId('Organisation', input.donorOrganisationId!);
    if (!charity && !givesFor(actor, organisationId)) return new NotFound('Organisation');
    const organisation = await organisations.findOrganisation(tx, organisationId);
    if (organisation?.status !== OrganisationStatus.APPROVED) return new NotFound('Organisation');
    return donations.donorOfOrganisation(tx, v7(), organisationId);
  }
}

type Parties = Pick<NewDonation, 'donorId' | 'recipientOrganisationId'>;
