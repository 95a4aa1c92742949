/** Promises pictures that were just taken: made small, shown before they are sent, taken away by one tap. */
import { useEffect, useMemo, useState } from 'react';
import { useWords } from '../language/language';
import { Camera } from './camera';
import './choices.css';
import { newId } from './new-id';
import { Notice } from './notices';
import { smaller } from './photo';

export interface TakenPhoto {
  readonly id: string;
  readonly picture: Blob;
}

const photosMaximum = 6;

export interface TakenPhotosProps {
  readonly photos: readonly TakenPhoto[];
  /** Who will see them. */
  readonly hint: string;
  readonly onChange: (change: (photos: readonly TakenPhoto[]) => readonly TakenPhoto[]) => void;
}

export function TakenPhotos({ photos, hint, onChange }: TakenPhotosProps) {
  const { t } = useWords();
  const [isUnreadable, setUnreadable] = useState(false);
  const add = async (files: readonly File[]) => {
    setUnreadable(false);
    try {
      for (const file of files) {
        const taken = { id: newId(), picture: await smaller(file) };
        onChange((old) => [...old, taken].slice(0, photosMaximum));
      }
    } catch {
      setUnreadable(true);
    }
  };
  return (
    <fieldset className="choices">
      <legend>{t('photo.title')}</legend>
      <ul className="row">
        {photos.map((photo, index) => (
          <li key={photo.id} className="thumb">
            <Shown picture={photo.picture} alt={t('photo.number', { number: index + 1 })} />
            <button
              type="button"
              className="quiet-button"
              aria-label={t('photo.remove', { number: index + 1 })}
              onClick={() => onChange((old) => old.filter((one) => one !== photo))}
            >
              ✕
            </button>
          </li>
        ))}
        {photos.length < photosMaximum && (
          <li>
            <Camera onTaken={(files) => void add(files)} />
          </li>
        )}
      </ul>
      <p className="soft">{hint}</p>
      {isUnreadable && <Notice kind="refused">{t('photo.unreadable')}</Notice>}
    </fieldset>
  );
}

function Shown({ picture, alt }: { readonly picture: Blob; readonly alt: string }) {
  const address = useMemo(() => URL.createObjectURL(picture), [picture]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return <img src={address} alt={alt} />;
}
