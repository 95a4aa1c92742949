/** Promises the life of a donation before it is allocated: promised, revised, taken back, received and used otherwise. */
import { DonationForm, DonationStatus, UseConsentMethod } from '../../schema/donation/enums';
import type {
  ChangeDonationUseInput,
  PledgeDonationInput,
  ReceiveDonationInput,
  RevisePledgeInput,
  WithdrawPledgeInput,
} from '../../schema/donation/inputs';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { projectScope } from '../event/audience';
import type { PopulationRepository } from '../household/population.repository';
import { forbidden, type Actor } from '../identity/actor';
import type { OfferingService } from '../organisation/offering.service';
import type { ProjectRepository } from '../project/project.repository';
import { announce, donationLine } from './announcing';
import { givesFor, mayChangePledge, receivesFor } from './donation.policy';
import { earmarkOf, type DonationRepository, type DonationRow } from './donation.repository';
import { takenId, type DonationDesk } from './desk';
import { checkContents, checkEarmark } from './draft';
import type { Pledging } from './pledging';
import type { DonationStock } from './stock';

export interface DonationParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly areas: AreaRepository;
  readonly offerings: Pick<OfferingService, 'withdrawIn'>;
  readonly populations: PopulationRepository;
  readonly projects: ProjectRepository;
  readonly donations: DonationRepository;
  readonly stock: DonationStock;
  readonly pledging: Pledging;
  readonly desk: DonationDesk;
}

/** What a higher room does when a donation was received, in the same transaction. */
export type ReceivedReaction = (tx: Transaction, donation: DonationRow, commandId: string) => Promise<void>;

/** What a higher room says, in the same transaction: the scope keys of others who are to hear that a donation was received. */
export type HearersOfReceived = (tx: Transaction, donation: DonationRow) => Promise<readonly string[]>;

const pledged = [DonationStatus.PLEDGED];

export class DonationService {
  private hearersOfReceived: HearersOfReceived = () => Promise.resolve([]);

  private readonly receivedReactions: ReceivedReaction[] = [];

  constructor(private readonly parts: DonationParts) {}

  onReceived(reaction: ReceivedReaction): void {
    this.receivedReactions.push(reaction);
  }

  tellOfReceived(hearers: HearersOfReceived): void {
    this.hearersOfReceived = hearers;
  }

  /** Announces DonationPledged. */
  pledgeDonation(actor: Actor, input: PledgeDonationInput): Promise<DonationRow | Refusal> {
    return this.parts.database.transaction((tx) => this.pledgeIn(tx, actor, input)).catch(takenId);
  }

  private async pledgeIn(tx: Transaction, actor: Actor, input: PledgeDonationInput): Promise<DonationRow | Refusal> {
    const { audit, donations } = this.parts;
    const { donationId } = input;
    const once = await audit.recordOnce(tx, donationLine(actor, 'pledgeDonation', donationId), donationId, input);
    if (isRefusal(once)) return once;
    if (once === 'repeated') return (await donations.findDonation(tx, donationId))!;
    return this.enter(tx, actor, input);
  }

  /** The pledge of a command that has written its own line; money for one wish, when a need is named. Announces DonationPledged. */
  async enter(
    tx: Transaction,
    actor: Actor,
    input: PledgeDonationInput,
    needId?: string,
  ): Promise<DonationRow | Refusal> {
    const entered = await this.parts.pledging.enter(tx, actor, [{ input, needId }]);
    return Array.isArray(entered) ? entered[0]! : entered.get(0)!;
  }

  /** Any number of times until it is received. Announces DonationPledgeRevised. */
  revisePledge(actor: Actor, input: RevisePledgeInput): Promise<DonationRow | Refusal> {
    const { donations, stock } = this.parts;
    return this.parts.desk.once(actor, 'revisePledge', input.revisionId, input, async (tx, donation) => {
      if (!mayChangePledge(actor, donation)) throw forbidden();
      if (donation.status !== DonationStatus.PLEDGED) return new WrongState(donation.status, pledged);
      if (donation.form === DonationForm.SERVICE) return notOfServices();
      const contents = checkContents(input);
      if (isRefusal(contents)) return contents;
      if ((contents.moneyFen === null) !== (donation.moneyFen === null)) return otherForm();
      const earmark = input.earmark == null ? earmarkOf(donation) : await checkEarmark(tx, this.parts, input.earmark);
      if (isRefusal(earmark)) return earmark;
      const earlier = await stock.takeBack(tx, donation, 'PLEDGE_REVISED');
      if (donation.form === DonationForm.GOODS)
        await donations.withdrawLots(
          tx,
          earlier.map((one) => one.holdingId),
        );
      await donations.insertLots(tx, [{ donationId: donation.id, lots: contents.lots }]);
      await donations.revise(tx, donation.id, contents.moneyFen, earmark);
      const revised = (await donations.findDonation(tx, donation.id))!;
      await stock.pledge(tx, [revised], { reason: 'PLEDGE_REVISED' });
      await announce(tx, 'DonationPledgeRevised', revised, { revision: revised.revision }, followersOf(donation));
      return revised;
    });
  }

  /** Taking it back twice is taking it back once; of services nothing more is taken on. Announces DonationPledgeWithdrawn. */
  withdrawPledge(actor: Actor, input: WithdrawPledgeInput): Promise<DonationRow | Refusal> {
    return this.parts.desk.once(actor, 'withdrawPledge', input.commandId, input, async (tx, donation) => {
      if (!mayChangePledge(actor, donation)) throw forbidden();
      if (donation.status === DonationStatus.WITHDRAWN) return donation;
      if (donation.status !== DonationStatus.PLEDGED) return new WrongState(donation.status, pledged);
      return this.takeBack(tx, donation, 'PLEDGE_WITHDRAWN');
    });
  }

  /** The end of a pledge, by a command that has written its line. Announces DonationPledgeWithdrawn. */
  async takeBack(tx: Transaction, donation: DonationRow, reason: string): Promise<DonationRow> {
    const { donations, stock } = this.parts;
    await stock.takeBack(tx, donation, reason);
    if (donation.offeringId !== null) await this.parts.offerings.withdrawIn(tx, donation.offeringId);
    await donations.withdraw(tx, donation.id);
    const withdrawn = (await donations.findDonation(tx, donation.id))!;
    await announce(tx, 'DonationPledgeWithdrawn', withdrawn);
    return withdrawn;
  }

  /** What arrived, at most what was promised; a donation is received once. Announces DonationReceived. */
  receiveDonation(actor: Actor, input: ReceiveDonationInput): Promise<DonationRow | Refusal> {
    const { donations, stock } = this.parts;
    return this.parts.desk.once(actor, 'receiveDonation', input.commandId, input, async (tx, donation) => {
      if (!receivesFor(actor, donation.recipientOrganisationId)) throw forbidden();
      if (donation.status !== DonationStatus.PLEDGED) return new WrongState(donation.status, pledged);
      if (donation.form === DonationForm.SERVICE) return notOfServices();
      const pointId = input.pointId == null ? null : localId('DonationPoint', input.pointId);
      const point = pointId === null ? undefined : await donations.findPoint(tx, pointId);
      if (pointId !== null && point?.organisationId !== donation.recipientOrganisationId)
        return new NotFound('DonationPoint');
      const counted = await stock.countedOf(tx, donation);
      const stated = new Map(input.lots?.map((lot) => [localId('DonationLot', lot.lotId), lot.quantity]));
      if (donation.moneyFen !== null && input.moneyFen != null) stated.set(donation.id, input.moneyFen);
      const arrived = counted.map((one) => ({ one, amount: stated.get(one.holdingId) ?? one.quantity }));
      const [wrong] = arrived.filter(({ one, amount }) => amount < 0n || amount > one.quantity);
      if (wrong || arrived.every(({ amount }) => amount === 0n)) return notWhatWasPledged();
      for (const { one, amount } of arrived) {
        await stock.receive(tx, donation, one, amount);
        if (one.kind === 'LOT' && amount === 0n) await donations.withdrawLots(tx, [one.holdingId]);
        else if (one.kind === 'LOT' && amount < one.quantity) await donations.setLotQuantity(tx, one.holdingId, amount);
      }
      const moneyFen = donation.moneyFen === null ? null : arrived[0]!.amount;
      await donations.receive(tx, donation.id, { moneyFen, pointId, accountId: actor.accountId });
      const received = (await donations.findDonation(tx, donation.id))!;
      const charityId = received.recipientOrganisationId;
      await announce(tx, 'DonationReceived', received, { charityId }, await this.hearersOfReceived(tx, received));
      for (const react of this.receivedReactions) await react(tx, received, input.commandId);
      return received;
    });
  }

  /** The donor's recorded consent to another use of what is free. Announces DonationUseChanged. */
  changeDonationUse(actor: Actor, input: ChangeDonationUseInput): Promise<DonationRow | Refusal> {
    const { donations, stock } = this.parts;
    return this.parts.desk.once(actor, 'changeDonationUse', input.changeId, input, async (tx, donation) => {
      const portal = input.method === UseConsentMethod.PORTAL;
      const may = portal
        ? givesFor(actor, donation.donorOrganisationId)
        : receivesFor(actor, donation.recipientOrganisationId);
      if (!may) throw forbidden();
      if (donation.status !== DonationStatus.RECEIVED)
        return new WrongState(donation.status, [DonationStatus.RECEIVED]);
      if (input.consentedOn > (await donations.today(tx)))
        return new InvalidInput('consentedOn', {
          zh: '同意日期不能晚于今天。请改正后重试。',
          en: 'A consent is not of tomorrow. Correct it and try again.',
        });
      const later = await checkEarmark(tx, this.parts, input.earmark);
      if (isRefusal(later)) return later;
      const { changeId: id, method, consentedOn } = input;
      const facts = { method, consentedOn, recordedBy: actor.accountId };
      const projectId = later.projectId ?? null;
      if (projectId !== donation.earmarkProjectId) await stock.changeProject(tx, donation, projectId);
      await donations.changeUse(tx, { id, donationId: donation.id, earlier: earmarkOf(donation), later, ...facts });
      const changed = (await donations.findDonation(tx, donation.id))!;
      await announce(tx, 'DonationUseChanged', changed, {}, followersOf(donation));
      return changed;
    });
  }
}

/** Those who follow the project that it was for: they hear that it is so no more. */
function followersOf({ earmarkProjectId }: DonationRow): string[] {
  return earmarkProjectId === null ? [] : [projectScope(earmarkProjectId)];
}

function otherForm(): InvalidInput {
  return new InvalidInput('moneyFen', {
    zh: '修订不能改变捐赠形式（资金或物资）。请撤回后另行认捐。',
    en: 'A revision does not turn money into goods, or goods into money. Withdraw it and pledge anew.',
  });
}

function notOfServices(): InvalidInput {
  return new InvalidInput('donationId', {
    zh: '服务认捐按其服务供给修改，由接单和送达确认完成，无须接收。',
    en: 'A pledge of services is revised as its offering, and given by claims and their deliveries: it is not handed over.',
  });
}

function notWhatWasPledged(): InvalidInput {
  return new InvalidInput('lots', {
    zh: '实收须大于零且不超过认捐数量。若超出，请先修订认捐。',
    en: 'What arrives is above zero and not more than was pledged. Revise the pledge first if it is more.',
  });
}
