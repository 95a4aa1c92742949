/** Promises how claims change hands by consent, and what ends a swap before it is done. */
import { ClaimExchange } from '../claim/exchange';
import { ExchangeRepository } from '../claim/exchange.repository';
import { SwapEnding } from '../swap/swap.ending';
import { SwapExecution } from '../swap/swap.execution';
import { SwapReading } from '../swap/swap.reading';
import { SwapRepository } from '../swap/swap.repository';
import { SwapEventResolver, SwapLegResolver, SwapResolver } from '../swap/swap.resolver';
import { SwapSearch } from '../swap/swap.search';
import { SwapService } from '../swap/swap.service';
import type { Care } from './care';
import type { Claiming } from './claim';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Referring } from './referral';

export type Swapping = ReturnType<typeof composeSwap>;

export function composeSwap(parts: Ground & Parties & Care & Referring & Claiming) {
  const { config, database, audit, commands, organisations, organisationService, consents, householdService } = parts;
  const { needs, needLoader, needVisibility, matching, rulesets, referrals, claims, claimPool, claimingService } =
    parts;

  const swaps = new SwapRepository();
  const exchanges = new ExchangeRepository();
  const exchange = new ClaimExchange(audit, referrals, claims, exchanges, config.leaseMinutes);
  const search = new SwapSearch(organisations, needs, consents, rulesets);
  const swapEnding = new SwapEnding(database, audit, needs, exchanges, search, swaps);
  const execution = new SwapExecution(needs, claims, exchanges, exchange, search, swaps, matching);
  const swapService = new SwapService({
    ...{ database, audit, commands, needs, exchanges, matching, swaps, search, execution },
    ending: swapEnding,
    claiming: claimingService,
  });
  const swapReading = new SwapReading(database, needs, swaps);
  needVisibility.registerInvolvement('SWAP', swaps.needsOffered);
  claimPool.onEnded((tx, claim) => swapEnding.voidOfClaim(tx, claim));
  organisationService.onSuspended((tx, organisationId) => swapEnding.voidOfReceiver(tx, organisationId));
  householdService.onConsentWithdrawn((tx, withdrawn) =>
    swapEnding.voidWithoutConsent(tx, withdrawn.householdId, withdrawn.organisationId),
  );

  const resolvers: object[] = [
    new SwapResolver(swapService, swapReading),
    new SwapLegResolver(needLoader),
    new SwapEventResolver(swapReading),
  ];
  return { claimExchange: exchange, swaps, swapEnding, swapService, swapReading, resolvers };
}
