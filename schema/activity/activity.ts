/** Promises the linkage of parties (六社联动) and what they do together: kinds, functions, places, and results. */
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { CalendarDate, Fen, Instant } from '../scalars';

export enum LinkagePartyKind {
  COMMUNITY = 'COMMUNITY',
  SOCIAL_ORGANISATION = 'SOCIAL_ORGANISATION',
  SOCIAL_WORKERS = 'SOCIAL_WORKERS',
  VOLUNTEERS = 'VOLUNTEERS',
  CHARITY_RESOURCES = 'CHARITY_RESOURCES',
  OTHER_LOCAL = 'OTHER_LOCAL',
}

registerEnumType(LinkagePartyKind, {
  name: 'LinkagePartyKind',
  description: '六社联动主体类别 Kinds of parties of the linkage: five that are named everywhere, and a local sixth.',
  valuesConfig: {
    COMMUNITY: { description: '社区 A community: the platform.' },
    SOCIAL_ORGANISATION: { description: '社会组织 A social organisation: the carrier.' },
    SOCIAL_WORKERS: { description: '社会工作者 Social workers: the support.' },
    VOLUNTEERS: { description: '社区志愿者 Community volunteers: the helpers.' },
    CHARITY_RESOURCES: { description: '社会慈善资源 Charity resources: the supplement.' },
    OTHER_LOCAL: { description: '本地第六方 The sixth, named locally, e.g. social enterprises.' },
  },
});

export enum ActivityKind {
  CULTURE_FESTIVAL = 'CULTURE_FESTIVAL',
  DONATION_POINT = 'DONATION_POINT',
  CONVENIENCE_FAIR = 'CONVENIENCE_FAIR',
  OTHER = 'OTHER',
}

registerEnumType(ActivityKind, {
  name: 'ActivityKind',
  description: '活动类别 Kinds of activities.',
  valuesConfig: {
    CULTURE_FESTIVAL: { description: '慈善文化节 Charity culture festival.' },
    DONATION_POINT: { description: '居民爱心捐款点位 A point where residents give.' },
    CONVENIENCE_FAIR: { description: '便民大赶集 Convenience fair.' },
    OTHER: { description: '其他 Another activity.' },
  },
});

export enum ActivityFunction {
  RAISE_MONEY_AND_GOODS = 'RAISE_MONEY_AND_GOODS',
  CHARITY_SALE = 'CHARITY_SALE',
  LEGAL_AND_MEDICAL_AID = 'LEGAL_AND_MEDICAL_AID',
  RELIEF = 'RELIEF',
}

registerEnumType(ActivityFunction, {
  name: 'ActivityFunction',
  description: '基本功能 The four functions; an activity has at least one.',
  valuesConfig: {
    RAISE_MONEY_AND_GOODS: { description: '募集款物 Raises money and goods.' },
    CHARITY_SALE: { description: '慈善义卖 Charity sale.' },
    LEGAL_AND_MEDICAL_AID: { description: '法律医疗援助 Legal and medical aid.' },
    RELIEF: { description: '困难群体救助 Relief for people in hardship.' },
  },
});

export enum PlaceKind {
  CITIZEN_STATION = 'CITIZEN_STATION',
  COMMUNITY_CENTRE = 'COMMUNITY_CENTRE',
  SERVICE_POINT = 'SERVICE_POINT',
  PUBLIC_SQUARE = 'PUBLIC_SQUARE',
  SCHOOL = 'SCHOOL',
  OTHER = 'OTHER',
}

registerEnumType(PlaceKind, {
  name: 'PlaceKind',
  description: '场所类别 Kinds of places.',
  valuesConfig: {
    CITIZEN_STATION: { description: '市民驿站 Citizen Station.' },
    COMMUNITY_CENTRE: { description: '社区中心 Community centre.' },
    SERVICE_POINT: { description: '救助顾问服务点 Service point of the advisers.' },
    PUBLIC_SQUARE: { description: '广场 Public square.' },
    SCHOOL: { description: '学校 School.' },
    OTHER: { description: '其他 Another place.' },
  },
});

export enum ActivityStatus {
  PLANNED = 'PLANNED',
  HELD = 'HELD',
  ACCOUNTED = 'ACCOUNTED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(ActivityStatus, {
  name: 'ActivityStatus',
  description: '活动状态 Where an activity stands.',
  valuesConfig: {
    PLANNED: { description: '已计划 Planned.' },
    HELD: { description: '已举办 Held; its results can be completed.' },
    ACCOUNTED: { description: '已结报 Accounted for by another person; nothing changes any more.' },
    CANCELLED: { description: '已取消 Cancelled; shown to nobody outside.' },
  },
});

@ObjectType({ implements: Node, description: '联动主体 A party of the linkage.' })
export class LinkageParty {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => LinkagePartyKind, { description: '类别 Its kind.' })
  kind!: LinkagePartyKind;

  @Field(() => String, {
    nullable: true,
    description: '本地称谓 What the sixth is called here; null for the other five.',
  })
  localKind?: string;

  @Field(() => String, { description: '名称 Its name: a body or a team, never a person.' })
  name!: string;

  @Field(() => String, { description: '区划代码 Where it works.' })
  areaCode!: string;

  @Field(() => ID, { nullable: true, description: '组织 Global id of the organisation that it is, if it is one.' })
  organisationId?: string;
}

@ObjectType({ description: '参与主体 A party of an activity.' })
export class ActivityParty {
  @Field(() => LinkageParty, { description: '主体 The party.' })
  party!: LinkageParty;

  @Field(() => Boolean, { description: '是否主办 Whether it organises; else it takes part.' })
  organises!: boolean;
}

@ObjectType({ description: '活动成果 What an activity brought; money and goods are those of its donations, received.' })
export class ActivityResults {
  @Field(() => Int, { description: '参与人数 People reached.' })
  peopleReached!: number;

  @Field(() => String, { description: '小结 What was done, in words; never about a person.' })
  summary!: string;

  @Field(() => Int, { description: '捐赠笔数 Donations received.' })
  donations!: number;

  @Field(() => Fen, { description: '善款（分） Money received, in fen.' })
  moneyFen!: bigint;

  @Field(() => Fen, { description: '物资价值（分） Goods received, at their value, in fen.' })
  goodsFen!: bigint;

  @Field(() => Int, {
    nullable: true,
    description: '发现需求数 Needs found; null for 1 to 4, which are not told.',
  })
  needsFound?: number;
}

@ObjectType({
  implements: Node,
  description: '联动活动 What parties of the linkage do together, for everybody to see.',
})
export class Activity {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => ActivityKind, { description: '类别 Its kind.' })
  kind!: ActivityKind;

  @Field(() => [ActivityFunction], { description: '功能 At least one of the four.' })
  functions!: ActivityFunction[];

  @Field(() => String, { description: '名称 Its title.' })
  title!: string;

  @Field(() => PlaceKind, { description: '场所类别 What kind of place.' })
  placeKind!: PlaceKind;

  @Field(() => String, { description: '地点 Where.' })
  placeName!: string;

  @Field(() => String, { description: '区划代码 The area of the place.' })
  areaCode!: string;

  @Field(() => CalendarDate, { description: '开始日 Its first day.' })
  startsOn!: string;

  @Field(() => CalendarDate, { description: '结束日 Its last day.' })
  endsOn!: string;

  @Field(() => ActivityStatus, { description: '状态 Where it stands.' })
  status!: ActivityStatus;

  @Field(() => Instant, { nullable: true, description: '举办登记时间 When it was written down as held.' })
  heldAt?: Date;

  @Field(() => Instant, { nullable: true, description: '结报时间 When it was accounted for.' })
  accountedAt?: Date;

  /** Not in the contract: the local id. */
  activityId!: string;

  /** Not in the contract: for `results`. */
  peopleReached!: number | null;

  /** Not in the contract: for `results`. */
  summary!: string | null;
}

export const ActivityConnection = connectionOf('Activity', () => Activity);
export const LinkagePartyConnection = connectionOf('LinkageParty', () => LinkageParty);
