/** Promises what a follower of its own exports is told: which one, where it stands and how far it is written. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DataExportStatus } from '../export/data-export';
import { Instant } from '../scalars';

@ObjectType({ description: '导出进度 A step of an export: it begins, goes on, or ends.' })
export class DataExportChanged {
  @Field(() => String, { description: '事件游标 Cursor of the event: subscribe after it to miss nothing.' })
  cursor!: string;

  @Field(() => Instant, { description: '时间 When it happened.' })
  at!: Date;

  @Field(() => ID, { description: '导出 Global id of the export.' })
  exportId!: string;

  @Field(() => DataExportStatus, { description: '状态 Where it stood then.' })
  status!: DataExportStatus;

  @Field(() => Int, { description: '已读 Records, or measures, read by then.' })
  done!: number;

  @Field(() => Int, { nullable: true, description: '总数 Records, or measures, to read; null until that is known.' })
  total?: number;
}
