/** Promises how a need finds help: matched with reasons, and referred to those who can meet it. */
import { ReferralMode } from '../../schema/referral/enums';
import { DecisionRepository } from '../matching/decision.repository';
import { DecisionResolver } from '../matching/decision.resolver';
import { DecisionService } from '../matching/decision.service';
import { MatchingResolver, NeedEventMissesResolver, UnmatchedNeedResolver } from '../matching/matching.resolver';
import { MatchingService } from '../matching/matching.service';
import { RankingService } from '../matching/ranking.service';
import { RulesetReading } from '../matching/ruleset.reading';
import { RulesetRepository } from '../matching/ruleset.repository';
import { OrganisationMovementResolver, RulesetResolver } from '../matching/ruleset.resolver';
import { RulesetService } from '../matching/ruleset.service';
import { StandingIndex } from '../matching/standing';
import { StandingReading } from '../matching/standing.reading';
import { OpeningService } from '../referral/opening.service';
import { PreviewReading } from '../referral/preview.reading';
import { PreviewResolver } from '../referral/preview.resolver';
import { ReferralListService } from '../referral/referral-list.service';
import { ReferralRepository } from '../referral/referral.repository';
import { NeedReferralsResolver, ReferralResolver } from '../referral/referral.resolver';
import { ReferralService } from '../referral/referral.service';
import { UnmatchedService } from '../referral/unmatched.service';
import { UnmatchedWatch } from '../referral/unmatched.watch';
import type { Care } from './care';
import { derivedKey } from './derived-key';
import type { Ground } from './ground';
import type { Parties } from './parties';

export type Referring = ReturnType<typeof composeReferral>;

export function composeReferral(parts: Ground & Parties & Care) {
  const { config, database, audit, commands, organisationLoader, householdService } = parts;
  const { needs, needLoader, needService, needVisibility } = parts;

  // matching
  const { decisions, matching, rulesets, standing, standingReading } = composeMatching(parts);
  const rankings = new RankingService(database, needs, needLoader, matching, rulesets, decisions, standingReading);
  const rulesetService = new RulesetService(database, audit, rulesets);
  const rulesetReading = new RulesetReading(database, needs, matching, rulesets);
  const decisionService = new DecisionService(database, needs, needLoader, rulesets, decisions);

  // referral
  const referrals = new ReferralRepository();
  const unmatched = new UnmatchedService(database, audit, needs, matching, referrals);
  const unmatchedWatch = new UnmatchedWatch(database, needs, standing, unmatched);
  const openings = new OpeningService(audit, needs, matching, unmatched, referrals, config.offers);
  const referralService = new ReferralService({
    database,
    audit,
    commands,
    needs,
    needService,
    matching,
    unmatched,
    referrals,
    openings,
    households: householdService,
  });
  const referralLists = new ReferralListService(database, needs, referrals);
  needVisibility.registerInvolvement('REFERRED', referrals.needsReferred(ReferralMode.OPEN));
  needVisibility.registerInvolvement('REFERRED_DIRECTLY', referrals.needsReferred(ReferralMode.DIRECTED));
  needService.onWithdrawn((tx, need) => referralService.cancelReferralsOf(tx, need));
  needService.onExpired((tx, need) => referralService.cancelReferralsOf(tx, need));
  householdService.onConsentWithdrawn((tx, withdrawn) =>
    referralService.cancelReferralsWithoutConsent(tx, withdrawn.householdId, withdrawn.organisationId),
  );

  const { areas, organisations } = parts;
  const previews = new PreviewReading(database, areas, organisations, needs, rulesets, referrals);

  const resolvers: object[] = [
    new PreviewResolver(previews),
    new MatchingResolver(rankings, needLoader, organisationLoader),
    new UnmatchedNeedResolver(needLoader),
    new NeedEventMissesResolver(rankings),
    new RulesetResolver(rulesetService, rulesetReading),
    new OrganisationMovementResolver(organisationLoader),
    new DecisionResolver(decisionService),
    new ReferralResolver(referralService, referralLists, needLoader, organisationLoader),
    new NeedReferralsResolver(referralLists),
  ];
  return {
    ...{ rulesets, decisions, matching, rankings, rulesetService, decisionService },
    ...{ standing, standingReading, unmatched, unmatchedWatch },
    ...{ referrals, openings, referralService, referralLists },
    resolvers,
  };
}

/** The engine over the database, with its indexes. */
function composeMatching({
  config,
  consents,
  database,
  needVisibility,
  needs,
  organisations,
}: Ground & Parties & Care) {
  const rulesets = new RulesetRepository();
  const decisions = new DecisionRepository(derivedKey(config, 'decision seal'));
  const standing = new StandingIndex(database, needs, organisations);
  const standingReading = new StandingReading({
    index: standing,
    needs,
    organisations,
    consents,
    visibility: needVisibility,
    rulesets,
  });
  const matching = new MatchingService(
    organisations,
    consents,
    needs,
    needVisibility,
    rulesets,
    decisions,
    standingReading,
  );
  return { decisions, matching, rulesets, standing, standingReading };
}
