/** Promises one button for a picture: the camera of a phone, a file elsewhere. */
import { useWords } from '../language/language';
import './photos.css';

export function Camera({ onTaken }: { readonly onTaken: (files: readonly File[]) => void }) {
  const { t } = useWords();
  return (
    <label className="camera">
      <input
        type="file"
        accept="image/*"
        capture="environment"
        onChange={(event) => {
          onTaken([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <span>{t('photo.take')}</span>
    </label>
  );
}
