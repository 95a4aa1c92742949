/** Promises areas chosen by their tree: what is chosen stands on top, below it one level at a time; an area means all inside it. */
import { useEffect, useState } from 'react';
import { client } from '../graphql/client';
import { useWords } from '../language/language';
import './area-picker.css';
import { AreaChildren, type AreaChildrenQuery } from './areas.documents';

export interface PickedArea {
  readonly code: string;
  readonly name: string;
}

type Opened = NonNullable<AreaChildrenQuery['area']>;
/** Where choosing begins; with what lies inside it where the page has read that already. */
export type HomeArea = PickedArea & Partial<Pick<Opened, 'parent' | 'children'>>;

/** Below a community nothing is offered: matching never tells in which grid a household lives. */
const communityDigits = 12;

export interface AreaPickerProps {
  readonly legend: string;
  readonly home: HomeArea;
  readonly areas: readonly PickedArea[];
  readonly onChange: (areas: readonly PickedArea[]) => void;
}

export function AreaPicker({ legend, home, areas, onChange }: AreaPickerProps) {
  const { t } = useWords();
  const [code, setCode] = useState(home.code || areas[0]?.code.slice(0, 6) || '');
  const opened = useOpened(code, home);
  const toggle = (one: PickedArea) =>
    // What lies inside what is chosen says nothing more.
    onChange(
      areas.some((area) => area.code === one.code)
        ? areas.filter((area) => area.code !== one.code)
        : [...areas.filter((area) => !area.code.startsWith(one.code)), { code: one.code, name: one.name }],
    );
  return (
    <fieldset className="choices area-picker">
      <legend>{legend}</legend>
      <ul className="row" aria-label={t('areas.chosen')}>
        {areas.map((area) => (
          <li key={area.code}>
            <button type="button" className="quiet-button chosen-area" onClick={() => toggle(area)}>
              {area.name}
              <span aria-hidden="true"> ×</span>
              <span className="unseen">{t('areas.away')}</span>
            </button>
          </li>
        ))}
      </ul>
      {opened && <AreaLevel opened={opened} areas={areas} onToggle={toggle} onOpen={setCode} />}
    </fieldset>
  );
}

interface AreaLevelProps {
  readonly opened: Opened;
  readonly areas: readonly PickedArea[];
  readonly onToggle: (area: PickedArea) => void;
  readonly onOpen: (code: string) => void;
}

/** One area and what lies directly inside it. */
function AreaLevel({ opened, areas, onToggle, onOpen }: AreaLevelProps) {
  const { t } = useWords();
  const isChosen = (one: PickedArea) => areas.some((area) => area.code === one.code);
  const isCovered = (one: PickedArea) => areas.some((area) => one.code !== area.code && one.code.startsWith(area.code));
  return (
    <div className="area-level">
      <div className="row">
        {opened.parent && (
          <button type="button" className="link-button" onClick={() => onOpen(opened.parent!.code)}>
            ← {opened.parent.name}
          </button>
        )}
        <strong>{opened.name}</strong>
        {!isChosen(opened) && !isCovered(opened) && (
          <button type="button" className="link-button" onClick={() => onToggle(opened)}>
            {t('areas.whole', { name: opened.name })}
          </button>
        )}
      </div>
      <ul className="area-children">
        {opened.children.edges.map(({ node }) => (
          <li key={node.code}>
            <label>
              <input
                type="checkbox"
                checked={isChosen(node) || isCovered(node)}
                disabled={isCovered(node)}
                onChange={() => onToggle(node)}
              />
              {node.name}
            </label>
            {node.code.length < communityDigits && (
              <button
                type="button"
                className="link-button"
                aria-label={t('areas.open', { name: node.name })}
                onClick={() => onOpen(node.code)}
              >
                →
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function useOpened(code: string, { children, parent = null, ...home }: HomeArea): Opened | undefined {
  const [opened, setOpened] = useState<Opened>();
  const known = code === home.code && children ? { ...home, parent, children } : undefined;
  const isKnown = known !== undefined;
  useEffect(() => {
    if (code === '' || isKnown) return;
    let isLeft = false;
    void client
      .query<AreaChildrenQuery>(AreaChildren, { code }, { requestPolicy: 'cache-first' })
      .toPromise()
      .then(({ data }) => {
        if (!isLeft && data?.area) setOpened(data.area);
      });
    return () => {
      isLeft = true;
    };
  }, [code, isKnown]);
  return known ?? opened;
}
