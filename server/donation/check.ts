/** Promises `npm run check:data`: what contradicts itself in ledger and donations is named, and nothing is changed. */
import 'reflect-metadata';
import { openDatabase } from '../area/import';
import { readConfig } from '../config';
import { Database, type Statements } from '../database/database';
import { contradictionsOfLedger, contradictionsOfWholes, type Contradiction } from '../ledger/contradictions';
import { printMessage } from '../message';
import type { ServicePledge } from '../organisation/organisation.entity';
import { OrganisationRepository } from '../organisation/organisation.repository';

/** All contradictions of giving; none when all is well. */
export async function checkData(statements: Statements): Promise<Contradiction[]> {
  const money = await statements.query<{ id: string; whole: bigint }>(
    `/* donation.wholesOfMoney */
     SELECT id, CASE WHEN status = 'WITHDRAWN' THEN 0 ELSE money_fen END::bigint AS whole FROM donation WHERE form = 'MONEY'`,
  );
  const lots = await statements.query<{ id: string; whole: bigint }>(
    `/* donation.wholesOfLots */
     SELECT l.id, CASE WHEN d.status = 'WITHDRAWN' OR l.withdrawn_at IS NOT NULL THEN 0 ELSE l.quantity END::bigint AS whole
       FROM donation_lot l JOIN donation d ON d.id = l.donation_id`,
  );
  const wholes = (rows: { id: string; whole: bigint }[]) => new Map(rows.map((row) => [row.id, row.whole]));
  return [
    ...(await contradictionsOfLedger(statements)),
    ...(await contradictionsOfWholes(statements, 'MONEY', wholes(money))),
    ...(await contradictionsOfWholes(statements, 'LOT', wholes(lots))),
    ...(await contradictionsOfServices(statements)),
  ];
}

/** A gift of services and its offering say the same of it; and no offering says so that nobody gave. */
async function contradictionsOfServices(statements: Statements): Promise<Contradiction[]> {
  const given = await statements.query<{ id: string; offeringId: string; pledge: ServicePledge }>(
    `/* donation.services */
     SELECT id, offering_id AS "offeringId", CASE WHEN standing THEN 'STANDING' ELSE 'ONE_OFF' END AS pledge
       FROM donation WHERE form = 'SERVICE'`,
  );
  const offered = new Map<string, string>();
  for (const one of await new OrganisationRepository().listPledged(statements)) offered.set(one.id, one.pledge);
  const wrong = given.filter((one) => offered.get(one.offeringId) !== one.pledge).map((one) => one.id);
  const known = new Set(given.map((one) => one.offeringId));
  const nobodys = [...offered.keys()].filter((id) => !known.has(id));
  return [...wrong, ...nobodys].map((subjectId) => ({
    rule: 'a gift of services is what its offering says',
    subjectId,
  }));
}

async function run(): Promise<void> {
  const opened = await openDatabase(readConfig());
  const database = await new Database({ url: opened.url, poolSize: 2, entities: [] }).open();
  try {
    const found = await checkData(database);
    for (const { rule, subjectId } of found) process.stdout.write(`✗ ${rule}: ${subjectId}\n`);
    printMessage({
      zh: found.length === 0 ? '✓ 账目检查:未发现问题' : `✗ 账目检查:发现 ${found.length} 处矛盾`,
      en: found.length === 0 ? '✓ The books were checked: nothing found' : `✗ ${found.length} contradictions found`,
    });
    if (found.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
    await opened.close();
  }
}

if (require.main === module)
  run().catch((error: unknown) => {
    process.stderr.write(`✗ ${(error as Error).message}\n`);
    process.exitCode = 1;
  });
