/** Promises the counter: a donation taken in within a minute and its receipt in the hand, and below what was given before. */
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useWords } from '../../language/language';
import { formatFen, formatMoment } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { Notice } from '../../parts/notices';
import { useList } from '../../parts/use-list';
import { useUrlFilters } from '../../parts/use-url-filters';
import { useActing } from '../../session/acting';
import './bench.css';
import './giving.css';
import { Exports } from './exports';
import { Counter as CounterQuestion, type CounterQuery, type CounterQueryVariables } from './giving.documents';
import type { DonationSumsFragment } from './giving.documents';
import { HonourBox } from './honour-box';
import { Intake } from './intake';
import { ReceiptBox } from './receipt-box';
import { federationRoles } from './roles';
import type { Taken } from './use-taking-in';

const choices = { status: ['PLEDGED', 'RECEIVED', 'WITHDRAWN'] } as const;

export function CounterPage() {
  const { organisationId } = useActing(federationRoles);
  return organisationId === undefined ? null : <CounterOf key={organisationId} organisationId={organisationId} />;
}

function CounterOf({ organisationId }: { readonly organisationId: string }) {
  const { t } = useWords('federation');
  const [filters, choose] = useUrlFilters(choices);
  const list = useList<DonationSumsFragment, CounterQuery, CounterQueryVariables>(
    CounterQuestion,
    { organisationId, statuses: filters.status && [filters.status] },
    (answer) => answer.donations,
  );
  const [taken, setTaken] = useState<Taken>();
  const ground = list.first;
  const names = new Map(
    [...(ground?.charityProjects.edges ?? []), ...(ground?.organisations.edges ?? [])].map(({ node }) => [
      node.id,
      node.name,
    ]),
  );
  return (
    <div className="stack">
      {ground && taken === undefined && (
        <Intake
          organisationId={organisationId}
          ground={ground}
          onTaken={(next) => {
            setTaken(next);
            list.refresh();
          }}
        />
      )}
      {ground && taken !== undefined && (
        <TakenIn organisationId={organisationId} ground={ground} taken={taken} onNext={() => setTaken(undefined)} />
      )}
      <div className="row">
        <h2>{t('counter.list')}</h2>
        {([undefined, ...choices.status] as const).map((status) => (
          <button
            key={status ?? 'ALL'}
            type="button"
            className="quiet-button"
            aria-pressed={filters.status === status}
            onClick={() => choose('status', status)}
          >
            {status ? t(`donationStatus.${status}`) : t('projects.all')}
          </button>
        ))}
      </div>
      <ListStates list={list} empty={<strong>{t('counter.empty')}</strong>}>
        <ul className="lines">
          {list.items.map((donation) => (
            <DonationRow key={donation.id} donation={donation} names={names} />
          ))}
        </ul>
      </ListStates>
      <Exports
        organisationId={organisationId}
        codes={['DONATIONS_RECEIVED', 'RECEIPTS_ISSUED', 'HELP_DELIVERED_VALUE']}
      />
    </div>
  );
}

interface TakenInProps {
  readonly organisationId: string;
  readonly ground: CounterQuery;
  readonly taken: Taken;
  readonly onNext: () => void;
}

/** Companies agree to be named by themselves; who comes to the counter agrees there. */
const counterKinds = ['SHOP', 'INDIVIDUAL'];

function TakenIn({ organisationId, ground, taken, onNext }: TakenInProps) {
  const { t, language } = useWords('federation');
  const { giver } = taken;
  const kindOf = (id: string) => ground.organisations.edges.find(({ node }) => node.id === id)?.node.kind ?? '';
  const isAtCounter = giver && ('donorId' in giver || counterKinds.includes(kindOf(giver.organisationId)));
  return (
    <section className="card stack" aria-label={t('counter.taken')}>
      <Notice
        kind="done"
        action={
          <button type="button" className="quiet-button" onClick={onNext}>
            {t('counter.next')}
          </button>
        }
      >
        {t('counter.takenSum', { money: formatFen(taken.fen, language) })}
      </Notice>
      <ReceiptBox
        key={taken.id}
        organisationId={organisationId}
        donationId={taken.id}
        receipt={undefined}
        reviewers={ground.receiptReviewers}
      />
      {isAtCounter && <HonourBox giver={giver} />}
    </section>
  );
}

/** What it is worth, of money and of goods; undefined of services. */
export function worthOf({ moneyFen, lots }: DonationSumsFragment): string | undefined {
  if (moneyFen != null) return moneyFen;
  if (lots.length === 0) return undefined;
  return String(lots.reduce((sum, one) => sum + BigInt(one.quantity) * BigInt(one.unitValueFen), 0n));
}

interface DonationRowProps {
  readonly donation: DonationSumsFragment;
  readonly names: ReadonlyMap<string, string>;
}

function DonationRow({ donation, names }: DonationRowProps) {
  const { t, language } = useWords('federation');
  const { donorKind, donorOrganisationId, earmark, form, id, lots, pledgedAt, receivedAt, status } = donation;
  const worth = worthOf(donation);
  const tones = { PLEDGED: 'amber', RECEIVED: 'pine', WITHDRAWN: '' };
  return (
    <li className="card line" data-donation={id}>
      <Link to={id} className="line-main">
        <strong>{worth === undefined ? t(`donationForm.${form}`) : formatFen(worth, language)}</strong>
        {lots.length > 0 && (
          <span className="soft">{lots.map((one) => `${one.item} ${one.quantity} ${one.unit}`).join('、')}</span>
        )}
      </Link>
      <span>{(donorOrganisationId && names.get(donorOrganisationId)) ?? t(`donorKind.${donorKind}`)}</span>
      <span className="soft">
        {earmark.projectId ? (names.get(earmark.projectId) ?? t('counter.otherProject')) : t('counter.unrestricted')}
      </span>
      <span className="soft">{formatMoment(receivedAt ?? pledgedAt, language)}</span>
      <span className={`tag ${tones[status]}`}>{t(`donationStatus.${status}`)}</span>
    </li>
  );
}
