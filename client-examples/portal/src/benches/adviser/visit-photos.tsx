/** Promises pictures of a visit: from the camera, made small, kept on the device with the draft, and shown before they are sent. */
import { useEffect, useState } from 'react';
import { useWords } from '../../language/language';
import { Camera } from '../../parts/camera';
import { forget, keep, keptThing } from '../../parts/kept';
import { newId } from '../../parts/new-id';
import { Notice } from '../../parts/notices';
import { smaller } from '../../parts/photo';
import type { Change, KeptPhoto, VisitDraft } from './visit-draft';

const photosMaximum = 6;

export interface VisitPhotosProps {
  readonly draft: VisitDraft;
  readonly isFixed: boolean;
  readonly change: Change;
}

export function VisitPhotos({ draft, isFixed, change }: VisitPhotosProps) {
  const { t } = useWords('adviser');
  const [isUnreadable, setUnreadable] = useState(false);
  const add = async (files: readonly File[]) => {
    setUnreadable(false);
    const added: string[] = [];
    try {
      for (const file of files.slice(0, photosMaximum - draft.photoIds.length)) {
        const picture = await smaller(file);
        const { accountId, begunAt } = draft;
        const photo: KeptPhoto = { id: newId(), accountId, begunAt, visitId: draft.id, picture };
        await keep('photos', photo);
        added.push(photo.id);
      }
    } catch {
      setUnreadable(true);
    }
    if (added.length > 0) change((now) => ({ photoIds: [...now.photoIds, ...added] }));
  };
  const remove = async (id: string) => {
    change({ photoIds: draft.photoIds.filter((one) => one !== id) });
    await forget({ photos: [id] });
  };
  return (
    <fieldset className="choices" disabled={isFixed}>
      <legend>{t('visit.photos')}</legend>
      <ul className="row">
        {draft.photoIds.map((id, index) => (
          <li key={id} className="thumb">
            <Thumb id={id} accountId={draft.accountId} alt={t('visit.photo', { number: index + 1 })} />
            <button
              type="button"
              className="quiet-button"
              aria-label={t('visit.removePhoto', { number: index + 1 })}
              onClick={() => void remove(id)}
            >
              ✕
            </button>
          </li>
        ))}
        {draft.photoIds.length < photosMaximum && (
          <li>
            <Camera onTaken={(files) => void add(files)} />
          </li>
        )}
      </ul>
      {isUnreadable && <Notice kind="refused">{t('visit.photoUnreadable')}</Notice>}
    </fieldset>
  );
}

function Thumb({ id, accountId, alt }: { readonly id: string; readonly accountId: string; readonly alt: string }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let isLeft = false;
    let made: string | undefined;
    void keptThing<KeptPhoto>('photos', id, accountId).then((photo) => {
      if (isLeft || !photo) return;
      made = URL.createObjectURL(photo.picture);
      setAddress(made);
    });
    return () => {
      isLeft = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [id, accountId]);
  return address ? <img src={address} alt={alt} /> : <span className="thumb-room" />;
}
