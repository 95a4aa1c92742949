/** Promises where a gift rests, as one bar for each thing given: what is confirmed first, in words too. */
import { useWords } from '../../language/language';
import { linesOf, restsOf, type Line } from './journey';
import type { GiftFragment } from './gifts.documents';
import { sayAmount } from './say';

export function GiftBars({ gift }: { readonly gift: GiftFragment }) {
  const lines = linesOf(gift).slice(0, 3);
  return (
    <ul className="gift-bars">
      {lines.map((line) => (
        <li key={line.key}>
          <GiftBar line={line} isNamed={lines.length > 1} />
        </li>
      ))}
    </ul>
  );
}

function GiftBar({ line, isNamed }: { readonly line: Line; readonly isNamed: boolean }) {
  const { t, language } = useWords('company');
  const rests = restsOf(line).reverse();
  return (
    <>
      <span className="gift-bar" aria-hidden="true">
        {rests.map(({ stage, share }) => (
          <i key={stage} className={`at-${stage.toLowerCase()}`} style={{ flexGrow: Math.max(share, 0.01) }} />
        ))}
      </span>
      <span className="gift-bar-words soft">
        {isNamed && <strong>{line.item}</strong>}
        {rests.map(({ stage, amount }) => (
          <span key={stage}>
            <i className={`dot at-${stage.toLowerCase()}`} aria-hidden="true" /> {t(`stage.${stage}`)}{' '}
            {sayAmount(line, amount, t, language)}
          </span>
        ))}
      </span>
    </>
  );
}
