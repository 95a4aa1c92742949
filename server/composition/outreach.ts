/** Promises where households in need are likely unseen, and the population figures that this is reckoned from. */
import { NeedCountingRepository } from '../need/need-counting.repository';
import { OutreachRepository } from '../outreach/outreach.repository';
import { OutreachResolver } from '../outreach/outreach.resolver';
import { OutreachService } from '../outreach/outreach.service';
import type { Care } from './care';
import type { Ground } from './ground';

export function composeOutreach({ areaLoader, areas, audit, database, needs }: Ground & Care) {
  const outreachService = new OutreachService({
    ...{ database, audit, areas, needs },
    needCounts: new NeedCountingRepository(),
    outreach: new OutreachRepository(),
  });
  const resolvers: object[] = [new OutreachResolver(outreachService, areaLoader)];
  return { outreachService, resolvers };
}
