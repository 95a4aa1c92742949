/** Promises a person in front of a browser of their own: signed in by the form, watched for errors, looked at by axe, photographed. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { projectRoot } from '../../../server/project';
import { stagePassword, type Person } from '../../stage/people';

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const folder = join(projectRoot, 'test', 'browser', 'screenshots');

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained about: errors of scripts, refusals by the content security policy. */
  readonly complaints: string[];
  /** Every address that the page asked for. */
  readonly asked: string[];
  /** What axe finds serious or critical, each with where; by all rules, or by those named. */
  accessibilityFaults(rules?: readonly string[]): Promise<string[]>;
  /** Photographs the page for a person to look at. */
  photograph(name: string): Promise<void>;
  leave(): Promise<void>;
}

export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options });
  // A machine that does much else at the same time is slow, not wrong.
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('response', async (response) => {
    if (response.status() < 500) return;
    const asks = response.request().postData()?.slice(0, 200) ?? '';
    const says = await response.text().catch(() => '');
    complaints.push(`${response.status()} to ${response.url()} ${asks}: ${says.slice(0, 300)}`);
  });
  page.on('console', (message) => {
    // A server that is down on purpose is complained about by the browser itself.
    if (message.type() === 'error' && !/ERR_CONNECTION|WebSocket connection|401/.test(message.text()))
      complaints.push(message.text());
  });
  return {
    page,
    context,
    complaints,
    asked,
    accessibilityFaults: (rules) => accessibilityFaults(page, rules),
    photograph: async (name) => {
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
    },
    leave: () => context.close(),
  };
}

/** Signs in as people do. */
export async function signInAs(
  visitor: Visitor,
  person: Pick<Person, 'login'>,
  password = stagePassword,
): Promise<void> {
  const { page } = visitor;
  await page.goto('/sign-in');
  await page.fill('input[name=login]', person.login);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Goes to another page of the portal as a link would: without loading it anew. */
export function goWithin(page: Page, address: string): Promise<void> {
  return page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
}

/** What a finger would miss. */
export function smallTargets(page: Page): Promise<(string | null)[]> {
  return page.$$eval('button, nav a, summary', (all) =>
    all
      .filter((one) => one.getClientRects().length > 0 && !one.className.includes('unseen'))
      .filter((one) => one.getBoundingClientRect().height < 43.5)
      .map((one) => one.textContent),
  );
}

async function accessibilityFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Half way from one colour to another is no colour of the page: what moves comes to its end first.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
        .map((one) => one.finished),
    ),
  );
  // The policy of the page refuses scripts from elsewhere; the debugger's own door is not the page's.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResult> } };
    const { violations } = await axe.run({
      runOnly: only ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`),
      );
  }, rules);
}

interface AxeResult {
  readonly violations: readonly {
    id: string;
    impact: string;
    nodes: readonly { html: string; any: readonly { message: string }[] }[];
  }[];
}
