/** Promises the whole server put together by hand, each room given what it needs; read the parts in order to see who knows whom. */
import 'reflect-metadata';
import type { Config } from '../config';
import { composeCare } from './care';
import { composeCasework, linkHelp, linkWork } from './casework';
import { composeCorps } from './corps';
import { composeDelivery } from './delivery';
import { composeEmployment, registerEmployment } from './employment';
import { composeGiving } from './giving';
import { composeGround } from './ground';
import { composeClaim } from './claim';
import { composeMeeting } from './meeting';
import { composeOffer } from './offer';
import { composeHoliday } from './holiday';
import { composeInspection } from './inspection';
import { composeOutreach } from './outreach';
import { composeSwap } from './swap';
import { composeRevisit } from './revisit';
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
import { composeApplication } from './application';
import { composeWish } from './wish';
import { composeTimeline } from './timeline';
import { composeTrace } from './trace';
import { composeActivity } from './activity';
import { composeCatalogue } from './catalogue';
import { composeExport } from './export';
import { composeIntake } from './intake';
import { composePhoto } from './photo';
import { composeVisit } from './visit';
import { composeRights } from './rights';
import { composeWarning } from './warning';

export type Composition = ReturnType<typeof compose>;

export function compose(config: Config, databaseUrl: string) {
  const ground = composeGround(config, databaseUrl);
  const parties = composeParties(ground);
  const corps = composeCorps({ ...ground, ...parties });
  const care = composeCare({ ...ground, ...parties });
  const convening = composeMeeting({ ...ground, ...parties, ...corps, ...care });
  const caseworking = composeCasework({ ...ground, ...parties, ...care });
  const informing = composePolicy({ ...ground, ...parties, ...care });
  const employing = composeEmployment({ ...ground, ...parties, ...care, ...caseworking });
  const applying = composeApplication({ ...ground, ...parties, ...care, ...informing });
  const projecting = composeProject({ ...ground, ...parties });
  const picturing = composePhoto({ ...ground, ...care });
  const visiting = composeVisit({ ...picturing, ...ground, ...parties, ...corps, ...care });
  const giving = composeGiving({ ...ground, ...parties, ...care, ...projecting });
  const supervising = composeSupervision({ ...ground, ...parties, ...care, ...projecting });
  const referring = composeReferral({ ...ground, ...parties, ...care });
  const offering = composeOffer({ ...ground, ...parties, ...care, ...referring });
  const claiming = composeClaim({ ...ground, ...parties, ...care, ...picturing, ...referring });
  const revisiting = composeRevisit({ ...ground, ...care, ...claiming, ...applying });
  const receipting = composeReceipt({ ...ground, ...parties, ...care, ...projecting });
  const planning = composePlan({ ...ground, ...parties, ...care, ...referring, ...offering });
  const swapping = composeSwap({ ...ground, ...parties, ...care, ...referring, ...claiming });
  const granting = { ...ground, ...parties, ...care, ...projecting, ...giving, ...claiming };
  const allocating = composeAllocation({ ...granting, ...swapping });
  const wishing = composeWish({ ...granting, ...allocating });
  const tracing = composeTrace({ ...granting, ...allocating });
  const warning = composeWarning({ ...ground, ...parties, ...care });
  const outreach = composeOutreach({ ...ground, ...care });
  const inspecting = composeInspection(ground);
  const timeline = composeTimeline(ground);
  const linking = composeActivity({ ...ground, ...parties, ...care, ...giving });
  const listing = composeCatalogue(ground);
  const resting = composeHoliday(ground);
  const righting = composeRights({ ...ground, ...parties, ...care, ...visiting, ...resting });
  const helping = {
    ...{ ...ground, ...parties, ...corps, ...care, ...convening, ...informing, ...applying },
    ...{ ...projecting, ...giving, ...supervising },
    ...{ ...referring, ...offering, ...claiming, ...revisiting, ...receipting, ...swapping, ...allocating, ...wishing },
    ...{ ...tracing, ...resting, ...righting, ...linking, ...listing },
    ...{ ...warning, ...outreach, ...caseworking, ...employing, ...picturing, ...visiting },
  };
  const importing = composeImport({ ...ground, ...giving });
  const intaking = composeIntake({ ...ground, ...parties, ...care, ...visiting });
  const webhook = composeWebhook({ ...ground, ...parties, ...care });
  const delivery = composeDelivery(helping);
  linkHelp(helping);
  linkWork(helping);
  registerEmployment(delivery.nodes, { ...ground, ...employing });
  const counting = composeIndicator({ ...ground, ...parties, ...delivery });
  const exporting = composeExport({ ...ground, ...parties, ...care, ...counting, nodes: delivery.nodes });
  const rooms = [
    ...[ground, parties, corps, care, convening, informing, applying, projecting, giving, supervising],
    ...[referring, offering, claiming, revisiting, receipting, planning, swapping, allocating, wishing, tracing],
    ...[resting, righting, linking, listing, webhook, importing, delivery, warning, outreach, timeline, inspecting],
    ...[caseworking, employing, counting, picturing, visiting, intaking, exporting],
  ];
  const resolvers = rooms.flatMap((part) => part.resolvers);
  return { ...helping, ...planning, ...webhook, ...delivery, ...counting, ...intaking, ...exporting, resolvers };
}
