/** Shows the page of a household: by the code of its card, on a phone, in large type, without an account and without a trace. */
import { v7 } from 'uuid';
import type { Browser } from 'playwright-core';
import { NeedKind } from '../../schema/need/enums';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { confirmed, delivered, provider, type Provider } from '../stage/claims';
import { consent, household, type StagedHousehold } from '../stage/households';
import { referredNeed, stagedCommunity } from '../stage/needs';
import type { TestServer } from '../stage/server';
import { openPortal, type Portal } from './stage/portal';
import { phone, smallTargets, visit } from './stage/visitor';

describe('the page of a household', () => {
  let portal: Portal;
  let server: TestServer;
  let browser: Browser;
  let family: StagedHousehold;
  let consentId: string;
  let helper: Provider;

  beforeAll(async () => {
    portal = await openPortal();
    ({ server, browser } = portal);
    helper = await provider(server);
    const { organisationId } = helper;
    family = await household(server, { areaCode: stagedCommunity });
    consentId = await consent(server, family, organisationId);
  }, 90_000);
  afterAll(() => portal?.close());

  test('given the code of a card on a phone, when the household looks and takes a consent back, then it ends, and neither address nor storage knows the code', async () => {
    const visitor = await visit(browser, server.url, phone);
    const { page } = visitor;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto('/card');
    await page.fill('input[name=code]', family.cardCode);
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=您同意过的事');
    expect(
      await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('.household p')!).fontSize)),
    ).toBeGreaterThan(20);
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('household-phone');
    await page.click('li button:has-text("收回同意")');
    await page.waitForSelector('dialog[open]');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    await page.click('li button:has-text("收回同意")');
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('text=已经收回，马上生效。');
    await page.waitForSelector('text=您现在没有同意任何机构使用您家的信息。');
    const rows = await server.database.query(
      'SELECT withdrawn_at IS NOT NULL AS withdrawn FROM consent WHERE id = $1',
      [consentId],
    );
    expect(rows).toEqual([{ withdrawn: true }]);
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
    for (const place of [kept, page.url(), ...asked]) expect(place).not.toContain(family.cardCode);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given help that was promised, when the household says that a delivery is not right, then that it is, and thanks, then each word counts, and all can be read aloud', async () => {
    const home = await household(server, { areaCode: stagedCommunity });
    const wisher = await provider(server, { serviceKind: ServiceKind.MICRO_WISH });
    await confirmed(server, helper, await referredNeed(server, { household: home }));
    const brought = await delivered(
      server,
      wisher,
      await referredNeed(server, { household: home, kind: NeedKind.MICRO_WISH }),
    );
    const statuses = () =>
      server.database.query<{ status: string; reason: string | null }>(
        'SELECT status, reason FROM claim WHERE id = $1',
        [brought.id],
      );
    const visitor = await visit(browser, server.url, phone);
    const { page } = visitor;
    await page.addInitScript(deviceVoice);
    await page.goto('/card');
    await page.fill('input[name=code]', home.cardCode);
    await page.keyboard.press('Enter');
    const promise = page.locator(`[data-promise="${brought.globalId}"]`);
    await promise.locator('text=说已经办好了。您收到了吗？').waitFor();
    expect(await page.locator('[data-promise]').count()).toBe(2);
    await promise.locator('button:has-text("念给我听")').click();
    const spoken = await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
    expect(spoken).toEqual([expect.stringContaining('说已经办好了。您收到了吗？')]);
    expect(await visitor.accessibilityFaults()).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await visitor.photograph('household-promises');
    await promise.locator('button:has-text("没收到，或者有问题")').click();
    expect(await page.locator('dialog[open] button[type=submit]').isDisabled()).toBe(true);
    await page.click('dialog[open] >> text=和说好的不一样');
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.photograph('household-dispute');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    expect(await statuses()).toEqual([{ status: 'DELIVERED', reason: null }]);
    await promise.locator('button:has-text("没收到，或者有问题")').click();
    await page.click('dialog[open] >> text=和说好的不一样');
    await page.click('dialog[open] button[type=submit]');
    await promise.locator('text=您说有问题').waitFor();
    expect(await statuses()).toEqual([{ status: 'DISPUTED', reason: 'NOT_AS_AGREED' }]);
    await promise.locator('button:has-text("现在好了，收到了")').click();
    await page.click('dialog[open] button[type=submit]');
    await promise.locator('text=已经办好，您确认过了。').waitFor();
    expect(await statuses()).toEqual([{ status: 'COMPLETED', reason: null }]);
    await promise.locator('button:has-text("说声谢谢")').click();
    await page.fill('dialog[open] textarea', '谢谢，书包很好用');
    await page.click('dialog[open] button[type=submit]');
    await promise.locator('text=您的谢意收到了，看过后就转给他们。').waitFor();
    const thanks = await server.database.query('SELECT status, approved_text AS shown FROM wish_thanks');
    expect(thanks).toEqual([{ status: 'PENDING', shown: null }]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a delivery that changed meanwhile, when the household confirms it in English, then the refusal is said in its words and the page shows how it stands', async () => {
    const home = await household(server, { areaCode: stagedCommunity });
    const claim = await delivered(server, helper, await referredNeed(server, { household: home }));
    const visitor = await visit(browser, server.url, phone);
    const { page } = visitor;
    await page.goto('/card');
    await page.click('button:has-text("English")');
    await page.fill('input[name=code]', home.cardCode);
    await page.keyboard.press('Enter');
    await page.click('button:has-text("Yes, received")');
    const { deliveryService } = server.app.composition;
    await deliveryService.confirmDelivery({ commandId: v7(), claimId: claim.globalId, cardCode: home.cardCode });
    await page.click('dialog[open] button[type=submit]');
    await page.waitForSelector('[role=alert]:has-text("COMPLETED")');
    await page.waitForSelector('text=Done, and you have confirmed it.');
    expect(await page.locator('button:has-text("Yes, received")').count()).toBe(0);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);

  test('given a code that opens nothing, when it is entered in English, then the page says so kindly and shows nothing', async () => {
    const visitor = await visit(browser, server.url, phone);
    const { page } = visitor;
    await page.goto('/card');
    await page.click('button:has-text("English")');
    await page.fill('input[name=code]', 'AAAA-AAAA-AAAA-AAAA');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=alert]:has-text("Nothing was found under this number")');
    expect(await page.locator('section').count()).toBe(0);
    await visitor.photograph('household-unknown-english');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 90_000);
});

/** A device with a Chinese voice of its own, which writes down what it says. */
function deviceVoice(): void {
  const spoken = ((window as unknown as { spoken: string[] }).spoken = []) as string[];
  const voice = { localService: true, lang: 'zh-CN', name: 'own', default: true, voiceURI: 'own' };
  Object.defineProperty(window, 'SpeechSynthesisUtterance', {
    value: class {
      constructor(readonly text: string) {}
    },
  });
  Object.defineProperty(window, 'speechSynthesis', {
    value: Object.assign(new EventTarget(), {
      getVoices: () => [voice],
      speak: ({ text }: { text: string }) => spoken.push(text),
      cancel: () => undefined,
    }),
  });
}
