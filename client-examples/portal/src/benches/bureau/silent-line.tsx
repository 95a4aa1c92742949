/** Promises why an area stands where it does: the households expected beside those seen, and how sure that is. */
import { useWords } from '../../language/language';
import { formatNumber } from '../../parts/format';
import type { Gap } from './read';

export interface SilentLineProps {
  readonly gap: Gap;
  /** The longest bar of the list. */
  readonly most: number;
  readonly onOpen: (code: string) => void;
}

export function SilentLine({ gap, most, onOpen }: SilentLineProps) {
  const { t, language } = useWords('bureau');
  const say = (value: number) => formatNumber(Math.round(value * 10) / 10, language);
  const { observedHouseholds: observed, expectedHouseholds: expected } = gap;
  const name = [gap.area?.parent?.name, gap.area?.name].filter(Boolean).join(' · ');
  return (
    <li className="gap-line">
      <span className="gap-rank">{gap.rank}</span>
      <div className="stack gap-why">
        {gap.areaCode.length <= 12 ? (
          <button type="button" className="link-button" onClick={() => onOpen(gap.areaCode)}>
            {name}
          </button>
        ) : (
          <strong>{name}</strong>
        )}
        <dl className="gap-bars">
          <dt>{t('silent.expected')}</dt>
          <dd>
            <span className="gap-bar expected" style={{ width: `${(expected / most) * 100}%` }} />
            {say(expected)}
          </dd>
          <dt>{t('silent.observed')}</dt>
          <dd>
            {observed == null ? (
              <span className="soft">{t('figure.withheld')}</span>
            ) : (
              <>
                <span className="gap-bar" style={{ width: `${(observed / most) * 100}%` }} />
                {say(observed)}
              </>
            )}
          </dd>
        </dl>
      </div>
      <p className="gap-told">
        <strong>{gap.gap > 0 ? t('silent.missing', { value: say(gap.gap) }) : t('silent.notMissing')}</strong>
        <span className="soft">
          {t('silent.between', {
            low: say(gap.gapLow),
            high: say(gap.gapHigh),
            residents: formatNumber(gap.residents, language),
          })}
        </span>
      </p>
    </li>
  );
}
