/** Shows the organisation's desk in a real browser: needs arrive by themselves, a race is lost kindly, a restart loses nothing, a flood blocks nothing. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { v7 } from 'uuid';
import { organisationScope } from '../../server/event/audience';
import { append } from '../../server/event/outbox';
import { claim, provider, type Provider } from '../stage/claims';
import { createTestDatabase, type TestDatabase } from '../stage/database';
import { referredNeed, verifiedNeed, type StagedNeed } from '../stage/needs';
import { people, type Person } from '../stage/people';
import { startServerProcess, type ServerProcess } from '../stage/process';
import { startTestServer, testEnvironment, type TestServer } from '../stage/server';
import { launchChromium } from './stage/chromium';
import { buildPortal } from './stage/portal';
import { settles } from './stage/settles';
import { phone, signInAs, smallTargets, visit } from './stage/visitor';

const xss = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> 打扫房间';

describe('the desk of an organisation', () => {
  let database: TestDatabase;
  let environment: NodeJS.ProcessEnv;
  let arranging: TestServer;
  let serving: ServerProcess;
  let browser: Browser;
  let first: Provider;
  let second: Provider;
  let anna: Person;
  let bo: Person;

  beforeAll(async () => {
    const building = buildPortal();
    const launching = launchChromium();
    database = await createTestDatabase();
    environment = { ...testEnvironment(), DATABASE_URL: database.url, PORT: String(await freePort()) };
    arranging = await startTestServer({ ...environment, PORT: '0' }, database);
    await building;
    serving = await startServerProcess(environment);
    browser = await launching;
    first = await provider(arranging, { capacityMaximum: 5_000 });
    second = await provider(arranging, { capacityMaximum: 5_000 });
    anna = await people(arranging).organisationMember(first.organisationId);
    bo = await people(arranging).organisationMember(second.organisationId);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await serving?.kill('SIGTERM');
    await arranging?.close();
    await database?.drop();
  });

  const card = (page: Page, need: StagedNeed) => page.locator(`[data-need="${need.id}"]`);
  const untilLive = (page: Page) => page.waitForSelector('[data-phase=live]');
  const statusesOf = (need: StagedNeed) =>
    database.query('SELECT organisation_id AS who, status FROM claim WHERE need_id = $1', [need.needId]);

  test('83: given a feed that is open, when a need with markup is referred, then it arrives as text, says why it fits, and one key takes it', async () => {
    const visitor = await visit(browser, serving.url);
    const { page } = visitor;
    await signInAs(visitor, anna);
    await untilLive(page);
    const need = await verifiedNeed(arranging);
    // The contract refuses angle brackets; older rows, or those of an import, may have them all the same.
    await database.query('UPDATE need SET card_text = $2 WHERE id = $1', [need.needId, xss]);
    await arranging.app.composition.referralService.referNeed(need.adviser, { needId: need.id });
    await card(page, need).waitFor();
    expect(await card(page, need).locator('.need-text').textContent()).toBe(xss);
    expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined();
    await card(page, need).locator('text=为什么匹配').click();
    await card(page, need).locator('.bar').first().waitFor();
    await settles(() => card(page, need).locator('.why .tag.pine').count(), 9);
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('organisation-feed');
    await card(page, need).locator('button:has-text("接单")').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice.done:has-text("已接单")');
    expect(await statusesOf(need)).toEqual([{ who: first.organisationId, status: 'ACCEPTED' }]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given two organisations in two browsers, when both take one need, then one has it and the other is told kindly and shown the next best', async () => {
    const [need, other] = [await referredNeed(arranging), await referredNeed(arranging, { cardText: '帮忙换灯泡' })];
    const visitors = await Promise.all([visit(browser, serving.url, phone), visit(browser, serving.url)]);
    for (const [index, visitor] of visitors.entries()) {
      await signInAs(visitor, [anna, bo][index]!);
      await untilLive(visitor.page);
      await card(visitor.page, need).waitFor();
    }
    // Both press at the same moment: the pages hold what they send until both have.
    let release = () => {};
    const together = new Promise<void>((resolve) => (release = resolve));
    let pressed = 0;
    for (const { page } of visitors)
      await page.route('**/graphql', async (route) => {
        if (route.request().postData()?.includes('mutation ClaimNeed')) {
          pressed += 1;
          if (pressed === 2) release();
          await together;
        }
        await route.continue();
      });
    await Promise.all(visitors.map(({ page }) => card(page, need).locator('button:has-text("接单")').click()));
    const ends = await Promise.all(
      visitors.map(async ({ page }) => {
        await page.waitForSelector('.notice.done, .lost');
        return (await page.locator('.lost').count()) > 0 ? 'lost' : 'won';
      }),
    );
    expect([...ends].sort()).toEqual(['lost', 'won']);
    const claims = await statusesOf(need);
    expect(claims).toEqual([{ who: [first, second][ends.indexOf('won')]!.organisationId, status: 'ACCEPTED' }]);
    const loser = visitors[ends.indexOf('lost')]!;
    expect(await loser.page.locator('.lost h2').textContent()).toBe('慢了一步，这户人家已经有人照应');
    expect(await loser.accessibilityFaults()).toEqual([]);
    await loser.photograph('organisation-lost');
    expect(await loser.page.locator('.lost li').count()).toBeGreaterThan(0);
    await loser.page.locator('.lost li button').first().click();
    await loser.page.waitForSelector('.notice.done');
    expect((await statusesOf(other)).length).toBe(1);
    for (const visitor of visitors) {
      expect(visitor.complaints).toEqual([]);
      await visitor.leave();
    }
  }, 90_000);

  test('53: given an open feed, when the server is killed, needs are referred meanwhile and it starts again, then none is missed and the page says how many came late', async () => {
    const visitor = await visit(browser, serving.url);
    const { page } = visitor;
    await signInAs(visitor, anna);
    await untilLive(page);
    await serving.kill('SIGKILL');
    await page.waitForSelector('[data-phase=away]');
    const needs = [await referredNeed(arranging), await referredNeed(arranging), await referredNeed(arranging)];
    serving = await startServerProcess(environment);
    // It tries again after a while that grows up to five seconds.
    await page.waitForSelector('[data-phase=live]', { timeout: 30_000 });
    for (const need of needs) await card(page, need).waitFor();
    await page.waitForSelector('button:has-text("断线期间有 3 条动态，已补上")');
    await visitor.photograph('organisation-missed');
    await page.click('button:has-text("断线期间")');
    await page.waitForSelector('button:has-text("断线期间")', { state: 'detached' });
    for (const need of needs) expect(await card(page, need).count()).toBe(1);
    await visitor.leave();
  }, 120_000);

  test('given a reader in the middle of the list, when a need is taken by another and one arrives, then nothing moves under the finger', async () => {
    const visitor = await visit(browser, serving.url, { ...phone, locale: 'en-GB' });
    const { page } = visitor;
    await signInAs(visitor, bo);
    await page.click('button:has-text("English")');
    await untilLive(page);
    const taken = await referredNeed(arranging);
    await card(page, taken).waitFor();
    for (let made = 0; made < 4; made += 1) await card(page, await referredNeed(arranging)).waitFor();
    await page.evaluate(() => window.scrollTo(0, 400));
    await claim(arranging, first, taken);
    const arrived = await referredNeed(arranging);
    await page.waitForSelector('.fresh:has-text("1 new")');
    expect(await card(page, arrived).count()).toBe(0);
    await page.click('.fresh');
    await page.waitForSelector('.fresh', { state: 'detached' });
    await card(page, arrived).waitFor();
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('organisation-feed-phone-english');
    expect(await smallTargets(page)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a page that nobody looks at, when needs arrive, then its title counts them, it sounds only where that was wished for, and on return it says how many came', async () => {
    const visitor = await visit(browser, serving.url);
    const { page } = visitor;
    await page.addInitScript(() => {
      const counted = window as unknown as { notes: number };
      counted.notes = 0;
      window.OscillatorNode = class extends OscillatorNode {
        override start(when?: number): void {
          counted.notes += 1;
          super.start(when);
        }
      };
    });
    const notes = () => page.evaluate(() => (window as unknown as { notes: number }).notes);
    const look = (hidden: boolean) =>
      page.evaluate((value) => Object.defineProperty(document, 'hidden', { value, configurable: true }), hidden);
    await signInAs(visitor, bo);
    await untilLive(page);
    await look(true);
    await card(page, await referredNeed(arranging)).waitFor();
    await page.waitForFunction(() => document.title.startsWith('(1) 待接需求'));
    expect(await notes()).toBe(0);
    await page.click('button:has-text("提示音")');
    await settles(notes, 2);
    await settles(() => page.evaluate(() => localStorage.getItem('linkage.sound')), 'on');
    // The wish is kept on this device, and is no part of who is signed in.
    await page.reload();
    await untilLive(page);
    await look(true);
    await card(page, await referredNeed(arranging)).waitFor();
    await settles(notes, 2);
    await look(false);
    await page.waitForSelector('.notice:has-text("您离开时来了 1 项新需求")');
    await visitor.photograph('organisation-meanwhile');
    await page.click('.notice button:has-text("知道了")');
    await settles(() => page.title(), '待接需求 · 联动');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given an answer that is lost between commit and page, when the page asks again by itself, then it has the very claim that was made', async () => {
    const visitor = await visit(browser, serving.url);
    const { page } = visitor;
    await signInAs(visitor, anna);
    await untilLive(page);
    const need = await referredNeed(arranging);
    const sent: string[] = [];
    await page.route('**/graphql', async (route) => {
      const body = route.request().postData() ?? '';
      if (!body.includes('mutation ClaimNeed')) return route.continue();
      sent.push((JSON.parse(body) as { variables: { input: { claimId: string } } }).variables.input.claimId);
      if (sent.length > 1) return route.continue();
      // The server has answered, so the claim is committed; the line is cut before the page hears of it.
      await route.fetch();
      expect((await statusesOf(need)).length).toBe(1);
      return route.abort('connectionreset');
    });
    await card(page, need).locator('button:has-text("接单")').click();
    await page.waitForSelector('.notice.done:has-text("已接单")');
    expect(sent).toEqual([sent[0], sent[0]]);
    expect(await database.query('SELECT id, status FROM claim WHERE need_id = $1', [need.needId])).toEqual([
      { id: sent[0], status: 'ACCEPTED' },
    ]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given an open feed, when a thousand needs arrive, then all are counted, few are drawn, and the page is never blocked for 100 ms', async () => {
    const visitor = await visit(browser, serving.url);
    const { page } = visitor;
    await signInAs(visitor, anna);
    await untilLive(page);
    const template = await referredNeed(arranging);
    await card(page, template).waitFor();
    const before = await shownCount(page);
    await page.evaluate(() => {
      const seen = ((window as unknown as { long: number[] }).long = []) as number[];
      new PerformanceObserver((list) => seen.push(...list.getEntries().map((entry) => entry.duration))).observe({
        type: 'longtask',
      });
    });
    await flood(arranging, template, first.organisationId, 1_000);
    // The first few may come alone and be shown at once; none is shown twice or forgotten.
    await page.waitForFunction(
      (all) => {
        const numberIn = (pattern: RegExp) => Number(pattern.exec(document.body.textContent ?? '')?.[1] ?? 0);
        return numberIn(/(\d+) 项可接/) + numberIn(/有 (\d+) 项新需求/) === all;
      },
      before + 1_000,
      { timeout: 30_000 },
    );
    await page.click('.fresh');
    await page.waitForSelector(`text=${before + 1_000} 项可接`);
    const long = await page.evaluate(() => (window as unknown as { long: number[] }).long);
    expect(long.filter((duration) => duration > 100)).toEqual([]);
    expect(await page.locator('article.need').count()).toBeLessThan(40);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 120_000);
});

async function shownCount(page: Page): Promise<number> {
  return Number(/(\d+) 项可接/.exec((await page.textContent('body')) ?? '')![1]);
}

/** So many more of the same need, each announced as a referral announces it: one transaction, as after a long silence. */
async function flood(server: TestServer, like: StagedNeed, organisationId: string, count: number): Promise<void> {
  const ids = Array.from({ length: count }, () => v7());
  await server.app.composition.database.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO need SELECT (jsonb_populate_record(NULL::need, to_jsonb(n) || jsonb_build_object('id', made.id))).*
         FROM need n, unnest($2::uuid[]) AS made (id) WHERE n.id = $1`,
      [like.needId, ids],
    );
    for (const id of ids)
      await append(tx, {
        type: 'NeedReferred',
        subjectId: id,
        audience: [organisationScope(organisationId)],
        payload: { needId: id, status: 'PUBLISHED' },
      });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
