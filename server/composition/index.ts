/** Promises the whole server put together by hand, each room given what it needs; read the parts in order to see who knows whom. */
import 'reflect-metadata';
import type { Config } from '../config';
import { composeAdviser } from './adviser';
import { composeCare } from './care';
import { composeDelivery } from './delivery';
import { composeEvaluation } from './evaluation';
import { composeGiving } from './giving';
import { composeGround } from './ground';
import { composeClaim } from './claim';
import { composeOffer } from './offer';
import { composeSwap } from './swap';
import { composeReferral } from './referral';
import { composeParties } from './parties';
import { composeSupervision } from './supervision';
import { composePlan } from './plan';
import { composeIndicator } from './indicator';
import { composePolicy } from './policy';
import { composeImport } from './import';
import { composeWebhook } from './webhook';
import { composeProject } from './project';
import { composeReceipt } from './receipt';
import { composeAllocation } from './allocation';
import { composeWish } from './wish';
import { composeTrace } from './trace';
import { composeWarning } from './warning';

export type Composition = ReturnType<typeof compose>;

export function compose(config: Config, databaseUrl: string) {
  const ground = composeGround(config, databaseUrl);
  const parties = composeParties(ground);
  const advising = composeAdviser({ ...ground, ...parties });
  const care = composeCare({ ...ground, ...parties });
  const informing = composePolicy({ ...ground, ...parties, ...care });
  const projecting = composeProject({ ...ground, ...parties });
  const giving = composeGiving({ ...ground, ...parties, ...care, ...projecting });
  const supervising = composeSupervision({ ...ground, ...parties, ...care, ...projecting });
  const referring = composeReferral({ ...ground, ...parties, ...care });
  const offering = composeOffer({ ...ground, ...parties, ...care, ...referring });
  const claiming = composeClaim({ ...ground, ...parties, ...care, ...referring });
  const receipting = composeReceipt({ ...ground, ...parties, ...care, ...projecting });
  const planning = composePlan({ ...ground, ...parties, ...care, ...referring, ...offering });
  const swapping = composeSwap({ ...ground, ...parties, ...care, ...referring, ...claiming });
  const granting = { ...ground, ...parties, ...care, ...projecting, ...giving, ...claiming };
  const allocating = composeAllocation({ ...granting, ...swapping });
  const wishing = composeWish({ ...granting, ...allocating });
  const tracing = composeTrace({ ...granting, ...allocating });
  const warning = composeWarning({ ...ground, ...parties, ...care });
  const helping = {
    ...{ ...ground, ...parties, ...advising, ...care, ...informing, ...projecting, ...giving, ...supervising },
    ...{ ...referring, ...offering, ...claiming, ...receipting, ...swapping, ...allocating, ...wishing },
    ...{ ...tracing },
    ...warning,
  };
  const importing = composeImport({ ...ground, ...giving });
  const webhook = composeWebhook({ ...ground, ...parties, ...care });
  const delivery = composeDelivery(helping);
  const counting = composeIndicator({ ...ground, ...parties, ...delivery });
  const evaluating = composeEvaluation({ ...ground, ...parties, ...counting });
  const rooms = [
    ...[ground, parties, advising, care, informing, projecting, giving, supervising, referring],
    ...[offering, claiming, receipting, planning, swapping, allocating, wishing, tracing],
    ...[webhook, importing, delivery],
    warning,
    ...[counting, evaluating],
  ];
  const resolvers = rooms.flatMap((part) => part.resolvers);
  return { ...helping, ...planning, ...webhook, ...delivery, ...counting, ...evaluating, resolvers };
}
