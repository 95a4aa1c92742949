/** Promises the whole server put together by hand, each room given what it needs; read the parts in order to see who knows whom. */
import 'reflect-metadata';
import type { Config } from '../config';
import { composeCare } from './care';
import { composeDelivery } from './delivery';
import { composeGround } from './ground';
import { composeClaim } from './claim';
import { composeSwap } from './swap';
import { composeReferral } from './referral';
import { composeParties } from './parties';

export type Composition = ReturnType<typeof compose>;

export function compose(config: Config, databaseUrl: string) {
  const ground = composeGround(config, databaseUrl);
  const parties = composeParties(ground);
  const care = composeCare({ ...ground, ...parties });
  const referring = composeReferral({ ...ground, ...parties, ...care });
  const claiming = composeClaim({ ...ground, ...parties, ...care, ...referring });
  const swapping = composeSwap({ ...ground, ...parties, ...care, ...referring, ...claiming });
  const delivery = composeDelivery({ ...ground, ...parties, ...care, ...referring, ...claiming, ...swapping });
  const resolvers = [ground, parties, care, referring, claiming, swapping, delivery].flatMap((part) => part.resolvers);
  return { ...ground, ...parties, ...care, ...referring, ...claiming, ...swapping, ...delivery, resolvers };
}
