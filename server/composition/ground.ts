/** Promises the ground that every room stands on: database, audit, the ledger and the areas. */
import type { Config } from '../config';
import { Database } from '../database/database';
import { entities } from '../database/entities';
import { anchorsOf } from '../audit/anchor';
import { AuditTrail } from '../audit/audit';
import { Commands } from '../audit/commands';
import { SealRepository } from '../audit/seal.repository';
import { AuditSealing } from '../audit/sealing';
import { LedgerRepository } from '../ledger/ledger.repository';
import { importAreas } from '../area/area-import';
import { AreaRepository } from '../area/area.repository';
import { AreaLoader } from '../area/area.loader';
import { AreaResolver } from '../area/area.resolver';
import { derivedKey } from './derived-key';

export type Ground = ReturnType<typeof composeGround>;

export function composeGround(config: Config, databaseUrl: string) {
  const { poolSize, poolWaitMilliseconds } = config;
  const database = new Database({ url: databaseUrl, poolSize, poolWaitMilliseconds, entities });
  const audit = new AuditTrail(derivedKey(config, 'audit digest'));
  const commands = new Commands(database, audit);
  const auditSealing = new AuditSealing(database, new SealRepository(), anchorsOf(config));
  const ledger = new LedgerRepository();

  // area
  const areas = new AreaRepository();
  const importDistrict = () => importAreas(database, areas, {});
  const areaLoader = new AreaLoader(database, areas);

  const resolvers: object[] = [new AreaResolver(database, areas, areaLoader)];
  return { config, database, audit, commands, auditSealing, ledger, areas, areaLoader, importDistrict, resolvers };
}
