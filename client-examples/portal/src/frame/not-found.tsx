/** Promises the same page for what is not there and for what is not for this reader. */
import { Link } from 'react-router-dom';
import { useWords } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { Frame } from './frame';

export function NotFound({ isInside = false }: { readonly isInside?: boolean }) {
  const { t } = useWords();
  const content = (
    <>
      <PageTitle title={t('page.notFound')} />
      <p>{t('notFound.text')}</p>
      <p>
        <Link className="way" to="/">
          {t('notFound.back')}
        </Link>
      </p>
    </>
  );
  return isInside ? content : <Frame>{content}</Frame>;
}
