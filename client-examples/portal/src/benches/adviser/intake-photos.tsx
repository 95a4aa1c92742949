/** Promises pictures of what is needed, for those who serve the household and nobody else. */
import { useWords } from '../../language/language';
import { TakenPhotos, type TakenPhotosProps } from '../../parts/taken-photos';

export type { TakenPhoto } from '../../parts/taken-photos';

export function IntakePhotos(props: Omit<TakenPhotosProps, 'hint'>) {
  const { t } = useWords('adviser');
  return <TakenPhotos {...props} hint={t('intake.photoHint')} />;
}
