/** Promises the rows of the plan, of its prices and of the planner's term as the migrated database has them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RefusedByEngine } from '../matching/engine/refusal';

@Entity('planner_term')
export class PlannerTermEntity {
  @PrimaryColumn({ type: 'boolean' })
  single!: boolean;

  @Column({ type: 'bigint' })
  term!: bigint;

  @Column({ type: 'timestamptz' })
  since!: Date;

  @Column({ type: 'integer', nullable: true })
  progress!: number | null;

  @Column({ type: 'jsonb', nullable: true })
  refusal!: RefusedByEngine | null;
}

@Entity('plan')
export class PlanEntity {
  @PrimaryColumn({ type: 'bigint' })
  version!: bigint;

  @Column({ type: 'bigint' })
  term!: bigint;

  @Column({ name: 'computed_at', type: 'timestamptz' })
  computedAt!: Date;

  @Column({ name: 'checked_at', type: 'timestamptz' })
  checkedAt!: Date;

  @Column({ name: 'measured_at', type: 'timestamptz' })
  measuredAt!: Date;

  @Column({ name: 'ruleset_version', type: 'text' })
  rulesetVersion!: string;

  @Column({ type: 'bigint' })
  objective!: bigint;

  @Column({ type: 'bigint' })
  bound!: bigint;

  @Column({ type: 'boolean' })
  optimal!: boolean;

  @Column({ name: 'needs_open', type: 'integer' })
  needsOpen!: number;

  @Column({ name: 'needs_planned', type: 'integer' })
  needsPlanned!: number;

  @Column({ type: 'bigint' })
  score!: bigint;

  @Column({ name: 'first_come_objective', type: 'bigint' })
  firstComeObjective!: bigint;

  @Column({ name: 'first_come_planned', type: 'integer' })
  firstComePlanned!: number;

  @Column({ name: 'first_come_score', type: 'bigint' })
  firstComeScore!: bigint;
}

@Entity('plan_line')
export class PlanLineEntity {
  @PrimaryColumn({ name: 'need_id', type: 'uuid' })
  needId!: string;

  @Column({ type: 'bigint' })
  version!: bigint;

  /** The version since which it has its organisation and offering, or none. */
  @Column({ name: 'planned_since', type: 'bigint' })
  plannedSince!: bigint;

  @Column({ name: 'service_kind', type: 'text' })
  serviceKind!: string;

  @Column({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ type: 'text' })
  urgency!: string;

  @Column({ name: 'organisation_id', type: 'uuid', nullable: true })
  organisationId!: string | null;

  @Column({ name: 'offering_id', type: 'uuid', nullable: true })
  offeringId!: string | null;

  @Column({ type: 'integer', nullable: true })
  score!: number | null;

  @Column({ name: 'first_come_organisation_id', type: 'uuid', nullable: true })
  firstComeOrganisationId!: string | null;

  @Column({ name: 'first_come_offering_id', type: 'uuid', nullable: true })
  firstComeOfferingId!: string | null;

  @Column({ name: 'first_come_score', type: 'integer', nullable: true })
  firstComeScore!: number | null;

  @Column({ name: 'decision_id', type: 'uuid', nullable: true })
  decisionId!: string | null;

  @Column({ name: 'first_come_decision_id', type: 'uuid', nullable: true })
  firstComeDecisionId!: string | null;
}

@Entity('plan_acceptance')
export class PlanAcceptanceEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'bigint' })
  version!: bigint;

  @Column({ name: 'accepted_by', type: 'uuid' })
  acceptedBy!: string;

  @Column({ name: 'accepted_at', type: 'timestamptz' })
  acceptedAt!: Date;
}

@Entity('plan_acceptance_line')
export class PlanAcceptanceLineEntity {
  @PrimaryColumn({ name: 'acceptance_id', type: 'uuid' })
  acceptanceId!: string;

  @PrimaryColumn({ name: 'need_id', type: 'uuid' })
  needId!: string;

  @Column({ name: 'organisation_id', type: 'uuid', nullable: true })
  organisationId!: string | null;

  @Column({ name: 'offering_id', type: 'uuid', nullable: true })
  offeringId!: string | null;

  @Column({ type: 'integer', nullable: true })
  score!: number | null;

  @Column({ name: 'ruleset_version', type: 'text', nullable: true })
  rulesetVersion!: string | null;

  /** Null: it is still to be offered. */
  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  @Column({ name: 'offer_id', type: 'uuid', nullable: true })
  offerId!: string | null;
}

@Entity('plan_price')
export class PlanPriceEntity {
  @PrimaryColumn({ name: 'service_kind', type: 'text' })
  serviceKind!: string;

  @PrimaryColumn({ name: 'area_code', type: 'text' })
  areaCode!: string;

  @Column({ name: 'open_needs', type: 'integer' })
  openNeeds!: number;

  @Column({ type: 'integer' })
  planned!: number;

  @Column({ name: 'without_place', type: 'integer' })
  withoutPlace!: number;

  @Column({ name: 'without_match', type: 'integer' })
  withoutMatch!: number;

  @Column({ type: 'integer' })
  price!: number;
}
