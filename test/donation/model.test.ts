/** Shows by random commands against a model that every fen is where it is said after each, and that the check finds what is wrong. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { isRefusal } from '../../schema/refusal';
import { checkData } from '../../server/allocation/check';
import { booksOf, givingStage, pledge, type GivingStage } from '../stage/donations';
import { startTestServer, type TestServer } from '../stage/server';

describe('the ledger of donations', () => {
  let server: TestServer;
  let stage: GivingStage;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await givingStage(server);
  });
  afterAll(() => server.close());
  const check = () => checkData(server.app.composition.database);

  const steps = ['revise', 'withdraw', 'receive', 'return', 'lose'] as const;

  test('given any order of commands on a sum, then the books equal those of the model and the check finds nothing', async () => {
    const { donationService, disposalService } = server.app.composition;
    const command = fc.tuple(fc.constantFrom(...steps), fc.bigInt(0n, 120n));
    await fc.assert(
      fc.asyncProperty(fc.bigInt(1n, 100n), fc.array(command, { maxLength: 8 }), async (first, commands) => {
        const id = v7();
        await pledge(server, stage, { donationId: id, moneyFen: first });
        const model = { PLEDGED: first, RECEIVED: 0n, RETURNED: 0n, LOST: 0n, status: 'PLEDGED' };
        const donationId = globalId('Donation', id);
        for (const [step, amount] of commands) {
          const actor = stage.staff.actor;
          const promised = model.status === 'PLEDGED';
          const disposal = { disposalId: v7(), donationId, amount };
          const book = step === 'lose' ? 'LOST' : 'RETURNED';
          const allowed =
            step === 'revise'
              ? promised && amount > 0n
              : step === 'withdraw'
                ? model.status !== 'RECEIVED'
                : step === 'receive'
                  ? promised && amount > 0n && amount <= model.PLEDGED
                  : amount > 0n && amount <= model.RECEIVED;
          const answer =
            step === 'revise'
              ? await donationService.revisePledge(actor, { revisionId: v7(), donationId, moneyFen: amount })
              : step === 'withdraw'
                ? await donationService.withdrawPledge(actor, { commandId: v7(), donationId })
                : step === 'receive'
                  ? await donationService.receiveDonation(actor, { commandId: v7(), donationId, moneyFen: amount })
                  : step === 'lose'
                    ? await disposalService.reportDonationLoss(actor, disposal)
                    : await disposalService.returnDonation(actor, disposal);
          expect([step, amount, isRefusal(answer)]).toEqual([step, amount, !allowed]);
          if (!allowed) continue;
          if (step === 'revise') model.PLEDGED = amount;
          else if (step === 'withdraw') Object.assign(model, { PLEDGED: 0n, status: 'WITHDRAWN' });
          else if (step === 'receive') Object.assign(model, { PLEDGED: 0n, RECEIVED: amount, status: 'RECEIVED' });
          else {
            model.RECEIVED -= amount;
            model[book] += amount;
          }
          const { SOURCE, ...books } = await booksOf(server, id);
          const { status, ...expected } = model;
          expect(status).toBeDefined();
          expect(books).toEqual(
            Object.fromEntries(
              Object.entries(expected).flatMap(([name, sum]) => (sum === 0n ? [] : [[name, String(sum)]])),
            ),
          );
          const whole = Object.values(books).reduce((sum, one) => sum + BigInt(one), 0n);
          expect(BigInt(SOURCE ?? 0)).toBe(-whole);
          expect(await check()).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('given books that were changed past the product, then the check names each', async () => {
    const donationId = v7();
    await pledge(server, stage, { donationId, moneyFen: 10n });
    expect(await check()).toEqual([]);
    await server.database.query("UPDATE ledger_balance SET balance = 9 WHERE holding_id = $1 AND book = 'PLEDGED'", [
      donationId,
    ]);
    await server.database.query('UPDATE donation SET money_fen = 11 WHERE id = $1', [donationId]);
    expect((await check()).map((one) => one.rule).sort()).toEqual([
      'a balance is the sum of its entries',
      'the books of a holding sum to nothing',
      'the ledger holds what the donation or project says',
    ]);
  });
});
