/** Promises all that one's organisation gave, the newest first, each with where it is now; what happens meanwhile shows by itself. */
import { useCallback } from 'react';
import { Link } from 'react-router-dom';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { ExportBox } from '../../parts/export-box';
import { ListStates } from '../../parts/list-states';
import { LiveLine } from '../../parts/live-line';
import { useFeed } from '../../parts/use-feed';
import { useList } from '../../parts/use-list';
import { useUrlFilters } from '../../parts/use-url-filters';
import { useActing } from '../../session/acting';
import './bench.css';
import { GiftCard } from './gift-card';
import { GiftProgress, MyGifts, type GiftFragment, type GiftProgressSubscription } from './gifts.documents';
import { companyRoles } from './roles';

type Change = GiftProgressSubscription['donationProgress'];

const choices = { status: ['PLEDGED', 'RECEIVED', 'WITHDRAWN'] } as const;

export function GiftsPage() {
  const { organisationId } = useActing(companyRoles);
  return organisationId === undefined ? null : <Gifts key={organisationId} organisationId={organisationId} />;
}

function Gifts({ organisationId }: { readonly organisationId: string }) {
  const { t } = useWords('company');
  const [{ status }, choose] = useUrlFilters(choices);
  const statuses = status && [status];
  const list = useList(MyGifts, { organisationId, statuses }, (result) => result.donations);
  const { edit } = list;
  const onEvents = useCallback(
    (changes: readonly Change[]) => {
      edit((old) => changes.reduce((gifts, change) => withChange(gifts, change, status), old));
      const last = changes.at(-1)!;
      announce(t(`change.${last.type}`));
    },
    [edit, status, t],
  );
  const feed = useFeed(GiftProgress, { organisationId }, list.first?.feedPosition, onEvents);
  return (
    <div className="stack">
      <div className="row">
        <Link className="go-button" to="/company/give">
          {t('give.title')}
        </Link>
        <span className="row" role="group" aria-label={t('gifts.filter')}>
          {[undefined, ...choices.status].map((one) => (
            <button
              key={one ?? 'ALL'}
              type="button"
              className="quiet-button"
              aria-pressed={status === one}
              onClick={() => choose('status', one)}
            >
              {one ? t(`status.${one}`) : t('gifts.all')}
            </button>
          ))}
        </span>
        <LiveLine feed={feed} onReadAgain={list.refresh} />
      </div>
      <ListStates
        list={list}
        empty={
          <>
            <strong>{t('gifts.empty')}</strong>
            {t('gifts.emptyHint')}
          </>
        }
      >
        <ul className="stack">
          {list.items.map((gift) => (
            <li key={gift.id}>
              <GiftCard gift={gift} />
            </li>
          ))}
        </ul>
      </ListStates>
      <ExportBox
        kinds={[{ name: t('exported'), subject: 'RECORDS', codes: ['DONATIONS_PLEDGED'] }]}
        scope={{ organisationId }}
      />
    </div>
  );
}

/** The gift as it is now, in its place; a new one comes first; one that no longer fits the filter goes. */
function withChange(
  gifts: readonly GiftFragment[],
  { donation }: Change,
  status: string | undefined,
): readonly GiftFragment[] {
  if (!donation) return gifts;
  const fits = status === undefined || donation.status === status;
  const isKnown = gifts.some((gift) => gift.id === donation.id);
  if (!isKnown) return fits ? [donation, ...gifts] : gifts;
  return gifts.flatMap((gift) => (gift.id === donation.id ? (fits ? [donation] : []) : [gift]));
}
