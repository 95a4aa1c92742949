/** Promises one wish: the words of the card, what is held of its price, and a share of any size up to what is missing. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatFen } from '../../parts/format';
import { fenOfYuan, yuanOfFen } from '../../parts/money';
import { OutcomeNotice } from '../../parts/notices';
import { useCommand } from '../../parts/use-command';
import { Bar } from '../../parts/bar';
import { shareOf } from './journey';
import { ShareWish, type OpenWishesQuery } from './wishes.documents';

type Need = OpenWishesQuery['needs']['edges'][number]['node'];

export interface WishCardProps {
  readonly need: Need;
  readonly organisationId: string;
  readonly charities: readonly { readonly id: string; readonly name: string }[];
  readonly onShared: () => void;
}

export function WishCard({ need, organisationId, charities, onShared }: WishCardProps) {
  const { t, language } = useWords('company');
  const wish = need.wish!;
  const { run, isRunning, outcome } = useCommand(ShareWish);
  const [yuan, setYuan] = useState(yuanOfFen(wish.openFen));
  const fen = fenOfYuan(yuan);
  const isRight = fen !== undefined && fen !== '0' && BigInt(fen) <= BigInt(wish.openFen);
  const [charity] = charities;
  const share = async () => {
    const ended = await run((shareId) => ({
      input: {
        ...{ shareId, wishId: need.id, amountFen: fen! },
        ...{ donorOrganisationId: organisationId, recipientOrganisationId: charity!.id },
      },
    }));
    if (ended.kind !== 'done') return;
    announce(t('wishes.shared', { amount: formatFen(ended.answer.amountFen, language) }));
    onShared();
  };
  const held = shareOf(BigInt(wish.heldFen), BigInt(wish.priceFen));
  return (
    <article className="card stack wish" data-wish={need.id}>
      <h2>{wish.item ?? t('serviceKind.MICRO_WISH')}</h2>
      <p>{need.cardText}</p>
      <span className="soft">{need.area?.name}</span>
      <Bar percent={held * 100} />
      <p className="row">
        <strong>{t('wishes.missing', { amount: formatFen(wish.openFen, language) })}</strong>
        <span className="soft">{t('wishes.price', { amount: formatFen(wish.priceFen, language) })}</span>
      </p>
      <form
        className="row wish-share"
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight && charity) void share();
        }}
      >
        <label className="field">
          {t('give.amount')}
          <input
            inputMode="decimal"
            autoComplete="off"
            value={yuan}
            aria-invalid={!isRight}
            onChange={(event) => setYuan(event.target.value)}
          />
        </label>
        <Button type="primary" htmlType="submit" loading={isRunning} disabled={!isRight || !charity}>
          {t('wishes.share')}
        </Button>
      </form>
      <OutcomeNotice outcome={outcome} />
    </article>
  );
}
