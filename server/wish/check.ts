/**
 * Promises `npm run check:data`: what contradicts itself in giving, shares of wishes included, is named; nothing is changed.
 * It ends with 0 when all is well, 1 when something contradicts itself, and 2 when it could not look.
 */
import 'reflect-metadata';
import { checkData as checkAllocations } from '../allocation/check';
import { readConfig } from '../config';
import { Database, type Statements } from '../database/database';
import { openDatabase } from '../database/open';
import { contradictionsOfWholes, type Contradiction } from '../ledger/contradictions';
import { contradictionLine } from '../ledger/rule';
import { printFailure, printMessage, StartFailure } from '../message';
import { NeedRepository } from '../need/need.repository';
import { PointsRepository } from '../points/points.repository';
import { ShareRepository } from './share.repository';

/** All contradictions of giving and of points; none when all is well. */
export async function checkData(statements: Statements): Promise<Contradiction[]> {
  return [
    ...(await checkAllocations(statements)),
    ...(await contradictionsOfWishes(statements)),
    ...(await contradictionsOfWholes(statements, 'POINTS', await new PointsRepository().wholes(statements))),
  ];
}

/** What a wish says is held, and received of that, is what its shares say. */
async function contradictionsOfWishes(statements: Statements): Promise<Contradiction[]> {
  const said = new Map((await new NeedRepository().listHeld(statements)).map((row) => [row.id, row]));
  const sums = new Map((await new ShareRepository().sumsOfNeeds(statements)).map((row) => [row.id, row]));
  return [...new Set([...said.keys(), ...sums.keys()])]
    .filter(
      (id) =>
        (said.get(id)?.heldFen ?? 0n) !== (sums.get(id)?.heldFen ?? 0n) ||
        (said.get(id)?.receivedFen ?? 0n) !== (sums.get(id)?.receivedFen ?? 0n),
    )
    .map((subjectId) => ({ rule: 'a wish holds what its shares say' as const, subjectId }));
}

async function run(): Promise<void> {
  const opened = await openDatabase(readConfig());
  const database = await new Database({ url: opened.url, poolSize: 2, entities: [] }).open();
  try {
    const found = await checkData(database);
    for (const { rule, subjectId } of found) printMessage(contradictionLine(rule, subjectId));
    printMessage({
      zh: found.length === 0 ? '✓ 账目检查：未发现问题' : `✗ 账目检查：发现 ${found.length} 处矛盾`,
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
    if (error instanceof StartFailure) printFailure(error);
    else process.stderr.write(`✗ ${(error as Error).message}\n`);
    process.exitCode = 2;
  });
