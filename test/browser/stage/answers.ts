/** Promises answers to one question of a page that come late, not at all, or by smaller pages: as a network and a long list would have it. */
import type { BrowserContext, Locator, Page, Route } from 'playwright-core';

export interface Answers {
  /** They are on their way until something else is said. */
  late(): void;
  /** There is no way to the server, for those on their way either. */
  none(): Promise<void>;
  /** They come at once; from a list so many at a time, if told. */
  usual(pageSize?: number): void;
  end(): Promise<void>;
}

export async function answersTo(page: Page, operation: string): Promise<Answers> {
  let how: 'late' | 'none' | 'usual' = 'usual';
  let size: number | undefined;
  const held: Route[] = [];
  const drop = (route: Route) => route.abort('connectionrefused');
  const handle = (route: Route) => {
    const body = route.request().postDataJSON() as { readonly query?: string } | null;
    if (!body?.query?.startsWith(`query ${operation}(`)) return route.fallback();
    if (how === 'none') return drop(route);
    if (how === 'late') return void held.push(route);
    const query = size === undefined ? body.query : body.query.replace(/first: \d+(,?\s+after)/, `first: ${size}$1`);
    return route.continue({ postData: JSON.stringify({ ...body, query }) });
  };
  await page.route('**/graphql', handle);
  return {
    late: () => {
      how = 'late';
    },
    none: async () => {
      how = 'none';
      await Promise.all(held.splice(0).map(drop));
    },
    usual: (pageSize) => {
      how = 'usual';
      size = pageSize;
    },
    end: () => page.unroute('**/graphql', handle),
  };
}

/**
 * The line is back, and a button tapped before anything is answered: what a page asks for by itself then would take the button away under
 * the finger.
 */
export async function tapOnceOnline(context: BrowserContext, button: Locator): Promise<void> {
  let letGo = () => {};
  const tapped = new Promise<void>((resolve) => (letGo = resolve));
  await context.route('**/graphql', async (route) => {
    await tapped;
    await route.fallback();
  });
  await context.setOffline(false);
  await button.tap();
  letGo();
}
