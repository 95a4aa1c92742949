/** Promises the choice of period and area above figures: buttons for periods, the way up and down the tree of areas. */
import type { ReactNode } from 'react';
import { useWords } from '../../language/language';
import { formatDay } from '../../parts/format';
import type { AreaWithChildrenFragment } from './figures.documents';
import type { BureauScope } from './use-scope';

export interface ScopeBarProps {
  readonly scope: BureauScope;
  readonly area: AreaWithChildrenFragment | null | undefined;
  readonly children?: ReactNode;
}

export function ScopeBar({ scope, area, children }: ScopeBarProps) {
  const { t, language } = useWords('bureau');
  return (
    <div className="scope-bar">
      <div className="row" role="group" aria-label={t('scope.period')}>
        {scope.periods.map((period) => (
          <button
            key={period}
            type="button"
            className="quiet-button"
            aria-pressed={scope.period === period}
            onClick={() => scope.choosePeriod(period)}
          >
            {t(`period.${period}`)}
          </button>
        ))}
      </div>
      {area && <AreaChoice scope={scope} area={area} />}
      <p className="soft scope-days">
        {t('scope.days', { from: formatDay(scope.days.from, language), to: formatDay(scope.days.to, language) })}
      </p>
      {children}
    </div>
  );
}

function AreaChoice({ scope, area }: { readonly scope: BureauScope; readonly area: AreaWithChildrenFragment }) {
  const { t } = useWords('bureau');
  const children = area.children.edges.map(({ node }) => node);
  const isOwn = area.code === scope.ownArea;
  return (
    <label className="row area-choice">
      <span className="unseen">{t('scope.area')}</span>
      <select value={area.code} onChange={(event) => scope.chooseArea(event.currentTarget.value)}>
        {!isOwn && area.parent && <option value={area.parent.code}>↑ {area.parent.name}</option>}
        <option value={area.code}>{area.name}</option>
        {children.map(({ code, name }) => (
          <option key={code} value={code}>
            　{name}
          </option>
        ))}
      </select>
    </label>
  );
}
