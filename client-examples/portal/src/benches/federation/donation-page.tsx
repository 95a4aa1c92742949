/** Promises one donation: where each part of it is, what it was set aside for, and its receipt. */
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { announce } from '../../parts/announcer';
import { formatDay, formatFen, formatMoment, formatNumber } from '../../parts/format';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useAnswer } from '../../parts/use-answer';
import { useCommand } from '../../parts/use-command';
import { useActing } from '../../session/acting';
import './bench.css';
import './giving.css';
import { percent } from './budget-bar';
import { worthOf } from './counter-page';
import { OneDonation, ReleaseAllocation, type BalancesFragment, type OneDonationQuery } from './giving.documents';
import { HonourBox } from './honour-box';
import { ReceiptBox } from './receipt-box';
import { federationRoles } from './roles';

type Donation = NonNullable<OneDonationQuery['donation']>;
type AllocationOfDonation = OneDonationQuery['allocations']['edges'][number]['node'];

export function DonationPage() {
  const { donationId } = useParams();
  const { organisationId } = useActing(federationRoles);
  return organisationId === undefined ? null : (
    <OneDonationPage key={donationId} id={donationId!} organisationId={organisationId} />
  );
}

function OneDonationPage({ id, organisationId }: { readonly id: string; readonly organisationId: string }) {
  const { t, language } = useWords('federation');
  const answer = useAnswer(OneDonation, { id, organisationId });
  return (
    <AnswerStates answer={answer}>
      {({ allocations, donation, receiptOfDonation, receiptReviewers }) => {
        if (!donation) return <Notice kind="told">{t('donation.gone')}</Notice>;
        const worth = worthOf(donation);
        const { donorKind, earmark } = donation;
        const said = [
          t(`donorKind.${donorKind}`),
          earmark.projectId ? t('counter.project') : t('counter.unrestricted'),
          ...(earmark.serviceKind ? [t(`serviceKind.${earmark.serviceKind}`)] : []),
          ...(earmark.situation ? [t(`situation.${earmark.situation}`)] : []),
        ];
        return (
          <div className="stack">
            <header className="row">
              <h2 className="big">
                {worth === undefined ? t(`donationForm.${donation.form}`) : formatFen(worth, language)}
              </h2>
              <span className="tag">{t(`donationStatus.${donation.status}`)}</span>
              <span className="soft">{formatMoment(donation.receivedAt ?? donation.pledgedAt, language)}</span>
            </header>
            <p className="soft">{said.join(' · ')}</p>
            <Whereabouts donation={donation} />
            <Given allocations={allocations.edges.map(({ node }) => node)} onReleased={answer.refresh} />
            {donation.status === 'RECEIVED' && (
              <section className="card stack" aria-labelledby="receipt">
                <h2 id="receipt">{t('receipt.title')}</h2>
                <ReceiptBox
                  organisationId={organisationId}
                  donationId={id}
                  receipt={receiptOfDonation ?? undefined}
                  reviewers={receiptReviewers}
                />
              </section>
            )}
            {donation.donorKind === 'INDIVIDUAL' && (
              <section className="card">
                <HonourBox giver={{ donorId: donation.donorId }} />
              </section>
            )}
          </div>
        );
      }}
    </AnswerStates>
  );
}

const books = ['delivered', 'reserved', 'received', 'pledged', 'returned', 'lost', 'expired'] as const;

function Whereabouts({ donation }: { readonly donation: Donation }) {
  const { t, language } = useWords('federation');
  const rows = donation.balances
    ? [{ key: 'money', name: t('donationForm.MONEY'), balances: donation.balances, whole: donation.moneyFen ?? '0' }]
    : donation.lots.map((lot) => ({
        ...{ key: lot.id, name: `${lot.item} · ${lot.quantity} ${lot.unit}`, balances: lot.balances },
        ...{
          whole: lot.quantity,
          hint: lot.expiresOn ? t('lotUntil', { day: formatDay(lot.expiresOn, language) }) : '',
        },
      }));
  const say = (balances: BalancesFragment, book: (typeof books)[number]) =>
    donation.balances ? formatFen(balances[book], language) : formatNumber(Number(balances[book]), language);
  return (
    <section className="card stack" aria-labelledby="whereabouts">
      <h2 id="whereabouts">{t('donation.where')}</h2>
      {rows.map(({ key, name, balances, whole, ...more }) => (
        <div key={key} className="stack tight">
          <p>
            {name} {'hint' in more && <span className="soft">{more.hint}</span>}
          </p>
          <span className="budget-bar books" aria-hidden="true">
            {books.map((book) => (
              <i key={book} className={book} style={{ width: `${percent(balances[book], whole)}%` }} />
            ))}
          </span>
          <dl className="figures books">
            {books
              .filter((book) => balances[book] !== '0')
              .map((book) => (
                <div key={book} className={book}>
                  <dt>{t(`book.${book}`)}</dt>
                  <dd>{say(balances, book)}</dd>
                </div>
              ))}
          </dl>
        </div>
      ))}
    </section>
  );
}

interface GivenProps {
  readonly allocations: readonly AllocationOfDonation[];
  readonly onReleased: () => void;
}

function Given({ allocations, onReleased }: GivenProps) {
  const { t, language } = useWords('federation');
  const [asked, setAsked] = useState<AllocationOfDonation>();
  const command = useCommand(ReleaseAllocation);
  if (allocations.length === 0) return null;
  const tones = { RESERVED: 'amber', DELIVERED: 'pine', RELEASED: '', REVERSED: 'persimmon' };
  return (
    <section className="card stack" aria-labelledby="given">
      <h2 id="given">{t('donation.given')}</h2>
      <ul className="lines">
        {allocations.map((one) => (
          <li key={one.id} className="line">
            <strong>
              {one.item ? `${one.item} ${one.amount} ${one.unit ?? ''}` : formatFen(one.amount, language)}
            </strong>
            <span className="soft">{formatMoment(one.reservedAt, language)}</span>
            <span className={`tag ${tones[one.status]}`}>{t(`allocationStatus.${one.status}`)}</span>
            {one.status === 'RESERVED' && (
              <button type="button" className="quiet-button" onClick={() => setAsked(one)}>
                {t('donation.release')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <Question
          open
          title={t('donation.releaseTitle')}
          yes={t('donation.release')}
          isDanger
          isRunning={command.isRunning}
          onYes={() =>
            void command
              .run((releaseId) => ({ input: { releaseId, allocationId: asked.id } }))
              .then(({ kind }) => {
                if (kind !== 'done') return;
                setAsked(undefined);
                announce(t('donation.released'));
                onReleased();
              })
          }
          onNo={() => setAsked(undefined)}
        >
          <p>{t('donation.releaseText')}</p>
          <OutcomeNotice outcome={command.outcome} />
        </Question>
      )}
    </section>
  );
}
