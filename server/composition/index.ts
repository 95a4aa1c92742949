/** Promises the whole server put together by hand, each room given what it needs; read the parts in order to see who knows whom. */
import 'reflect-metadata';
import type { Config } from '../config';
import { composeCare } from './care';
import { composeDelivery } from './delivery';
import { composeGround } from './ground';
import { composeClaim } from './claim';
import { composeOffer } from './offer';
import { composeSwap } from './swap';
import { composeReferral } from './referral';
import { composeParties } from './parties';
import { composePlan } from './plan';
import { composeProject } from './project';
import { composeReceipt } from './receipt';

export type Composition = ReturnType<typeof compose>;

export function compose(config: Config, databaseUrl: string) {
  const ground = composeGround(config, databaseUrl);
  const parties = composeParties(ground);
  const care = composeCare({ ...ground, ...parties });
  const projecting = composeProject({ ...ground, ...parties });
  const referring = composeReferral({ ...ground, ...parties, ...care });
  const offering = composeOffer({ ...ground, ...parties, ...care, ...referring });
  const claiming = composeClaim({ ...ground, ...parties, ...care, ...referring });
  const receipting = composeReceipt({ ...ground, ...parties, ...care, ...projecting });
  const planning = composePlan({ ...ground, ...parties, ...care, ...referring, ...offering });
  const swapping = composeSwap({ ...ground, ...parties, ...care, ...referring, ...claiming });
  const helping = {
    ...ground,
    ...parties,
    ...care,
    ...projecting,
    ...referring,
    ...offering,
    ...claiming,
    ...receipting,
    ...swapping,
  };
  const delivery = composeDelivery(helping);
  const rooms = [
    ground,
    parties,
    care,
    projecting,
    referring,
    offering,
    claiming,
    receipting,
    planning,
    swapping,
    delivery,
  ];
  const resolvers = rooms.flatMap((part) => part.resolvers);
  return { ...helping, ...planning, ...delivery, resolvers };
}
