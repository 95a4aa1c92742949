/** Promises the way to one's bench: straight there when there is one, a choice when there are several. */
import { Link, Navigate } from 'react-router-dom';
import { benches } from '../benches/registry';
import { useWords } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { useSession } from '../session/session';
import { Frame } from './frame';
import { Waiting } from './waiting';

export function Home() {
  const { t } = useWords();
  const session = useSession();
  if (session.phase === 'nobody') return <Navigate to="/sign-in" replace />;
  if (session.phase !== 'signed-in') return <Waiting />;
  if (session.account.mustChangePassword) return <Navigate to="/password" replace />;
  const mine = benches.filter((bench) => session.account.roles.some((grant) => bench.roles.includes(grant.role)));
  if (mine.length === 1) return <Navigate to={`/${mine[0]!.name}`} replace />;
  return (
    <Frame>
      <PageTitle title={t('home.greeting', { name: session.account.displayName })} />
      <p className="soft">{mine.length === 0 ? t('home.none') : t('home.choose')}</p>
      <nav className="bench-choice" aria-label={t('benches')}>
        {mine.map((bench) => (
          <Link key={bench.name} className="card" to={`/${bench.name}`}>
            {t(`bench.${bench.name}`)}
          </Link>
        ))}
      </nav>
    </Frame>
  );
}
