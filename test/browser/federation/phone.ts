/** Shows all pages of the federation on a phone: in the dark, in English, without motion. */
import { globalId } from '../../../schema/global-id';
import type { FederationBench } from '../stage/federation';
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
    const project = `projects/${globalId('CharityProject', stage.running)}`;
    const pages = {
      ...{ 'projects?show=running': '[data-project]', [project]: '.chart canvas', 'projects/new': '.draft-aside' },
      ...{ obligations: '.owed-row', 'obligations?view=month': '.month', plan: '.empty, .plan-line' },
      ...{ donations: '[data-donation]', allocation: 'form', disclosures: '.telling, .empty', moderation: '#honour' },
    };
    for (const [place, sign] of Object.entries(pages)) {
      await goWithin(page, place === 'projects?show=running' ? '/federation?show=running' : `/federation/${place}`);
      await page.waitForSelector(`main :is(${sign})`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([place, wide, await smallTargets(page)]).toEqual([place, 0, []]);
      expect([place, await visitor.accessibilityFaults()]).toEqual([place, []]);
      await visitor.photograph(`federation-phone-${place.split(/[/?]/).slice(0, 2).join('-').slice(0, 24)}`);
    }
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }, 60_000);
}
