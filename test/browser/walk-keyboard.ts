/**
 * Shows that a keyboard alone completes each main task of an organisation, an adviser and a household, and the plan of the federation: from
 * the page, by real keys, to the words that say that it is done; that each control on the way shows where one is; and that one stands
 * somewhere on the page afterwards.
 */
import { advisersByKeys } from './keyboard/adviser';
import { householdsByKeys } from './keyboard/household';
import { organisationsByKeys } from './keyboard/organisation';
import { pagesOfHouseholdsByKeys } from './keyboard/household-pages';
import { plansByKeys } from './keyboard/plan';
import { openKeyboardWalk, type KeyboardWalk } from './stage/walker';

describe('a walk by keyboard alone', () => {
  const walk = {} as KeyboardWalk;
  beforeAll(async () => void Object.assign(walk, await openKeyboardWalk()), 300_000);
  afterEach(() => walk.leave());
  afterAll(() => walk.close?.());

  plansByKeys(walk);
  organisationsByKeys(walk);
  advisersByKeys(walk);
  pagesOfHouseholdsByKeys(walk);
  householdsByKeys(walk);
});
