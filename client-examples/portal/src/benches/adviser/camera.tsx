/** Promises one button for a picture: the camera of a phone, a file elsewhere. */
import { useWords } from '../../language/language';

export function Camera({ onTaken }: { readonly onTaken: (files: readonly File[]) => void }) {
  const { t } = useWords('adviser');
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
      <span>{t('visit.takePhoto')}</span>
    </label>
  );
}
