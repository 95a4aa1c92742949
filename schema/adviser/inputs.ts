/** Promises the inputs of the commands on advisers: one per mutation. */
import { Field, ID, InputType } from 'type-graphql';
import { CommandInput } from '../command';
import { CalendarDate, Uuid } from '../scalars';
import { AdviserKind, AppointmentEnd } from './adviser';

@InputType({ description: '顾问备案 An account with a role of an area becomes a registered adviser.' })
export class RegisterAdviserInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the appointment, made by the client, kept across retries.',
  })
  adviserId!: string;

  @Field(() => ID, { description: '账号 An account that is ADVISER or STREET_OFFICER in this street.' })
  accountId!: string;

  @Field(() => String, { description: '备案街道 Code (9 digits) of the street at which it is registered.' })
  areaCode!: string;

  @Field(() => AdviserKind, { description: '类别 Where the adviser comes from.' })
  kind!: AdviserKind;

  @Field(() => [String], { description: '专长 What the adviser is good at; at most 20, each 1 to 40 characters.' })
  competences!: string[];

  @Field(() => CalendarDate, { description: '任职日 The first day, today at the latest.' })
  appointedOn!: string;

  @Field(() => String, { description: '任职依据 On what grounds the adviser was chosen, 1 to 200 characters.' })
  reason!: string;

  @Field(() => ID, { nullable: true, description: '队伍 A team of that street; none when left out.' })
  teamId?: string | null;
}

@InputType({ description: '修订备案 What changes of a standing appointment; what is left out stays.' })
export class ReviseAdviserInput extends CommandInput {
  @Field(() => ID, { description: '顾问 The adviser.' })
  adviserId!: string;

  @Field(() => AdviserKind, { nullable: true, description: '类别 Where the adviser comes from.' })
  kind?: AdviserKind | null;

  @Field(() => [String], { nullable: true, description: '专长 All of them anew; at most 20, each 1 to 40 characters.' })
  competences?: string[] | null;

  @Field(() => ID, { nullable: true, description: '队伍 Another team of the same street.' })
  teamId?: string | null;
}

@InputType({ description: '登记离任 The end of an appointment, from today on; its posts as backbone end with it.' })
export class EndAppointmentInput extends CommandInput {
  @Field(() => ID, { description: '顾问 The adviser.' })
  adviserId!: string;

  @Field(() => AppointmentEnd, { description: '离任原因 Why; ACCOUNT_DISABLED can not be chosen.' })
  reason!: AppointmentEnd;
}
