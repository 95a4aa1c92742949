/** Shows all pages of the federation on a phone: in the dark, in English, without motion. */
import { globalId } from '../../../schema/global-id';
import { projectOfToday, type FederationBench } from '../stage/federation';
import { smallTargets } from '../stage/touch';
import { goWithin, phone, signInAs, visit } from '../stage/visitor';

export function showsThePhone(bench: FederationBench): void {
  test('given a phone in the dark, English, and no wish for motion, when staff go through all pages, then nothing is too small to tap, leaves the screen, or is hard to read', async () => {
    const { server, stage, browser } = bench;
    const night = { ...phone, locale: 'en-GB', colorScheme: 'dark', reducedMotion: 'reduce' } as const;
    const visitor = await visit(browser, server.url, night);
    const { page } = visitor;
    await signInAs(visitor, stage.colleague);
    await page.click('button:has-text("English")');
    await page.waitForSelector('[data-project]');
    const sameDay = await projectOfToday(server, stage);
    const project = `projects/${globalId('CharityProject', stage.running)}`;
    const pages = {
      ...{ 'projects?show=running': '[data-project]', [project]: '.chart canvas', 'projects/new': '.draft-aside' },
      ...{ [`projects/${sameDay}`]: '.one-day' },
      ...{ obligations: '.owed-row', 'obligations?view=month': '.month', plan: '.plan-line, .empty' },
      ...{ donations: '[data-donation]', allocation: 'form', disclosures: '.telling, .empty', moderation: '#honour' },
    };
    for (const [place, sign] of Object.entries(pages)) {
      await goWithin(page, place === 'projects?show=running' ? '/federation?show=running' : `/federation/${place}`);
      await page.waitForSelector(`main :is(${sign})`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([place, wide, await smallTargets(page)]).toEqual([place, 0, []]);
      expect([place, await visitor.accessibilityFaults()]).toEqual([place, []]);
      await visitor.photograph(`federation-phone-${/[a-z-]+/.exec(sign)![0]}`);
    }
    await goWithin(page, `/federation/projects/${sameDay}`);
    await page.locator('.twin summary').click();
    expect(await page.locator('.twin td').allTextContents()).toEqual([
      ...['¥150,000.00', '¥700.00', '¥0.00', '¥0.00', '¥0.00'],
    ]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 120_000);
}
