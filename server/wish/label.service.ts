/** Promises that goods for a wish are labelled by who may, once they were checked, and that a label names nobody. */
import type { CheckWishGoodsInput } from '../../schema/wish/label';
import { localId } from '../../schema/global-id';
import { NeedKind, NeedStatus } from '../../schema/need/enums';
import { CardRevealsIdentity } from '../../schema/need/refusals';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { makeCardCode, readCardCode } from '../household/card-code';
import type { HouseholdService } from '../household/household.service';
import type { Actor } from '../identity/actor';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import { wishLine, type WishNews } from './announcing';
import type { LabelRepository, LabelRow } from './label.repository';
import type { ThanksService } from './thanks.service';

export interface LabelParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly identities: Pick<HouseholdService, 'revealsIdentity'>;
  readonly needs: NeedRepository;
  readonly labels: LabelRepository;
  /** Who looks after a wish: its area, and the charities that received for it. */
  readonly care: Pick<ThanksService, 'moderates'>;
  readonly news: WishNews;
}

const held = [NeedStatus.CLAIMED, NeedStatus.IN_SERVICE];

export class LabelService {
  constructor(private readonly parts: LabelParts) {}

  /** Writes down what was checked for a wish that is held, and by whom; the label is to be printed. Announces WishGoodsChecked. */
  checkWishGoods(actor: Actor, input: CheckWishGoodsInput): Promise<LabelRow | Refusal> {
    const { audit, care, database, labels, needs } = this.parts;
    const { labelId } = input;
    const needId = localId('Need', input.wishId);
    return database.transaction(async (tx) => {
      const line = wishLine(actor, 'checkWishGoods', { type: 'Need', id: needId }, { labelId });
      const once = await audit.recordOnce(tx, line, labelId, input);
      if (isRefusal(once)) return once;
      const need = await needs.lockNeed(tx, needId);
      if (need?.kind !== NeedKind.MICRO_WISH || !(await care.moderates(tx, actor, need))) return new NotFound('Need');
      if (once === 'repeated') return (await labels.findLabel(tx, labelId))!;
      if (!held.includes(need.status)) return new WrongState(need.status, held);
      return this.label(tx, actor, need, input);
    });
  }

  /** The label with a code, for who looks after its wish; undefined for everybody else, whatever the code. */
  async findByCode(actor: Actor, typed: string): Promise<LabelRow | undefined> {
    const { care, database, labels, needs } = this.parts;
    const code = readCardCode(typed);
    const row = code === undefined ? undefined : await labels.findByCode(database, code);
    const need = row && (await needs.findNeed(database, row.needId));
    return need && (await care.moderates(database, actor, need)) ? row : undefined;
  }

  private async label(
    tx: Transaction,
    actor: Actor,
    need: NeedRow,
    input: CheckWishGoodsInput,
  ): Promise<LabelRow | Refusal> {
    const { identities, labels, news } = this.parts;
    const item = requireText('item', input.item ?? need.wishedItem ?? '', { maximum: 60 });
    if (isRefusal(item)) return item;
    const note = input.note == null ? null : requireText('note', input.note, { maximum: 200 });
    if (isRefusal(note)) return note;
    const { labelId: id, quantity, condition } = input;
    if (quantity < 1 || quantity > 1_000) return tooMany();
    const revealed = await identities.revealsIdentity(tx, need.householdId, `${item}\n${note ?? ''}`);
    if (revealed.length > 0) return new CardRevealsIdentity(revealed);
    const code = readCardCode(makeCardCode())!;
    const checkedBy = actor.accountId;
    const row = await labels.insertLabel(tx, { id, needId: need.id, code, item, quantity, condition, note, checkedBy });
    await news.announce(tx, 'WishGoodsChecked', need, { labelId: id });
    return row;
  }
}

function tooMany(): InvalidInput {
  return new InvalidInput('quantity', {
    zh: '数量须为 1 到 1000 的整数。请改正后重试。',
    en: 'The quantity is a whole number from 1 to 1,000. Correct it and try again.',
  });
}
