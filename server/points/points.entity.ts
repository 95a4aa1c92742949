/** Promises the rows of points, rewards and commendations as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RedemptionStatus } from '../../schema/points/points';

@Entity('points_rule')
export class PointsRuleEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'integer' })
  points!: number;

  @Column({ name: 'yearly_maximum', type: 'integer', nullable: true })
  yearlyMaximum!: number | null;

  @Column({ name: 'made_by', type: 'uuid' })
  madeBy!: string;

  @Column({ name: 'made_at', type: 'timestamptz', default: () => 'now()' })
  madeAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}

@Entity('points_award')
export class PointsAwardEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'adviser_id', type: 'uuid' })
  adviserId!: string;

  @Column({ name: 'rule_id', type: 'uuid' })
  ruleId!: string;

  @Column({ type: 'integer' })
  points!: number;

  @Column({ name: 'earned_on', type: 'date' })
  earnedOn!: string;

  @Column({ type: 'text' })
  note!: string;

  @Column({ name: 'awarded_by', type: 'uuid' })
  awardedBy!: string;

  @Column({ name: 'awarded_at', type: 'timestamptz', default: () => 'now()' })
  awardedAt!: Date;

  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;
}

@Entity('reward')
export class RewardEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'integer' })
  points!: number;

  @Column({ type: 'integer' })
  stock!: number;

  @Column({ name: 'made_by', type: 'uuid' })
  madeBy!: string;

  @Column({ name: 'made_at', type: 'timestamptz', default: () => 'now()' })
  madeAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}

@Entity('reward_redemption')
export class RewardRedemptionEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'adviser_id', type: 'uuid' })
  adviserId!: string;

  @Column({ name: 'reward_id', type: 'uuid' })
  rewardId!: string;

  @Column({ type: 'integer' })
  points!: number;

  @Column({ type: 'text', default: 'REQUESTED' })
  status!: RedemptionStatus;

  @Column({ name: 'requested_at', type: 'timestamptz', default: () => 'now()' })
  requestedAt!: Date;

  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: Date | null;
}

@Entity('commendation')
export class CommendationEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'adviser_id', type: 'uuid' })
  adviserId!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  citation!: string;

  @Column({ name: 'commended_on', type: 'date' })
  commendedOn!: string;

  @Column({ name: 'commended_by', type: 'uuid' })
  commendedBy!: string;

  @Column({ name: 'commended_at', type: 'timestamptz', default: () => 'now()' })
  commendedAt!: Date;
}
