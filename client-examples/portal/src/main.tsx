/** Promises the portal on its page: the language first, then who is signed in, then where one wants to be. */
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider, type RouteObject } from 'react-router-dom';
import { benches } from './benches/registry';
import { Design } from './design/scheme';
import './design/base.css';
import { wear } from './design/tokens';
import { BenchFrame } from './frame/bench-frame';
import { FailurePage } from './frame/failure';
import { Home } from './frame/home';
import { NotFound } from './frame/not-found';
import { SignInPage } from './frame/sign-in';
import { Waiting } from './frame/waiting';
import { bringWords, startLanguage, type WordsOf } from './language/language';
import { openSession } from './session/session';

const householdWords: WordsOf = {
  zh: () => import('./household/words.zh'),
  en: () => import('./household/words.en'),
};
/** Needs no account, and is loaded by those who hold a card. */
const CardPage = lazy(async () => {
  const [{ CardPage: page }] = await Promise.all([
    import('./household/card-page'),
    bringWords('household', householdWords),
  ]);
  return { default: page };
});

/** Seldom needed. */
const PasswordPage = lazy(() => import('./frame/password-page').then(({ PasswordPage: page }) => ({ default: page })));

const routes: RouteObject[] = [
  { path: '/', element: <Home /> },
  { path: '/sign-in', element: <SignInPage /> },
  {
    path: '/password',
    element: (
      <Suspense fallback={<Waiting />}>
        <PasswordPage />
      </Suspense>
    ),
  },
  {
    path: '/card',
    element: (
      <Suspense fallback={<Waiting />}>
        <CardPage />
      </Suspense>
    ),
  },
  ...benches.map((bench) => ({ path: `/${bench.name}/*`, element: <BenchFrame bench={bench} /> })),
  { path: '*', element: <NotFound /> },
];

async function start(): Promise<void> {
  wear(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  openSession();
  await startLanguage();
  const router = createBrowserRouter(routes.map((route) => ({ ...route, errorElement: <FailurePage /> })));
  createRoot(document.getElementById('portal')!).render(
    <StrictMode>
      <Design>
        <RouterProvider router={router} />
      </Design>
    </StrictMode>,
  );
}

void start();
