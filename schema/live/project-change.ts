/** Promises what a follower of a project is told: that something moved, and how far it has come by the ledger. */
import { Field, ID, ObjectType } from 'type-graphql';
import { Instant } from '../scalars';

@ObjectType({ description: '项目动态 Something happened to a project or to what it has.' })
export class ProjectChange {
  @Field(() => String, { description: '事件游标 Cursor of the event: subscribe after it to miss nothing.' })
  cursor!: string;

  @Field(() => Instant, { description: '时间 When.' })
  at!: Date;

  @Field(() => ID, { description: '项目 The project.' })
  projectId!: string;

  /** Not part of the contract. */
  localProjectId!: string;
}
