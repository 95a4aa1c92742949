/** Promises goods and money that fit one claim, each with how much, until when, where, on which terms, and how to ask for it. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatDay } from '../../parts/format';
import { today } from '../../parts/today';
import { daysLeft, nearnessOf, questionOf, soonDays, termsOf, whatOf, type SuppliedClaim, type Supply } from './supply';

export interface SuppliesProps {
  readonly claim: SuppliedClaim;
  readonly supplies: readonly Supply[];
}

export function Supplies({ claim, supplies }: SuppliesProps) {
  const { t } = useWords('organisation');
  if (supplies.length === 0) return <p className="soft">{t('goods.none')}</p>;
  return (
    <ul className="supplies">
      {supplies.map((supply, index) => (
        <SupplyLine key={index} claim={claim} supply={supply} />
      ))}
    </ul>
  );
}

function SupplyLine({ claim, supply }: { readonly claim: SuppliedClaim; readonly supply: Supply }) {
  const { t, language } = useWords('organisation');
  const told = { t, language };
  const left = daysLeft(supply, today());
  const facts = [
    supply.condition && t(`condition.${supply.condition}`),
    nearnessOf(supply, claim, told),
    ...termsOf(supply, told),
  ];
  return (
    <li className={`supply ${supply.form.toLowerCase()}`}>
      <Picture form={supply.form} />
      <div className="supply-words">
        <div className="supply-name">
          <strong>{whatOf(supply, told)}</strong>
          {left !== undefined && (
            <span className={`tag ${left <= soonDays ? 'amber' : ''}`}>
              {left <= soonDays
                ? t('goods.daysLeft', { count: left })
                : t('goods.expires', { day: formatDay(supply.expiresOn!, language) })}
            </span>
          )}
        </div>
        <p className="soft claim-facts">{facts.filter(Boolean).join(' · ')}</p>
        <Ask question={questionOf(supply, claim, told)} charity={supply.charity.name} />
      </div>
    </li>
  );
}

/** A box, or a coin: seen before it is read. */
function Picture({ form }: Pick<Supply, 'form'>) {
  return (
    <svg className="supply-picture" viewBox="0 0 32 32" aria-hidden="true">
      {form === 'MONEY' ? (
        <>
          <circle cx="16" cy="16" r="11" />
          <path d="M11 9.5l5 6.5 5-6.5M16 16v7M11.5 17.5h9M11.5 20.5h9" />
        </>
      ) : (
        <path d="M5 11l11-5 11 5v11l-11 5-11-5zM5 11l11 5 11-5M16 16v11M10.5 8.5l11 5" />
      )}
    </svg>
  );
}

/** There is no form for it: the charity is asked by a message, whose words are at hand. */
function Ask({ question, charity }: { readonly question: string; readonly charity: string }) {
  const { t } = useWords('organisation');
  const [isOpen, setOpen] = useState(false);
  const copy = async () => {
    const copied = await navigator.clipboard.writeText(question).then(
      () => true,
      () => false,
    );
    announce(t(copied ? 'goods.copied' : 'goods.copyByHand'));
  };
  return (
    <>
      <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('goods.ask', { charity })}
      </button>
      {isOpen && (
        <div className="supply-ask">
          <p>{question}</p>
          <button type="button" className="quiet-button" onClick={() => void copy()}>
            {t('goods.copy')}
          </button>
        </div>
      )}
    </>
  );
}
