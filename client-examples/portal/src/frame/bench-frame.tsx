/** Promises a bench in its frame: words and pages arrive together, each page under its title; whoever may not be here is led away. */
import { lazy, Suspense, useMemo } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import type { Bench, Page } from '../benches/bench';
import { bringWords, useWords } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { useSession } from '../session/session';
import { Frame } from './frame';
import { NotFound } from './not-found';
import { PageWaiting, Waiting } from './waiting';

/** What was loaded once stays, so that going back and forth draws nothing anew. */
const loaded = new Map<string, ReturnType<typeof lazyBench>>();

function lazyBench(bench: Bench) {
  return lazy(async () => {
    const [{ pages }] = await Promise.all([bench.load(), bringWords(bench.name, bench.words)]);
    return { default: () => <BenchPages bench={bench} pages={pages} /> };
  });
}

export function BenchFrame({ bench }: { readonly bench: Bench }) {
  const session = useSession();
  const Pages = useMemo(() => {
    const known = loaded.get(bench.name) ?? lazyBench(bench);
    loaded.set(bench.name, known);
    return known;
  }, [bench]);
  if (session.phase === 'nobody') return <Navigate to="/sign-in" replace state={{ from: location.pathname }} />;
  if (session.phase !== 'signed-in') return <Waiting />;
  if (session.account.mustChangePassword) return <Navigate to="/password" replace />;
  if (!session.account.roles.some((grant) => bench.roles.includes(grant.role))) return <NotFound />;
  return (
    <Suspense fallback={<Waiting />}>
      <Pages />
    </Suspense>
  );
}

function BenchPages({ bench, pages: all }: { readonly bench: Bench; readonly pages: readonly Page[] }) {
  const session = useSession();
  const held = session.phase === 'signed-in' ? session.account.roles.map(({ role }) => role) : [];
  const pages = all.filter(({ roles }) => !roles || roles.some((role) => held.includes(role)));
  const { t } = useWords(bench.name);
  const start = `/${bench.name}`;
  const places = pages
    .filter((page) => !page.isDetail)
    .map((page) => ({
      to: page.path === '' ? start : `${start}/${page.path}`,
      title: t(page.title),
      isStart: page.path === '',
    }));
  return (
    <Frame places={places}>
      <Routes>
        {pages.map(({ path, title, Content }) => (
          <Route
            key={path}
            path={path}
            element={
              <>
                <PageTitle title={t(title)} />
                <Suspense fallback={<PageWaiting />}>
                  <Content />
                </Suspense>
              </>
            }
          />
        ))}
        <Route path="*" element={<NotFound isInside />} />
      </Routes>
    </Frame>
  );
}
