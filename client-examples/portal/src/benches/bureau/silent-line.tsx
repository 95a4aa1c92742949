/** Promises why an area stands where it does: the households expected beside those seen, what is missing between, and how sure that is. */
import { useWords } from '../../language/language';
import { formatNumber } from '../../parts/format';
import type { Gap } from './read';

export interface SilentLineProps {
  readonly gap: Gap;
  /** The longest bar of the list. */
  readonly most: number;
  readonly isChosen: boolean;
  readonly onChoose: (code: string) => void;
}

export function SilentLine({ gap, most, isChosen, onChoose }: SilentLineProps) {
  const { t, language } = useWords('bureau');
  const say = (value: number) => formatNumber(Math.round(value * 10) / 10, language);
  const { observedHouseholds: observed, expectedHouseholds: expected } = gap;
  const share = (value: number) => `${Math.min(100, (value / most) * 100)}%`;
  return (
    <li className={`gap-line ${isChosen ? 'chosen' : ''}`} data-gap={gap.areaCode}>
      <span className="gap-rank">{gap.rank}</span>
      <div className="gap-why">
        <button type="button" className="link-button" aria-pressed={isChosen} onClick={() => onChoose(gap.areaCode)}>
          {nameOf(gap)}
        </button>
        <strong className={gap.gap > 0 ? 'gap-missing' : 'soft'}>
          {gap.gap > 0 ? t('silent.missing', { value: say(gap.gap) }) : t('silent.notMissing')}
        </strong>
      </div>
      <div className="gap-picture" aria-hidden="true">
        <span className={`gap-track ${observed == null ? 'withheld' : ''}`} style={{ width: share(expected) }} />
        {observed != null && <span className="gap-seen" style={{ width: share(observed) }} />}
      </div>
      <dl className="gap-figures">
        <div>
          <dt>{t('silent.expected')}</dt>
          <dd>{say(expected)}</dd>
        </div>
        <div>
          <dt>{t('silent.observed')}</dt>
          <dd>{observed == null ? <span className="tag">{t('figure.withheld')}</span> : say(observed)}</dd>
        </div>
      </dl>
    </li>
  );
}

/** Communities and grids are named with what they lie in. */
export function nameOf(gap: Gap): string {
  const own = gap.area?.name ?? gap.areaCode;
  return gap.areaCode.length > 9 && gap.area?.parent ? `${gap.area.parent.name} · ${own}` : own;
}
