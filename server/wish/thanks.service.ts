/** Promises that a thank-you is sealed until a moderator has decided, and that what is let through names nobody and adds nothing. */
import { localId } from '../../schema/global-id';
import type { DataKind } from '../../schema/household/identity';
import { Role } from '../../schema/identity/role';
import { NeedKind, NeedStatus } from '../../schema/need/enums';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import {
  ThanksRevealIdentity,
  ThanksStatus,
  type ApproveThanksInput,
  type RejectThanksInput,
  type SayThanksInput,
} from '../../schema/wish/thanks';
import type { AuditTrail } from '../audit/audit';
import type { Database, Statements, Transaction } from '../database/database';
import { areaChainScopes } from '../event/audience';
import { append } from '../event/outbox';
import type { ContactCardService } from '../household/contact-card.service';
import type { HouseholdRepository } from '../household/household.repository';
import type { HouseholdService } from '../household/household.service';
import type { IdentityVault } from '../household/vault';
import { organisationsOf, type Actor } from '../identity/actor';
import { managesNeed } from '../need/need.policy';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import { wishLine, type WishNews } from './announcing';
import type { ThanksRepository, ThanksRow } from './thanks.repository';

export interface ThanksParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly vault: IdentityVault;
  readonly cards: Pick<ContactCardService, 'withCard'>;
  readonly households: Pick<HouseholdRepository, 'findSealed'>;
  readonly identities: Pick<HouseholdService, 'revealsIdentity'>;
  readonly needs: NeedRepository;
  readonly thanks: ThanksRepository;
  readonly news: WishNews;
}

/** What waits, as a moderator may read it. */
export interface OpenThanks {
  readonly text: string | undefined;
  readonly reveals: readonly DataKind[];
}

const textMaximum = 500;
const leftOut = '…';
const rowsAtOnce = 100;

export class ThanksService {
  constructor(private readonly parts: ThanksParts) {}

  /** The household says thank you for what it confirmed, once. A wrong code is answered as a missing wish. Announces ThanksSaid. */
  sayThanks(input: SayThanksInput, clientHash?: string): Promise<ThanksRow | Refusal> {
    const { audit, cards, needs, thanks } = this.parts;
    const { thanksId, cardCode } = input;
    const needId = localId('Need', input.wishId);
    return cards.withCard<ThanksRow | Refusal>(clientHash, cardCode, 'Need', async (tx, card) => {
      const line = wishLine(undefined, 'sayThanks', { type: 'Need', id: needId }, { thanksId });
      const once = await audit.recordOnce(tx, line, thanksId, { needId, text: input.text });
      if (isRefusal(once)) return once;
      const need = await needs.lockNeed(tx, needId);
      if (need?.kind !== NeedKind.MICRO_WISH || need.householdId !== card.householdId) return new NotFound('Need');
      if (once === 'repeated') return (await thanks.findThanks(tx, thanksId))!;
      const text = requireText('text', input.text, { maximum: textMaximum, multiline: true });
      if (isRefusal(text)) return text;
      if (need.quantityDelivered === 0) return new WrongState(need.status, [NeedStatus.FULFILLED, NeedStatus.CLOSED]);
      const [earlier] = await thanks.standingOf(tx, [needId]);
      if (earlier) return new WrongState(earlier.status, [ThanksStatus.REJECTED]);
      const { household } = (await this.parts.households.findSealed(tx, need.householdId))!;
      const key = this.parts.vault.openKey(household.id, household.dataKey!);
      const row = await thanks.insertThanks(tx, thanksId, needId, key.seal(placeOf(thanksId), text));
      await append(tx, {
        type: 'ThanksSaid',
        subjectId: needId,
        audience: areaChainScopes(need.areaCode),
        payload: { needId, thanksId, needStatus: need.status },
      });
      return row;
    });
  }

  /** Lets it through, with parts left out or whole; nothing that tells who the household is. Announces ThanksApproved. */
  approveThanks(actor: Actor, input: ApproveThanksInput): Promise<ThanksRow | Refusal> {
    return this.decide(actor, 'approveThanks', input, async (tx, need, row) => {
      const said = await this.open(tx, need, row);
      const text =
        input.text == null ? said : requireText('text', input.text, { maximum: textMaximum, multiline: true });
      if (isRefusal(text)) return text;
      if (!isPartOf(text, said)) return somethingAdded();
      const whose = managesNeed(actor, need) ? text : `${said}\n${text}`;
      const kinds = await this.parts.identities.revealsIdentity(tx, need.householdId, whose);
      if (kinds.length > 0) return new ThanksRevealIdentity(kinds);
      const approved = await this.parts.thanks.decide(tx, row.id, actor.accountId, { approvedText: text });
      await this.parts.news.announce(tx, 'ThanksApproved', need, { thanksId: row.id });
      return approved;
    });
  }

  /** Keeps it from being shown; its words are gone. Announces ThanksRejected to the area. */
  rejectThanks(actor: Actor, input: RejectThanksInput): Promise<ThanksRow | Refusal> {
    return this.decide(actor, 'rejectThanks', input, async (tx, need, row) => {
      const rejected = await this.parts.thanks.decide(tx, row.id, actor.accountId, { rejectionReason: input.reason });
      await append(tx, {
        type: 'ThanksRejected',
        subjectId: need.id,
        audience: areaChainScopes(need.areaCode),
        payload: { needId: need.id, thanksId: row.id, needStatus: need.status },
      });
      return rejected;
    });
  }

  /** Those who serve the area, and staff of a charity that received for the wish. */
  async moderates(statements: Statements, actor: Actor, need: NeedRow): Promise<boolean> {
    if (managesNeed(actor, need)) return true;
    if (actor.apiKey !== undefined) return false;
    const approved = charitiesOf(actor);
    const involved = approved.length === 0 ? [] : await this.parts.news.organisationsOf(statements, need.id);
    return approved.some((id) => involved.includes(id));
  }

  /** What waits for the staff of charities that received for the wish, the longest waiting first; none for anybody else. */
  async listWaiting(actor: Actor, { after, limit }: Parameters<ThanksRepository['listWaiting']>[1]) {
    const { database, news, thanks } = this.parts;
    const charities = actor.apiKey === undefined ? charitiesOf(actor) : [];
    const found: Awaited<ReturnType<ThanksRepository['listWaiting']>> = [];
    let place = after;
    while (charities.length > 0 && found.length < limit) {
      const rows = await thanks.listWaiting(database, { after: place, limit: rowsAtOnce });
      for (const row of rows) {
        const involved = await news.organisationsOf(database, row.needId);
        if (charities.some((id) => involved.includes(id))) found.push(row);
      }
      const last = rows.at(-1);
      if (!last || rows.length < rowsAtOnce) break;
      place = { instant: last.cursorAt, id: last.id };
    }
    return found.slice(0, limit);
  }

  /**
   * The words that wait, for a moderator; each reading is written down. Where they tell who the household is, only those who serve
   * its area read them.
   */
  read(actor: Actor, row: ThanksRow): Promise<OpenThanks> {
    const { audit, database, identities, needs } = this.parts;
    return database.transaction(async (tx) => {
      const need = (await needs.findNeed(tx, row.needId))!;
      if (!(await this.moderates(tx, actor, need))) return { text: undefined, reveals: [] };
      const said = await this.open(tx, need, row);
      const reveals = await identities.revealsIdentity(tx, need.householdId, said);
      const mayRead = reveals.length === 0 || managesNeed(actor, need);
      if (mayRead)
        await audit.record(
          tx,
          wishLine(actor, 'readThanks', { type: 'Need', id: need.id }, { thanksId: row.id, reveals }),
        );
      return { text: mayRead ? said : undefined, reveals };
    });
  }

  private decide(
    actor: Actor,
    operation: string,
    input: { readonly commandId: string; readonly thanksId: string },
    work: (tx: Transaction, need: NeedRow, row: ThanksRow) => Promise<ThanksRow | Refusal>,
  ): Promise<ThanksRow | Refusal> {
    const { audit, database, needs, thanks } = this.parts;
    const id = localId('WishThanks', input.thanksId);
    return database.transaction(async (tx) => {
      const found = await thanks.findThanks(tx, id);
      if (!found) return new NotFound('WishThanks');
      const line = wishLine(actor, operation, { type: 'Need', id: found.needId }, { thanksId: id });
      const once = await audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      const need = (await needs.lockNeed(tx, found.needId))!;
      if (!(await this.moderates(tx, actor, need))) return new NotFound('WishThanks');
      const row = (await thanks.findThanks(tx, id))!;
      if (once === 'repeated') return row;
      return row.status === 'PENDING' ? work(tx, need, row) : new WrongState(row.status, [ThanksStatus.PENDING]);
    });
  }

  private async open(statements: Statements, need: NeedRow, row: ThanksRow): Promise<string> {
    const { household } = (await this.parts.households.findSealed(statements, need.householdId))!;
    return this.parts.vault.openKey(household.id, household.dataKey!).open(placeOf(row.id), row.sealedText!);
  }
}

/** Whether a text is another with parts left out: its pieces between the marks stand in the other, in their order. */
export function isPartOf(text: string, whole: string): boolean {
  let from = 0;
  return text.split(leftOut).every((piece) => {
    const at = whole.indexOf(piece.trim(), from);
    from = at + piece.trim().length;
    return at >= 0;
  });
}

function placeOf(thanksId: string) {
  return { table: 'wish_thanks', column: 'sealed_text', rowId: thanksId };
}

function somethingAdded(): InvalidInput {
  return new InvalidInput('text', {
    zh: '只能删节原文（以“…”标示），不能添加或改写。请改正后重试。',
    en: 'Parts may be left out, each marked by …, and nothing be added or changed. Correct it and try again.',
  });
}

/** The approved charities of which one is staff. */
function charitiesOf(actor: Actor): string[] {
  const staffOf = actor.roles.flatMap((held) =>
    held.role === Role.FEDERATION_STAFF ? (held.organisationId ?? []) : [],
  );
  return organisationsOf(actor, { approvedOnly: true }).filter((id) => staffOf.includes(id));
}
