/** Promises posts, people who seek work, the posts that suit them with the reasons, and what became of each placement. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';
import { MatchExplanation } from '../matching/explanation';
import { Literacy } from '../need/enums';
import { Node } from '../node';
import { CalendarDate, Fen, Instant } from '../scalars';
import { Situation } from '../taxonomy/situation';
import { JobPostKind, PlacementEnd, PlacementStatus, WorkAbility } from './enums';

@ObjectType({ implements: Node, description: '岗位 A job lead or a public-welfare post.' })
export class JobPost extends Node {
  @Field(() => JobPostKind, { description: '类别 What kind.' })
  kind!: JobPostKind;

  @Field(() => String, { description: '名称 What the work is.' })
  title!: string;

  @Field(() => [String], { description: '招用区域 Codes of the areas whose people it is for.' })
  areaCodes!: string[];

  @Field(() => [Situation], { description: '面向人群 The situations it is for; empty: anybody.' })
  situations!: Situation[];

  @Field(() => Int, { description: '最低年龄 From this age.' })
  ageFrom!: number;

  @Field(() => Int, { description: '最高年龄 To this age, included.' })
  ageTo!: number;

  @Field(() => Literacy, { description: '文化程度 At least this schooling.' })
  education!: Literacy;

  @Field(() => [WorkAbility], { description: '身体条件 What it asks of the body.' })
  abilities!: WorkAbility[];

  @Field(() => [String], { description: '技能 Skills that it asks for.' })
  skills!: string[];

  @Field(() => Fen, { description: '月薪（分） Pay for a month, in fen.' })
  monthlyFen!: bigint;

  @Field(() => Int, { description: '招用人数 How many places.' })
  places!: number;

  @Field(() => Int, { description: '剩余名额 Places that are free.' })
  placesLeft!: number;

  @Field(() => CalendarDate, { description: '截止日 The last day on which people are referred.' })
  closesOn!: string;

  @Field(() => Boolean, { description: '是否开放 Whether people can be referred now.' })
  open!: boolean;
}

export const JobPostConnection = connectionOf('JobPost', () => JobPost);

@ObjectType({ description: '匹配岗位 A post that suits the person, with the reasons.' })
export class JobMatch {
  @Field(() => JobPost, { description: '岗位 The post.' })
  post!: JobPost;

  @Field(() => MatchExplanation, { description: '匹配说明 Why it suits, gate by gate.' })
  explanation!: MatchExplanation;
}

@ObjectType({
  implements: Node,
  description: '求职人员 A member of a household that seeks work; seen by those who serve its area.',
})
export class JobSeeker extends Node {
  @Field(() => ID, { description: '成员 Global id of the member of the household.' })
  memberId!: string;

  @Field(() => Literacy, { description: '文化程度 Schooling.' })
  education!: Literacy;

  @Field(() => [WorkAbility], { description: '身体条件 What the health of the person allows.' })
  abilities!: WorkAbility[];

  @Field(() => [String], { description: '技能 Skills.' })
  skills!: string[];

  @Field(() => Instant, { description: '登记时间 Since when.' })
  registeredAt!: Date;

  /** Not in the contract. */
  seekerId!: string;
  householdId!: string;
}

export const JobSeekerConnection = connectionOf('JobSeeker', () => JobSeeker);

@ObjectType({
  implements: Node,
  description: '就业安置 A person at a post. The employer sees it without knowing who the person is.',
})
export class JobPlacement extends Node {
  @Field(() => PlacementStatus, { description: '状态 How it stands.' })
  status!: PlacementStatus;

  @Field(() => Int, { description: '匹配得分 The score when the person was referred, 0 to 10,000.' })
  score!: number;

  @Field(() => CalendarDate, { nullable: true, description: '录用日 When the person was hired.' })
  hiredOn?: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '满3个月核实日 When it was seen that it lasted three months.',
  })
  keptThreeMonthsOn?: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '满6个月核实日 When it was seen that it lasted six months.',
  })
  keptSixMonthsOn?: string;

  @Field(() => CalendarDate, { nullable: true, description: '结束日 When it ended.' })
  endedOn?: string;

  @Field(() => PlacementEnd, { nullable: true, description: '结束原因 Why it ended.' })
  endReason?: PlacementEnd;

  /** Not in the contract. */
  postId!: string;
  householdId!: string;
}

export const JobPlacementConnection = connectionOf('JobPlacement', () => JobPlacement);
