/** Promises how donations come to needs, and what ends a reservation: delivery, a claim that ends, a need that is withdrawn. */
import { AllocationReason } from '../../schema/allocation/enums';
import { AllocationReading } from '../allocation/allocation.reading';
import { AllocationRepository } from '../allocation/allocation.repository';
import { AllocationResolver } from '../allocation/allocation.resolver';
import { AllocationService } from '../allocation/allocation.service';
import { AllocationDesk } from '../allocation/desk';
import { AllocationEndingService } from '../allocation/ending.service';
import { ProposalThreads } from '../allocation/proposal.host';
import { ConsideredNeedResolver, ProposalResolver } from '../allocation/proposal.resolver';
import { ProposalService } from '../allocation/proposal.service';
import { AllocationSettlement } from '../allocation/settlement';
import { AllocationStock } from '../allocation/stock';
import { SupplyLoader } from '../allocation/supply.loader';
import { ClaimSupplyResolver, DonationPointResolver, FittingSupplyResolver } from '../allocation/supply.resolver';
import { ClaimAdmission } from '../claim/admission';
import { AllocatableRepository } from '../donation/allocatable.repository';
import type { Care } from './care';
import type { Claiming } from './claim';
import type { Giving } from './giving';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Projects } from './project';
import type { Swapping } from './swap';
import { threadFile } from './thread-file';

export type Allocating = ReturnType<typeof composeAllocation>;

export function composeAllocation(parts: Ground & Parties & Care & Projects & Giving & Claiming & Swapping) {
  const { audit, claims, config, database, donations, households, ledger, needs, organisations, projects } = parts;

  const allocations = new AllocationRepository();
  const allocatable = new AllocatableRepository();
  const rows = { households, organisations, needs, claims, projects, donations, allocatable, ledger, allocations };
  const stock = new AllocationStock(rows);
  const desk = new AllocationDesk(needs, parts.needLoader, claims, projects, stock);
  const allocationSettlement = new AllocationSettlement(ledger, donations, needs, allocations);
  const admission = new ClaimAdmission(Math.max(1, Math.floor(config.poolSize / 2)));
  const service = { database, audit, admission, stock, desk, settlement: allocationSettlement, ...rows };
  const allocationService = new AllocationService(service);
  const proposalThreads = new ProposalThreads(threadFile('proposal-thread.js'), config.planner.memoryMegabytes);
  const proposalService = new ProposalService(service, proposalThreads);
  const allocationEndings = new AllocationEndingService(
    ...([database, audit, needs, donations, allocations, allocationSettlement] as const),
  );
  const allocationReading = new AllocationReading(database, claims, donations, allocations, stock, desk);

  parts.deliveryService.onConfirmed((tx, claim, needStatus) => allocationSettlement.ofConfirmed(tx, claim, needStatus));
  parts.claimPool.onEnded((tx, claim) => allocationSettlement.ofEnded(tx, claim));
  parts.claimExchange.onExchanged((tx, ended, made) => allocationSettlement.ofExchanged(tx, ended, made));
  parts.needService.onWithdrawn((tx, need) =>
    allocationSettlement.ofNeed(tx, need.id, AllocationReason.NEED_WITHDRAWN),
  );
  parts.needService.onExpired((tx, need) => allocationSettlement.ofNeed(tx, need.id, AllocationReason.NEED_EXPIRED));

  const resolvers: object[] = [
    new AllocationResolver(allocationService, allocationEndings, allocationReading),
    new ProposalResolver(proposalService, allocationReading),
    new ConsideredNeedResolver(parts.areaLoader),
    new ClaimSupplyResolver(new SupplyLoader({ database, claims, needs, donations, allocatable, stock })),
    new FittingSupplyResolver(parts.organisationLoader, parts.projectLoader),
    new DonationPointResolver(parts.areaLoader),
  ];
  return {
    ...{ allocations, allocationService, allocationEndings, allocationReading, allocationSettlement },
    ...{ proposalService, proposalThreads },
    resolvers,
  };
}
