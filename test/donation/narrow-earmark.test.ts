/** Shows that a gift can not be made for so few households that it would tell who they are. */
import { v7 } from 'uuid';
import { UseConsentMethod } from '../../schema/donation/enums';
import { globalId } from '../../schema/global-id';
import { Situation } from '../../schema/taxonomy/situation';
import { accepted } from '../stage/claims';
import { givingStage, pledge, received, type GivingStage } from '../stage/donations';
import { household } from '../stage/households';
import { startTestServer, type TestServer } from '../stage/server';

const community = '640104001002';
const situation = Situation.DISABLED;

describe('a gift for an area and a situation', () => {
  let server: TestServer;
  let stage: GivingStage;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await givingStage(server);
    for (const _ of [1, 2, 3, 4]) await household(server, { areaCode: community, situations: [situation] });
    await household(server, { areaCode: '640104001003', situations: [Situation.ELDERLY] });
  });
  afterAll(() => server.close());
  const give = async (earmark: object) => {
    const answer = await pledge(server, stage, { moneyFen: 100n, earmark });
    return answer.constructor.name === 'Object' ? 'PLEDGED' : answer.constructor.name;
  };
  const rows = () =>
    server.database.query(
      'SELECT (SELECT count(*) FROM donation) d, (SELECT count(*) FROM ledger_transfer) t, (SELECT count(*) FROM audit_line) a',
    );

  test('given fewer than five households in them, then it is refused and nothing is stored; wider, it is taken', async () => {
    const before = await rows();
    for (const earmark of [{ areaCode: community }, { situation }, { areaCode: '640104001', situation }])
      expect([earmark, await give(earmark)]).toEqual([earmark, 'EarmarkTooNarrow']);
    expect(await rows()).toEqual(before);
    // Five of the street, and the district without a situation.
    for (const earmark of [{ areaCode: '640104001' }, { areaCode: '640104' }, {}])
      expect([earmark, await give(earmark)]).toEqual([earmark, 'PLEDGED']);
  });

  test('given a pledge that is revised, or a use that is changed, then the same holds, and what it was for stays', async () => {
    const { donationService } = server.app.composition;
    const promised = accepted(await pledge(server, stage, { moneyFen: 100n }));
    const revision = {
      revisionId: v7(),
      donationId: globalId('Donation', promised.id),
      moneyFen: 100n,
      earmark: { situation },
    };
    expect(await donationService.revisePledge(stage.partner.actor, revision)).toMatchObject({ least: 5 });
    const there = await received(server, stage, { moneyFen: 100n });
    const change = {
      ...{ changeId: v7(), donationId: globalId('Donation', there.id), earmark: { areaCode: community } },
      ...{ method: UseConsentMethod.PORTAL, consentedOn: '2026-01-05' },
    };
    expect(await donationService.changeDonationUse(stage.partner.actor, change)).toMatchObject({ least: 5 });
    expect(
      await server.database.query(
        'SELECT earmark_area_code AS a, earmark_situation AS s, revision FROM donation WHERE id IN ($1, $2)',
        [promised.id, there.id],
      ),
    ).toEqual([
      { a: null, s: null, revision: 0 },
      { a: null, s: null, revision: 0 },
    ]);
  });

  test('given a fifth household, then it is taken; one whose identity was erased does not count', async () => {
    const { householdId } = await household(server, { areaCode: community, situations: [situation] });
    expect(await give({ areaCode: community, situation })).toBe('PLEDGED');
    await server.database.query('UPDATE household SET data_key = NULL, erasure_began_at = now() WHERE id = $1', [
      householdId,
    ]);
    expect(await give({ areaCode: community, situation })).toBe('EarmarkTooNarrow');
  });
});
