/** Promises a gallery of wishes that are open, each with what is still missing, and one's own shares with how far they came. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { ListStates } from '../../parts/list-states';
import { useList } from '../../parts/use-list';
import { useActing } from '../../session/acting';
import './bench.css';
import { companyRoles } from './roles';
import { Shares } from './shares';
import { WishCard } from './wish-card';
import { OpenWishes } from './wishes.documents';

export function WishesPage() {
  const { organisationId } = useActing(companyRoles);
  return organisationId === undefined ? null : <Wishes key={organisationId} organisationId={organisationId} />;
}

function Wishes({ organisationId }: { readonly organisationId: string }) {
  const { t } = useWords('company');
  const list = useList(OpenWishes, {}, (result) => result.needs);
  const [turn, setTurn] = useState(0);
  const [showsShares, setShowsShares] = useState(false);
  const open = list.items.filter((need) => need.wish && need.wish.openFen !== '0');
  const charities = list.first?.organisations.edges.map((edge) => edge.node) ?? [];
  const shared = () => {
    list.refresh();
    setTurn((old) => old + 1);
    setShowsShares(true);
  };
  return (
    <div className="stack">
      <p className="soft">{t('wishes.hint')}</p>
      <ListStates
        list={{ ...list, items: open }}
        empty={
          <>
            <strong>{t('wishes.none')}</strong>
            {t('wishes.noneHint')}
          </>
        }
      >
        <ul className="gallery">
          {open.map((need) => (
            <li key={need.id}>
              <WishCard need={need} organisationId={organisationId} charities={charities} onShared={shared} />
            </li>
          ))}
        </ul>
      </ListStates>
      <details
        className="stack"
        open={showsShares}
        onToggle={({ currentTarget }) => setShowsShares(currentTarget.open)}
      >
        <summary>{t('wishes.mine')}</summary>
        {showsShares && <Shares key={turn} organisationId={organisationId} onWithdrawn={shared} />}
      </details>
    </div>
  );
}
