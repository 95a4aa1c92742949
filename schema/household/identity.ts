/** Promises the identity of a household: opened only on a stated reason, each opening written down. */
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from './household';

export enum DataKind {
  NAME = 'NAME',
  PHONE = 'PHONE',
  ADDRESS = 'ADDRESS',
  RESIDENT_NUMBER = 'RESIDENT_NUMBER',
  SITUATION = 'SITUATION',
}

registerEnumType(DataKind, {
  name: 'DataKind',
  description: '个人信息种类 Kind of personal data.',
  valuesConfig: {
    NAME: { description: '姓名 Names of the members.' },
    PHONE: { description: '电话 Phone number.' },
    ADDRESS: { description: '住址 Address.' },
    RESIDENT_NUMBER: { description: '公民身份号码 Resident number; in a text also anything like a bank card number.' },
    SITUATION: { description: '困难情形 Health and family situation.' },
  },
});

@ObjectType({ description: '成员身份 Name and number of one member.' })
export class MemberIdentity {
  @Field(() => ID, { description: '全局编号 Opaque id of the member.' })
  id!: string;

  @Field(() => Relation, { description: '与户主关系 Relation to the head.' })
  relation!: Relation;

  @Field(() => String, { description: '姓名 Name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: '公民身份号码 Resident number; null when none was given.' })
  residentNumber?: string;
}

@ObjectType({ description: '家庭身份信息 Who the household is. Each reading is written to the audit with its reason.' })
export class HouseholdIdentity {
  @Field(() => String, { description: '住址 Address.' })
  address!: string;

  @Field(() => String, { nullable: true, description: '手机号 Mobile phone; null when none was given.' })
  phone?: string;

  @Field(() => [MemberIdentity], { description: '成员 The members.' })
  members!: MemberIdentity[];
}
