/** Shows the bench of the charity federation in a real browser, page by page, with one server for all of them. */
import { showsTheCounter } from './federation/counter';
import { showsDrafting } from './federation/drafting';
import { showsFunding } from './federation/funding';
import { showsObligations } from './federation/obligations';
import { showsThePhone } from './federation/phone';
import { showsThePlan } from './federation/plan';
import { showsProjects } from './federation/projects';
import { showsTelling } from './federation/telling';
import { openFederation, type FederationBench } from './stage/federation';

describe('the bench of the charity federation', () => {
  const bench = {} as FederationBench;
  beforeAll(async () => void Object.assign(bench, await openFederation()), 120_000);
  afterAll(() => bench.close?.());

  // Each begins with what stands there: sums are told before others move them.
  showsProjects(bench);
  showsObligations(bench);
  showsDrafting(bench);
  showsThePlan(bench);
  showsTheCounter(bench);
  showsFunding(bench);
  showsTelling(bench);
  showsThePhone(bench);
});
