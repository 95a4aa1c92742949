/** Promises the whole server put together by hand, each room given what it needs; read it to see who knows whom. */
import { hkdfSync } from 'node:crypto';
import type { Config } from './config';
import { Database } from './database/database';
import { entities } from './database/entities';
import { AuditTrail } from './audit/audit';
import { AreaRepository } from './area/area.repository';
import { AreaResolver } from './area/area.resolver';

/** A key for one purpose, derived from the secret of the installation. */
export function derivedKey(config: Config, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', config.tokenSecret, '', `linkage ${purpose}`, 32));
}

export type Composition = ReturnType<typeof compose>;

export function compose(config: Config, databaseUrl: string) {
  const database = new Database({ url: databaseUrl, poolSize: config.poolSize, entities });
  const audit = new AuditTrail(derivedKey(config, 'audit digest'));

  // area
  const areas = new AreaRepository();

  const resolvers: object[] = [new AreaResolver(database, areas)];

  return { config, database, audit, areas, resolvers };
}
