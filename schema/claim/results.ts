/** Promises the results of the commands on claims: the claim, or the refusal that tells why not. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { GateFailed } from '../matching/refusals';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Claim } from './claim';
import { AlreadyClaimed, HeldByShares, LeaseExpired, NothingToClaim, OverCapacity } from './refusals';

/** What becomes of a need that is to be claimed, directly or by accepting its referral. */
const claimOrWhyNot = () =>
  [
    Claim,
    AlreadyClaimed,
    HeldByShares,
    OverCapacity,
    GateFailed,
    NotFound,
    WrongState,
    InvalidInput,
    IdempotencyMismatch,
  ] as const;

export const ClaimNeedResult = createUnionType({
  name: 'ClaimNeedResult',
  description: '接单结果 The claim, or why the need could not be claimed.',
  types: claimOrWhyNot,
});

export const ClaimBestNeedResult = createUnionType({
  name: 'ClaimBestNeedResult',
  description: '智能接单结果 The claim, or why there is none.',
  types: () => [Claim, NothingToClaim, OverCapacity, NotFound, IdempotencyMismatch] as const,
});

export const AcceptReferralResult = createUnionType({
  name: 'AcceptReferralResult',
  description: '接受转介结果 The claim, or why the need could not be claimed.',
  types: claimOrWhyNot,
});

export const ConfirmClaimResult = createUnionType({
  name: 'ConfirmClaimResult',
  description: '确认接单结果 The claim, or why not.',
  types: () => [Claim, LeaseExpired, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const RecordServiceResult = createUnionType({
  name: 'RecordServiceResult',
  description: '登记服务结果 The claim, or why not.',
  types: () => [Claim, NotFound, WrongState, InvalidInput, IdempotencyMismatch] as const,
});

export const HoldClaimResult = createUnionType({
  name: 'HoldClaimResult',
  description: '暂缓结果 The claim, or why not.',
  types: () => [Claim, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const ResumeClaimResult = createUnionType({
  name: 'ResumeClaimResult',
  description: '恢复结果 The claim, or why not.',
  types: () => [Claim, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const ReleaseClaimResult = createUnionType({
  name: 'ReleaseClaimResult',
  description: '放弃接单结果 The claim, or why not.',
  types: () => [Claim, NotFound, WrongState, InvalidInput, IdempotencyMismatch] as const,
});

export const RevokeClaimResult = createUnionType({
  name: 'RevokeClaimResult',
  description: '撤销接单结果 The claim, or why not.',
  types: () => [Claim, NotFound, WrongState, InvalidInput, IdempotencyMismatch] as const,
});

export const ReportDeliveryResult = createUnionType({
  name: 'ReportDeliveryResult',
  description: '报告交付结果 The claim, or why not.',
  types: () => [Claim, NotFound, WrongState, InvalidInput, IdempotencyMismatch] as const,
});

export const ConfirmDeliveryResult = createUnionType({
  name: 'ConfirmDeliveryResult',
  description: '确认收到结果 The claim, or why not; a wrong code is answered as a missing claim.',
  types: () => [Claim, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const DisputeDeliveryResult = createUnionType({
  name: 'DisputeDeliveryResult',
  description: '提出异议结果 The claim, or why not; a wrong code is answered as a missing claim.',
  types: () => [Claim, NotFound, WrongState, IdempotencyMismatch] as const,
});
