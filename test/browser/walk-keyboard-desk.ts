/**
 * Shows that a keyboard alone completes each main task of the federation, a company and the bureau: from the page, by real keys, to the
 * words that say that it is done; that each control on the way shows where one is; and that one stands somewhere on the page afterwards.
 */
import { bureausByKeys } from './keyboard/bureau';
import { companiesByKeys } from './keyboard/company';
import { federationsByKeys } from './keyboard/federation';
import { openKeyboardWalk, type KeyboardWalk } from './stage/walker';

describe('a walk by keyboard alone at a desk', () => {
  const walk = {} as KeyboardWalk;
  beforeAll(async () => void Object.assign(walk, await openKeyboardWalk({})), 300_000);
  afterEach(() => walk.leave());
  afterAll(() => walk.close?.());

  federationsByKeys(walk);
  companiesByKeys(walk);
  bureausByKeys(walk);
});
