/** Promises one gift whole: its journey as a line, live; every part of it and where it went; its receipt; and changing or taking back a promise. */
import { useCallback } from 'react';
import { Link, useParams } from 'react-router-dom';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatDay, formatFen, formatMoment } from '../../parts/format';
import { goodsValue } from '../../parts/lots';
import { ListStates } from '../../parts/list-states';
import { LiveLine } from '../../parts/live-line';
import { useFeed } from '../../parts/use-feed';
import { useList } from '../../parts/use-list';
import { useActing } from '../../session/acting';
import './bench.css';
import { ChangePledge } from './change-pledge';
import { Purposes } from './gift-card';
import { GiftJourney, GiftProgress, type GiftFragment, type GiftProgressSubscription } from './gifts.documents';
import { linesOf } from './journey';
import { JourneyLine } from './journey-line';
import { PartsList } from './parts-list';
import { ReceiptCard } from './receipt-card';
import { companyRoles } from './roles';
import { sayGift } from './say';

export function GiftPage() {
  const { organisationId } = useActing(companyRoles);
  const { giftId } = useParams();
  if (organisationId === undefined || giftId === undefined) return null;
  return <Gift key={giftId} organisationId={organisationId} giftId={giftId} />;
}

function Gift({ organisationId, giftId }: { readonly organisationId: string; readonly giftId: string }) {
  const { t } = useWords('company');
  const list = useList(GiftJourney, { id: giftId }, (result) => result.donation?.journey);
  const { refresh } = list;
  const onEvents = useCallback(
    (changes: readonly GiftProgressSubscription['donationProgress'][]) => {
      announce(t(`change.${changes.at(-1)!.type}`));
      refresh();
    },
    [refresh, t],
  );
  const variables = { organisationId, donationId: giftId };
  const feed = useFeed(GiftProgress, variables, list.first?.feedPosition, onEvents);
  const gift = list.first?.donation;
  return (
    <div className="stack">
      <div className="row">
        <Link to="/company">{t('gift.back')}</Link>
        <LiveLine feed={feed} onReadAgain={refresh} />
      </div>
      {gift && <GiftHead gift={gift} onChanged={refresh} />}
      {gift && gift.stations.length > 0 && (
        <section className="card stack" aria-labelledby="journey-title">
          <h2 id="journey-title">{t('journey.title')}</h2>
          {linesOf(gift).map((line) => (
            <JourneyLine key={line.key} line={line} />
          ))}
        </section>
      )}
      {gift?.receipt && <ReceiptCard receipt={gift.receipt} />}
      <section className="stack" aria-labelledby="parts-title">
        {gift && <h2 id="parts-title">{t('parts.title')}</h2>}
        {gift && <p className="soft">{t('parts.privacy')}</p>}
        <ListStates list={list} empty={t('parts.empty')}>
          <PartsList parts={list.items} form={gift?.form ?? 'MONEY'} />
        </ListStates>
      </section>
    </div>
  );
}

function GiftHead({ gift, onChanged }: { readonly gift: GiftFragment; readonly onChanged: () => void }) {
  const { t, language } = useWords('company');
  return (
    <section className="card stack gift-head" aria-labelledby="gift-title">
      <div className="row">
        <h2 id="gift-title" className="big">
          {sayGift(gift, t, language)}
        </h2>
        <span className="tag">{t(`status.${gift.status}`)}</span>
        {gift.revision > 0 && <span className="tag">{t('gift.revised', { count: gift.revision })}</span>}
      </div>
      <dl className="facts">
        <div>
          <dt>{t('gift.to')}</dt>
          <dd>{gift.recipient?.name}</dd>
        </div>
        <div>
          <dt>{t('gift.for')}</dt>
          <dd className="row">
            {gift.form === 'SERVICE' && gift.service ? (
              <span className="tag plum">{t(`serviceKind.${gift.service.offering.serviceKind}`)}</span>
            ) : (
              <Purposes gift={gift} />
            )}
          </dd>
        </div>
        <div>
          <dt>{t('gift.pledgedAt')}</dt>
          <dd>{formatMoment(gift.pledgedAt, language)}</dd>
        </div>
        {gift.receivedAt && (
          <div>
            <dt>{t('gift.receivedAt')}</dt>
            <dd>{formatMoment(gift.receivedAt, language)}</dd>
          </div>
        )}
        {gift.form === 'GOODS' && (
          <div>
            <dt>{t('gift.value')}</dt>
            <dd>{formatFen(goodsValue(gift.lots), language)}</dd>
          </div>
        )}
      </dl>
      {gift.lots.length > 0 && <Lots gift={gift} />}
      {gift.status === 'PLEDGED' && <ChangePledge gift={gift} onChanged={onChanged} />}
    </section>
  );
}

function Lots({ gift }: { readonly gift: GiftFragment }) {
  const { t, language } = useWords('company');
  return (
    <ul className="lots">
      {gift.lots.map((lot) => (
        <li key={lot.id} className="row">
          <strong>{lot.item}</strong>
          <span>{`${lot.quantity} ${lot.unit} × ${formatFen(lot.unitValueFen, language)}`}</span>
          <span className="tag">{t(`condition.${lot.condition}`)}</span>
          <span className="tag">{t(`valueKind.${lot.valueKind}`)}</span>
          {lot.expiresOn && (
            <span className="soft">{t('gift.expires', { day: formatDay(lot.expiresOn, language) })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
