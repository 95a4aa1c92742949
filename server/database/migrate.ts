/** Promises that the database has every migration of this release, in order, once, however many servers start together. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project';
import { advisoryLocks, withAdvisoryLock } from './advisory-lock';
import { liftTransactionLimit } from './transaction-limit';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';

const folder = join(projectRoot, 'server', 'database', 'migrations');

/** Each file NNNN-name.sql is one migration; its number and name are its identity for ever. */
export function migrationsOfThisRelease(): (new () => MigrationInterface)[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const sql = readFileSync(join(folder, file), 'utf8');
      const name = file
        .replace('.sql', '')
        .replace(/^(\d{4})-(.*)$/, (_, number: string, title: string) => `${title}000000000${number}`);
      return class implements MigrationInterface {
        readonly name = name;
        async up(runner: QueryRunner): Promise<void> {
          await withoutLimits(runner);
          await runner.query(sql);
        }
        async down(): Promise<void> {
          throw new Error('Migrations go forward only.');
        }
      };
    });
}

/** A migration takes as long as it takes; ends with its transaction. */
async function withoutLimits(runner: QueryRunner): Promise<void> {
  await runner.query('SET LOCAL statement_timeout = 0');
  await liftTransactionLimit({ query: (sql, parameters = []) => runner.query(sql, [...parameters]) }, 'transaction');
}

/** Applies what is missing; each migration is one transaction; rivals wait on an advisory lock. Returns the names applied. */
export function migrate(source: DataSource): Promise<string[]> {
  return withAdvisoryLock(source, advisoryLocks.migrate, async () => {
    const applied = await source.runMigrations({ transaction: 'each' });
    return applied.map((migration) => migration.name);
  });
}
