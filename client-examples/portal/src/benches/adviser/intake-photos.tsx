/** Promises pictures of what is needed: small, shown before they are sent, for those who serve the household and nobody else. */
import { useEffect, useMemo, useState } from 'react';
import { useWords } from '../../language/language';
import { newId } from '../../parts/new-id';
import { Notice } from '../../parts/notices';
import { smaller } from '../../parts/photo';
import { Camera } from './camera';

export interface TakenPhoto {
  readonly id: string;
  readonly picture: Blob;
}

const photosMaximum = 6;

export interface IntakePhotosProps {
  readonly photos: readonly TakenPhoto[];
  readonly onChange: (change: (photos: readonly TakenPhoto[]) => readonly TakenPhoto[]) => void;
}

export function IntakePhotos({ photos, onChange }: IntakePhotosProps) {
  const { t } = useWords('adviser');
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
      <legend>{t('visit.photos')}</legend>
      <ul className="row">
        {photos.map((photo, index) => (
          <li key={photo.id} className="thumb">
            <Shown picture={photo.picture} alt={t('visit.photo', { number: index + 1 })} />
            <button
              type="button"
              className="quiet-button"
              aria-label={t('visit.removePhoto', { number: index + 1 })}
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
      <p className="soft">{t('intake.photoHint')}</p>
      {isUnreadable && <Notice kind="refused">{t('visit.photoUnreadable')}</Notice>}
    </fieldset>
  );
}

function Shown({ picture, alt }: { readonly picture: Blob; readonly alt: string }) {
  const address = useMemo(() => URL.createObjectURL(picture), [picture]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return <img src={address} alt={alt} />;
}
