/** Promises where the work of the day lies: each place with what is to be done there; a tap shows only that place. */
import { useMemo, useState } from 'react';
import { useWords } from '../../language/language';
import { AreaMap } from '../../parts/area-map';
import { formatNumber } from '../../parts/format';
import type { TodayRead } from './use-today';

export interface TodayMapProps {
  readonly today: TodayRead;
  readonly chosen: string | undefined;
  readonly onChoose: (code: string | undefined) => void;
}

/** There is nothing to see on a map of one place. */
export function TodayMap({ today, chosen, onChoose }: TodayMapProps) {
  const { t, language } = useWords('adviser');
  const [isOpen, setOpen] = useState(false);
  const { list, revisits, warnings } = today;
  const area = list.first?.area;
  const places = useMemo(() => {
    const codes = [
      ...[...list.items, ...revisits].map((one) => one.areaCode),
      ...warnings.flatMap((warning) => (warning.household ? [warning.household.areaCode] : [])),
    ];
    return (area?.children.edges ?? []).map(({ node: { code, name } }) => ({
      ...{ code, name, value: codes.filter((one) => one.startsWith(code)).length },
    }));
  }, [area, list.items, revisits, warnings]);
  if (!area || places.length < 2) return null;
  const chosenName = places.find(({ code }) => code === chosen)?.name;
  return (
    <div className="stack">
      <div className="row">
        <button type="button" className="quiet-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('today.mapHide') : t('today.mapShow')}
        </button>
        {chosenName !== undefined && (
          <>
            <span className="tag pine">{t('today.inPlace', { place: chosenName })}</span>
            <button type="button" className="quiet-button" onClick={() => onChoose(undefined)}>
              {t('today.everywhere')}
            </button>
          </>
        )}
      </div>
      {isOpen && (
        <AreaMap
          title={t('today.map')}
          valueTitle={t('today.mapValue')}
          areas={places}
          blocks={[area]}
          format={(value) => formatNumber(value, language)}
          chosen={chosen}
          onChoose={(code) => onChoose(code === chosen ? undefined : code)}
        />
      )}
    </div>
  );
}
