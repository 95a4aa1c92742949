/** Promises for which of one's areas one works: the only one, or the one chosen, the same on every page of the bench. */
import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react';
import { useWords } from '../../language/language';
import { useAreaNames, useAreas } from '../../session/acting';
import { adviserRoles } from './roles';

let chosen: string | undefined;
const listeners = new Set<() => void>();
const Area = createContext('');

function choose(code: string): void {
  chosen = code;
  for (const listener of listeners) listener();
}

export function useArea(): string {
  return useContext(Area);
}

/** Draws its children anew for another area. */
export function InArea({ children }: { readonly children: ReactNode }) {
  const { t } = useWords('adviser');
  const areas = useAreas(adviserRoles);
  const nameOf = useAreaNames();
  const wish = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen,
  );
  const area = areas.find((code) => code === wish) ?? areas[0];
  if (area === undefined) return <p>{t('noArea')}</p>;
  return (
    <Area value={area}>
      {areas.length > 1 && (
        <label className="field area-choice">
          {t('area')}
          <select value={area} onChange={(event) => choose(event.currentTarget.value)}>
            {areas.map((code) => (
              <option key={code} value={code}>
                {nameOf(code)}
              </option>
            ))}
          </select>
        </label>
      )}
      <div key={area} className="stack">
        {children}
      </div>
    </Area>
  );
}
