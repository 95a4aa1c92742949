/** Promises the activities of the published case as data: the festival, the donation points, the fair at the Citizen Station (rows 20 to 24). */
import type { ActivityFunction, ActivityKind, LinkagePartyKind, PlaceKind } from '../../schema/activity/activity';
import { SeededChance } from './random';

export interface PartyPlan {
  readonly partyId: string;
  readonly kind: `${LinkagePartyKind}`;
  readonly name: string;
  readonly localKind?: string;
}

export interface ActivityPlan {
  readonly activityId: string;
  readonly heldId: string;
  readonly linkedId: string;
  readonly foundId: string;
  readonly accountedId: string;
  readonly kind: `${ActivityKind}`;
  readonly functions: readonly `${ActivityFunction}`[];
  readonly title: string;
  readonly placeKind: `${PlaceKind}`;
  readonly placeName: string;
  readonly areaCode: string;
  /** Undefined: it is still to come, whenever one looks. */
  readonly startsOn?: string;
  readonly lasts: number;
  readonly peopleReached: number;
  readonly summary: string;
  /** Which donations of the sample were given at it, from the first to before the second. */
  readonly donations: readonly [number, number];
  /** Whether needs of its community were found at it. */
  readonly findsNeeds?: true;
}

export interface LinkagePlan {
  readonly parties: readonly PartyPlan[];
  readonly activities: readonly ActivityPlan[];
  readonly catalogueId: string;
  readonly publishId: string;
}

const partyNames: readonly (readonly [PartyPlan['kind'], string, string?])[] = [
  ['COMMUNITY', '兴庆区各社区'],
  ['SOCIAL_ORGANISATION', '专业社会组织联盟'],
  ['SOCIAL_WORKERS', '街道社工站'],
  ['VOLUNTEERS', '社区志愿服务队'],
  ['CHARITY_RESOURCES', '兴庆区慈善总会'],
  ['OTHER_LOCAL', '爱心商户联盟', '社会企业'],
];

type Activity = Omit<ActivityPlan, 'activityId' | 'heldId' | 'linkedId' | 'foundId' | 'accountedId'>;

const activities: readonly Activity[] = [
  {
    ...{ kind: 'CULTURE_FESTIVAL', functions: ['RAISE_MONEY_AND_GOODS', 'CHARITY_SALE'], title: '慈善文化节' },
    ...{ placeKind: 'PUBLIC_SQUARE', placeName: '样例广场', areaCode: '640104', startsOn: '2023-09-05', lasts: 3 },
    ...{ peopleReached: 1_200, summary: '慈善义卖、文艺演出与现场募捐', donations: [0, 4] },
  },
  {
    ...{ kind: 'DONATION_POINT', functions: ['RAISE_MONEY_AND_GOODS'], title: '居民爱心捐款点位（凤凰北街）' },
    ...{
      placeKind: 'COMMUNITY_CENTRE',
      placeName: '凤凰北街街道民生服务中心',
      areaCode: '640104001',
      startsOn: '2023-02-06',
      lasts: 30,
    },
    ...{ peopleReached: 260, summary: '居民自愿捐款捐物', donations: [4, 6] },
  },
  {
    ...{ kind: 'CONVENIENCE_FAIR', functions: ['LEGAL_AND_MEDICAL_AID', 'RELIEF'], title: '市民驿站便民大赶集' },
    ...{
      placeKind: 'CITIZEN_STATION',
      placeName: '凤凰北街兴隆社区市民驿站',
      areaCode: '640104001',
      startsOn: '2023-09-16',
      lasts: 1,
    },
    ...{ peopleReached: 480, summary: '义诊、法律咨询、理发缝补与物资发放', donations: [6, 7], findsNeeds: true },
  },
  {
    ...{ kind: 'CONVENIENCE_FAIR', functions: ['RELIEF'], title: '市民驿站便民大赶集（下一期）' },
    ...{
      placeKind: 'CITIZEN_STATION',
      placeName: '凤凰北街兴隆社区市民驿站',
      areaCode: '640104001',
      lasts: 1,
    },
    ...{ peopleReached: 0, summary: '', donations: [0, 0] },
  },
];

export function planLinkage(seed: number): LinkagePlan {
  const chance = new SeededChance(seed);
  const ids = () => ({
    ...{ activityId: chance.uuid(), heldId: chance.uuid(), linkedId: chance.uuid() },
    ...{ foundId: chance.uuid(), accountedId: chance.uuid() },
  });
  return {
    parties: partyNames.map(([kind, name, localKind]) => ({ partyId: chance.uuid(), kind, name, localKind })),
    activities: activities.map((activity) => ({ ...ids(), ...activity })),
    catalogueId: chance.uuid(),
    publishId: chance.uuid(),
  };
}
