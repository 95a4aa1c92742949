/** Promises the list of all entities; a test proves that they equal the migrated database. */
import { AreaEntity } from '../area/area.entity';
import {
  OrganisationEntity,
  OrganisationStandingEntity,
  ServiceOfferingEntity,
} from '../organisation/organisation.entity';
import { CaseExperienceEntity } from '../experience/experience.entity';
import { IssueFollowUpEntity, MeetingEntity, MeetingIssueEntity, MeetingPartyEntity } from '../meeting/meeting.entity';
import { PairingContactEntity, PairingEntity } from '../pairing/pairing.entity';
import {
  CommendationEntity,
  PointsAwardEntity,
  PointsRuleEntity,
  RewardEntity,
  RewardRedemptionEntity,
} from '../points/points.entity';
import { TrainingAttendanceEntity, TrainingEntity } from '../training/training.entity';
import { AdviserEntity, AdviserTeamEntity, BackboneEntity, ServicePointEntity } from '../adviser/adviser.entity';
import {
  CardFailureEntity,
  ConsentEntity,
  ContactCardEntity,
  HouseholdEntity,
  HouseholdMemberEntity,
} from '../household/household.entity';
import { caseworkEntities } from '../casework/casework.entity';
import { courseEntities } from '../course/course.entity';
import { employmentEntities } from '../employment/employment.entity';
import { HouseholdMeansEntity } from '../household/means.entity';
import {
  PolicyApplicationDocumentEntity,
  PolicyApplicationEntity,
  PolicyApplicationPersonEntity,
  PolicyApplicationPhotoEntity,
} from '../application/application.entity';
import { RegisterEntryEntity } from '../register/register.entity';
import { LocalStandardEntity, PolicyEntity, PolicyLinkEntity } from '../policy/policy.entity';
import { CommunityStandingEntity, NeedEntity, NeedPhotoEntity } from '../need/need.entity';
import {
  CharityProjectEntity,
  FundraisingPartnershipEntity,
  FundraisingPlanEntity,
  FundraisingQualificationEntity,
} from '../project/project.entity';
import { ToldPlaceEntity } from '../trace/trace.entity';
import { PopulationEntity } from '../outreach/population.entity';
import { WarningCursorEntity, WarningEntity } from '../warning/warning.entity';
import {
  EvaluationAppealEntity,
  EvaluationEntity,
  EvaluationResultEntity,
  EvaluationSchemeEntity,
} from '../evaluation/evaluation.entity';
import { DecisionEntity } from '../matching/decision.entity';
import { RulesetEntity } from '../matching/ruleset.entity';
import {
  ActivityDonationEntity,
  ActivityEntity,
  ActivityNeedEntity,
  ActivityPartyEntity,
  LinkagePartyEntity,
} from '../activity/activity.entity';
import { CatalogueEntryEntity, CatalogueVersionEntity } from '../catalogue/catalogue.entity';
import { RetentionRuleEntity, RetentionRunEntity, RightsRequestEntity } from '../rights/rights.entity';
import { ReferralEntity } from '../referral/referral.entity';
import { OfferEntity } from '../offer/offer.entity';
import { ClaimEntity, ServiceRecordEntity, ServiceRecordPhotoEntity } from '../claim/claim.entity';
import { RevisitEntity } from '../revisit/revisit.entity';
import {
  PlanAcceptanceEntity,
  PlanAcceptanceLineEntity,
  PlanEntity,
  PlanLineEntity,
  PlannerTermEntity,
  PlanPriceEntity,
} from '../plan/plan.entity';
import {
  ReceiptCheckFailureEntity,
  ReceiptDocumentEntity,
  ReceiptEntity,
  ReceiptLineEntity,
  ReceiptSeriesEntity,
} from '../receipt/receipt.entity';
import { SwapEntity, SwapLegEntity, SwapPartyEntity } from '../swap/swap.entity';
import { CalendarFeedEntity } from '../supervision/calendar-feed.entity';
import { DisclosureEntity, DisclosureNoteEntity } from '../supervision/disclosure.entity';
import { ObligationEntity, ObligationReminderEntity } from '../supervision/obligation.entity';
import { DonationImportEntity, DonationImportEntryEntity } from '../import/import.entity';
import {
  WebhookAttemptEntity,
  WebhookCursorEntity,
  WebhookDeliveryEntity,
  WebhookEndpointEntity,
} from '../webhook/webhook.entity';
import { AccountEntity, RoleGrantEntity } from '../identity/account.entity';
import { ApiKeyEntity } from '../identity/api-key.entity';
import { RefreshTokenEntity, SessionEntity, SignInFailureEntity } from '../identity/session.entity';
import { AuditLineEntity, AuditSealEntity } from '../audit/audit.entity';
import {
  LedgerBalanceEntity,
  LedgerEntryEntity,
  LedgerHoldingEntity,
  LedgerTransferEntity,
} from '../ledger/ledger.entity';
import {
  DonationEntity,
  DonationLotEntity,
  DonationPointEntity,
  DonationUseChangeEntity,
  DonorEntity,
} from '../donation/donation.entity';
import { HonourConsentEntity, WishLabelEntity, WishShareEntity, WishThanksEntity } from '../wish/wish.entity';
import { AllocationEntity } from '../allocation/allocation.entity';
import {
  FoundPersonEntity,
  VisitEntity,
  VisitNeedEntity,
  VisitObligationEntity,
  VisitPhotoEntity,
} from '../visit/visit.entity';
import {
  TriggerImportEntity,
  TriggerImportProblemEntity,
  TriggerImportRowEntity,
} from '../intake/trigger-import.entity';
import { DataExportEntity, DataExportPieceEntity, DataExportRecordEntity } from '../export/data-export.entity';
import { HolidayNoticeEntity } from '../holiday/holiday.entity';
import { PhotoEntity } from '../photo/photo.entity';
import { EventEntity, EventEpochEntity } from '../event/event.entity';

export const entities = [
  CatalogueVersionEntity,
  CatalogueEntryEntity,
  LinkagePartyEntity,
  ActivityEntity,
  ActivityPartyEntity,
  ActivityDonationEntity,
  ActivityNeedEntity,
  RetentionRuleEntity,
  RetentionRunEntity,
  RightsRequestEntity,
  EventEntity,
  EventEpochEntity,
  AuditLineEntity,
  AuditSealEntity,
  AreaEntity,
  AccountEntity,
  RoleGrantEntity,
  ApiKeyEntity,
  RefreshTokenEntity,
  SessionEntity,
  SignInFailureEntity,
  OrganisationEntity,
  ServiceOfferingEntity,
  OrganisationStandingEntity,
  HouseholdEntity,
  HouseholdMemberEntity,
  ConsentEntity,
  ContactCardEntity,
  CardFailureEntity,
  ...caseworkEntities,
  ...employmentEntities,
  ...courseEntities,
  HouseholdMeansEntity,
  PolicyEntity,
  LocalStandardEntity,
  PolicyLinkEntity,
  RegisterEntryEntity,
  PolicyApplicationEntity,
  PolicyApplicationPersonEntity,
  PolicyApplicationPhotoEntity,
  PolicyApplicationDocumentEntity,
  ServicePointEntity,
  AdviserTeamEntity,
  AdviserEntity,
  BackboneEntity,
  TrainingEntity,
  TrainingAttendanceEntity,
  PointsRuleEntity,
  PointsAwardEntity,
  RewardEntity,
  RewardRedemptionEntity,
  CommendationEntity,
  PairingEntity,
  PairingContactEntity,
  MeetingEntity,
  MeetingPartyEntity,
  MeetingIssueEntity,
  IssueFollowUpEntity,
  CaseExperienceEntity,
  NeedEntity,
  NeedPhotoEntity,
  CommunityStandingEntity,
  CharityProjectEntity,
  FundraisingPlanEntity,
  FundraisingPartnershipEntity,
  FundraisingQualificationEntity,
  RulesetEntity,
  DecisionEntity,
  ReferralEntity,
  OfferEntity,
  ClaimEntity,
  ServiceRecordEntity,
  ServiceRecordPhotoEntity,
  RevisitEntity,
  PlannerTermEntity,
  PlanEntity,
  PlanLineEntity,
  PlanPriceEntity,
  PlanAcceptanceEntity,
  PlanAcceptanceLineEntity,
  SwapEntity,
  SwapLegEntity,
  SwapPartyEntity,
  DonationImportEntity,
  DonationImportEntryEntity,
  WebhookEndpointEntity,
  WebhookCursorEntity,
  WebhookDeliveryEntity,
  WebhookAttemptEntity,
  LedgerHoldingEntity,
  LedgerBalanceEntity,
  LedgerTransferEntity,
  LedgerEntryEntity,
  DonorEntity,
  DonationPointEntity,
  DonationEntity,
  DonationLotEntity,
  DonationUseChangeEntity,
  AllocationEntity,
  ObligationEntity,
  ObligationReminderEntity,
  CalendarFeedEntity,
  DisclosureEntity,
  DisclosureNoteEntity,
  ReceiptSeriesEntity,
  ReceiptEntity,
  ReceiptLineEntity,
  ReceiptCheckFailureEntity,
  ReceiptDocumentEntity,
  WishShareEntity,
  WishLabelEntity,
  WishThanksEntity,
  HonourConsentEntity,
  ToldPlaceEntity,
  PopulationEntity,
  WarningEntity,
  WarningCursorEntity,
  EvaluationSchemeEntity,
  EvaluationEntity,
  EvaluationResultEntity,
  EvaluationAppealEntity,
  FoundPersonEntity,
  VisitEntity,
  VisitNeedEntity,
  VisitObligationEntity,
  VisitPhotoEntity,
  TriggerImportEntity,
  TriggerImportProblemEntity,
  TriggerImportRowEntity,
  HolidayNoticeEntity,
  PhotoEntity,
  DataExportEntity,
  DataExportRecordEntity,
  DataExportPieceEntity,
];
