/** Promises which goods and which projects' money fit the claims in hand, claim by claim, newer when something arrives. */
import { useCallback, useMemo, useState } from 'react';
import { Link } from 'react-router-dom';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatDay } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { LiveLine } from '../../parts/live-line';
import { useFeed } from '../../parts/use-feed';
import { useList } from '../../parts/use-list';
import { useActing } from '../../session/acting';
import {
  GoodsFeed,
  GoodsOfClaims,
  type GoodsFeedSubscription,
  type GoodsOfClaimsQuery,
  type GoodsOfClaimsQueryVariables,
} from './goods.documents';
import { organisationRoles } from './roles';
import { Supplies } from './supplies';
import './board.css';
import './supplies.css';

type Claim = GoodsOfClaimsQuery['claims']['edges'][number]['node'];
type Arrival = GoodsFeedSubscription['goodsForMyClaims'];

export function GoodsPage() {
  const { organisationId } = useActing(organisationRoles);
  return organisationId === undefined ? null : <FittingGoods key={organisationId} organisationId={organisationId} />;
}

function FittingGoods({ organisationId }: { readonly organisationId: string }) {
  const { t } = useWords('organisation');
  const variables = useMemo(() => ({ organisationId }), [organisationId]);
  const list = useList<Claim, GoodsOfClaimsQuery, GoodsOfClaimsQueryVariables>(
    GoodsOfClaims,
    variables,
    (answer) => answer.claims,
  );
  const { first, items, refresh } = list;
  /** Followed from where the page was read first; reading it again breaks no line. */
  const [position, setPosition] = useState<string>();
  if (position === undefined && first) setPosition(first.feedPosition);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const onEvents = useCallback(
    (arrivals: readonly Arrival[]) => {
      const ids = arrivals.flatMap(({ claims }) => claims.map(({ id }) => id));
      setFresh((old) => new Set([...old, ...ids]));
      announce(t('goods.arrived', { count: new Set(ids).size }));
      refresh();
    },
    [refresh, t],
  );
  const feed = useFeed(GoodsFeed, variables, position, onEvents);
  const served = items.filter(({ fittingSupplies }) => fittingSupplies?.length);
  const others = items.length - served.length;
  return (
    <div className="stack">
      <p className="soft">{t('goods.intro')}</p>
      <LiveLine feed={feed} onReadAgain={refresh} />
      <ListStates
        list={list}
        empty={
          <>
            <strong>{t('goods.empty')}</strong>
            <Link to="/organisation">{t('board.emptyHint')}</Link>
          </>
        }
      >
        {served.map((claim) => (
          <ClaimGoods key={claim.id} claim={claim} isFresh={fresh.has(claim.id)} />
        ))}
        {others > 0 && <p className="soft goods-others">{t('goods.others', { count: others })}</p>}
      </ListStates>
    </div>
  );
}

function ClaimGoods({ claim, isFresh }: { readonly claim: Claim; readonly isFresh: boolean }) {
  const { t, language } = useWords('organisation');
  const { need, fittingSupplies } = claim;
  const title = need ? t(`serviceKind.${need.serviceKind}`) : t('board.unseen');
  return (
    <section className="card goods-of" data-claim={claim.id} aria-label={title}>
      <header className="claim-head">
        <h2>{title}</h2>
        <span className="tag">{t(`claimStatus.${claim.status}`)}</span>
        {isFresh && <span className="tag pine">{t('goods.fresh')}</span>}
        <span className="soft need-where">
          {[need?.area?.name, need?.wantedBy && t('feed.wantedBy', { day: formatDay(need.wantedBy, language) })]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </header>
      <p className="goods-need">{need?.cardText ?? t('board.unseenText')}</p>
      <Supplies claim={claim} supplies={fittingSupplies ?? []} />
    </section>
  );
}
