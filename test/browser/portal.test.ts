/** Shows that the portal is served, signs people in without leaving a secret anywhere, and greets them in both languages. */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { projectRoot } from '../../server/project';
import { approvedOrganisation } from '../stage/organisations';
import { people, stagePassword, type Person } from '../stage/people';
import type { TestServer } from '../stage/server';
import { openPortal, type Portal } from './stage/portal';
import { releases } from './stage/releases';
import { settles } from './stage/settles';
import { phone, signInAs, visit } from './stage/visitor';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- the command that prints the same
const { measure } = require(join(projectRoot, 'client-examples', 'portal', 'measure.js')) as {
  measure: () => { bytes: number; limitBytes: number; files: { name: string }[] };
};

describe('the portal', () => {
  let portal: Portal;
  let server: TestServer;
  let browser: Browser;
  let member: Person;

  beforeAll(async () => {
    portal = await openPortal();
    ({ server, browser } = portal);
    const { organisationId } = await approvedOrganisation(server);
    member = await people(server).organisationMember(organisationId);
  }, 90_000);
  afterAll(() => portal?.close());

  const html = { accept: 'text/html,application/xhtml+xml' };

  test('given the build, then the first load of the feed of an organisation is below 300 kB compressed', () => {
    const { bytes, limitBytes, files } = measure();
    expect(limitBytes).toBe(300_000);
    expect(files.length).toBeGreaterThan(4);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(limitBytes);
  });

  test('36: given the entry, then its policy lets no script run but its own files, and it is asked for again each time', async () => {
    const [first, second] = await Promise.all([
      fetch(server.url, { headers: html }),
      fetch(server.url, { headers: html }),
    ]);
    const policy = first.headers.get('content-security-policy')!;
    expect(policy).toMatch(/default-src 'none';script-src 'self';style-src 'self' 'nonce-[A-Za-z0-9+/=]{24}';/);
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toBe(second.headers.get('content-security-policy'));
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const text = await first.text();
    expect(text).not.toContain('__NONCE__');
    expect(/nonce="([^"]+)"/.exec(text)![1]).toBe(/'nonce-([^']+)'/.exec(policy)![1]);
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(text)![1]!;
    const asset = await fetch(server.url + script, { headers: { 'accept-encoding': 'br' } });
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-encoding')).toBe('br');
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test('36: given the worker that keeps pages on a device, then it may ask this server alone, answers for the whole portal, and is asked for again each time', async () => {
    const { headers } = await fetch(`${server.url}/worker.js`);
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('service-worker-allowed')).toBe('/');
    expect(headers.get('content-security-policy')).toBe("default-src 'none';connect-src 'self'");
    const other = await fetch(`${server.url}/mark.svg`);
    expect(other.headers.has('service-worker-allowed')).toBe(false);
    expect(other.headers.get('content-security-policy')).toMatch(/^default-src 'none';base-uri 'none'/);
  });

  test('given pages kept on a device, when a release comes in halves and then whole, then only a whole one opens without a network, and a page of the one before goes on', async () => {
    const release = await releases();
    const context = await browser.newContext({ baseURL: release.url });
    const page = await context.newPage();
    const opened = async () => {
      await page.goto('/adviser');
      const nonce = await page.locator('meta[property=csp-nonce]').evaluate((one: HTMLElement) => one.nonce);
      return { script: await page.locator('script[type=module]').getAttribute('src'), nonce };
    };
    await page.goto('/sign-in');
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/worker.js');
      await navigator.serviceWorker.ready;
    });
    await release.close();
    const [one, two] = [await opened(), await opened()];
    expect(one.script).toBe(release.first);
    expect(one.nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(two.nonce).not.toBe(one.nonce);
    await page.waitForSelector('.brand, .notice');

    await release.serveHalf();
    /** How the taking in of what the server has now ends. */
    const update = () =>
      page.evaluate(async () => {
        const registration = (await navigator.serviceWorker.getRegistration())!;
        const ended = new Promise<string>((resolve) => {
          const follow = (worker: ServiceWorker) =>
            worker.addEventListener('statechange', () => {
              if (/redundant|activated/.test(worker.state)) resolve(worker.state);
            });
          // The browser looks by itself now and then, and may have begun.
          if (registration.installing) follow(registration.installing);
          registration.addEventListener('updatefound', () => follow(registration.installing!));
        });
        await registration.update().catch(() => undefined);
        return ended;
      });
    expect(await update()).toBe('redundant');
    await release.close();
    expect((await opened()).script).toBe(release.first);

    await release.serveWhole();
    expect(await update()).toBe('activated');
    expect((await fetch(release.url + release.first)).status).toBe(404);
    expect(
      await page.evaluate(async (asset) => (await fetch(asset, { cache: 'no-store' })).status, release.first),
    ).toBe(200);
    await release.close();
    expect((await opened()).script).toBe(release.second);
    await context.close();
  }, 90_000);

  test.each([
    ['an address of the portal, opened by a person', '/organisation/board', { headers: html }, 200],
    ['the same, asked for by a program', '/organisation/board', { headers: { accept: 'application/json' } }, 404],
    ['a file that is not there', '/assets/none.js', { headers: html }, 404],
    ['a way out of the folder', '/assets/..%2f..%2f..%2fpackage.json', { headers: html }, 404],
    ['the manifest of the build', '/.vite/manifest.json', { headers: html }, 404],
    ['a report that is not there', '/disclosures/none', { headers: html }, 404],
    ['a command to an address of the portal', '/organisation', { method: 'POST', headers: html }, 404],
    ['a question to the API by a person', '/graphql?query=%7B__typename%7D', { headers: html }, 400],
  ])('given %s, then it is answered as it should', async (_what, path, init, status) => {
    expect((await fetch(server.url + path, init)).status).toBe(status);
  });

  test('83: given a person who signs in by the keyboard alone, then they are where they wanted to be, no secret is in reach of a script, in an address or in storage, and a reload stays signed in', async () => {
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto('/organisation');
    await page.waitForSelector('h1:has-text("登录")');
    await page.keyboard.press('Tab');
    await page.waitForSelector('a:focus:text-is("跳到正文")');
    await page.focus('input[name=login]');
    await page.keyboard.type(member.login);
    await page.keyboard.press('Tab');
    await page.keyboard.type(stagePassword);
    await page.keyboard.press('Enter');
    await page.waitForSelector('h1:has-text("待接需求")');
    expect(new URL(page.url()).pathname).toBe('/organisation');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    const reach = await page.evaluate(() => ({
      cookies: document.cookie,
      local: JSON.stringify(localStorage),
      session: JSON.stringify(sessionStorage),
    }));
    expect(reach).toEqual({ cookies: '', local: '{"linkage.language":"zh"}', session: '{}' });
    const [cookie] = await visitor.context.cookies();
    expect(cookie).toMatchObject({ name: 'linkage-session', httpOnly: true, sameSite: 'Strict' });
    for (const url of asked) {
      expect(url.startsWith(server.url) || url.startsWith(server.url.replace('http', 'ws'))).toBe(true);
      for (const secret of [cookie!.value, member.login, encodeURIComponent(stagePassword)])
        expect(url).not.toContain(secret);
    }
    await page.reload();
    await page.waitForSelector('h1:has-text("待接需求")');
    await page.click('text=退出登录');
    await page.waitForSelector('h1:has-text("登录")');
    await page.goto('/organisation');
    await page.waitForSelector('h1:has-text("登录")');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  test('given a wrong password, when a person signs in, then the words of the contract say so, in the language chosen', async () => {
    const visitor = await visit(browser, server.url, phone);
    const { page } = visitor;
    await page.goto('/');
    await page.fill('input[name=login]', member.login);
    await page.fill('input[name=password]', 'not the password');
    await page.click('button[type=submit]');
    await page.waitForSelector('[role=alert]:has-text("登录名或密码不正确")');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('sign-in-phone');
    await page.click('button:has-text("English")');
    await page.waitForSelector('[role=alert]:has-text("Login or password is wrong")');
    await settles(() => page.title(), 'Sign in · Linkage');
    await settles(() => page.getAttribute('html', 'lang'), 'en');
    await page.reload();
    await page.waitForSelector('h1:has-text("Sign in")');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  test('given a list, then it says that it is on its way, that it failed, that there is more, that it is older than it should be, and that there is nothing', async () => {
    await server.database.query(
      `WITH made AS (INSERT INTO account (id, login, display_name)
         SELECT gen_random_uuid(), 'list' || lpad(n::text, 2, '0'), '顾问' || n FROM generate_series(1, 34) n RETURNING id)
       INSERT INTO role_grant (id, account_id, role, area_code) SELECT gen_random_uuid(), id, 'ADVISER', '640104001' FROM made`,
    );
    const visitor = await visit(browser, server.url);
    const { page } = visitor;
    await signInAs(visitor, await people(server).bureau());
    await page.waitForSelector('.figure-card');
    /** What becomes of the next reading: it waits until it is let go, or is lost on its way. */
    let next: { readonly waits: Promise<void> } | 'lost' | undefined;
    await page.route('**/graphql', async (route) => {
      const how = route.request().postData()?.includes('AreaAccounts') ? next : undefined;
      if (how === 'lost') return route.abort();
      await how?.waits;
      return route.continue();
    });
    let letGo = () => undefined as void;
    next = { waits: new Promise((resolve) => (letGo = resolve)) };
    await page.click('nav >> text=账号与角色');
    await page.waitForSelector('main .waiting[role=status][aria-label="正在读取……"]');
    next = 'lost';
    letGo();
    const lines = page.locator('main [data-account]');
    await lines.first().waitFor();
    expect(await lines.count()).toBe(30);
    // What was not had is asked for again by whoever reads; what is there stays.
    await page.click('button:has-text("显示更多")');
    await page.waitForSelector('main .notice.failed[role=alert]:has-text("这是之前读到的内容")');
    expect(await lines.count()).toBe(30);
    next = undefined;
    await page.click('main .notice.failed button:has-text("重试")');
    await page.waitForSelector('main .notice.failed', { state: 'detached' });
    await page.click('button:has-text("显示更多")');
    await page.waitForFunction(() => document.querySelectorAll('main [data-account]').length > 34);
    expect(await page.locator('button:has-text("显示更多")').count()).toBe(0);
    next = 'lost';
    await page.click('nav >> text=组织准入');
    await page.waitForSelector('main .empty:has-text("没有处于这种状态的组织")');
    await page.click('nav >> text=账号与角色');
    await page.waitForSelector('main .notice.failed[role=alert]:has-text("没有收到服务器的回答")');
    next = undefined;
    await page.click('main .notice.failed button:has-text("重试")');
    await lines.first().waitFor();
    expect(visitor.complaints.filter((text) => !text.includes('Failed to load resource'))).toEqual([]);
    await visitor.leave();
  }, 90_000);
});
