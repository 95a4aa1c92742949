/** Promises the portal on its page: the language first, then who is signed in, then where one wants to be. */
import { StrictMode } from 'react';
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
import { startLanguage } from './language/language';
import { renew } from './session/session';

const routes: RouteObject[] = [
  { path: '/', element: <Home /> },
  { path: '/sign-in', element: <SignInPage /> },
  ...benches.map((bench) => ({ path: `/${bench.name}/*`, element: <BenchFrame bench={bench} /> })),
  { path: '*', element: <NotFound /> },
];

async function start(): Promise<void> {
  wear(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  void renew();
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
