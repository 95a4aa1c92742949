/** Promises the results of the commands on charity projects. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { FourEyesRequired } from '../organisation/refusals';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CharityProject, FundraisingQualification } from './project';
import {
  DraftHasChanged,
  FilingTooLate,
  NotQualifiedToRaisePublicly,
  OutsideProjectWindow,
  ProjectHoldsReservations,
} from './refusals';

export const DraftCharityProjectResult = createUnionType({
  name: 'DraftCharityProjectResult',
  description: '起草结果 The draft, or why not.',
  types: () => [CharityProject, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

export const ReviseCharityProjectResult = createUnionType({
  name: 'ReviseCharityProjectResult',
  description: '修改结果 The draft, or why not.',
  types: () => [CharityProject, InvalidInput, NotFound, WrongState, DraftHasChanged, IdempotencyMismatch] as const,
});

export const FileCharityProjectResult = createUnionType({
  name: 'FileCharityProjectResult',
  description: '备案结果 The filed project, or why not.',
  types: () =>
    [
      CharityProject,
      InvalidInput,
      NotFound,
      WrongState,
      FilingTooLate,
      NotQualifiedToRaisePublicly,
      IdempotencyMismatch,
    ] as const,
});

export const OpenCharityProjectResult = createUnionType({
  name: 'OpenCharityProjectResult',
  description: '启动结果 The open project, or why not.',
  types: () =>
    [
      CharityProject,
      NotFound,
      WrongState,
      OutsideProjectWindow,
      NotQualifiedToRaisePublicly,
      IdempotencyMismatch,
    ] as const,
});

export const CloseCharityProjectResult = createUnionType({
  name: 'CloseCharityProjectResult',
  description: '终止结果 The closed project, or why not.',
  types: () => [CharityProject, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const SettleCharityProjectResult = createUnionType({
  name: 'SettleCharityProjectResult',
  description: '结算结果 The settled project, or why not.',
  types: () =>
    [CharityProject, InvalidInput, NotFound, WrongState, ProjectHoldsReservations, IdempotencyMismatch] as const,
});

export const ProposeFundraisingPartnershipResult = createUnionType({
  name: 'ProposeFundraisingPartnershipResult',
  description: '合作结果 The project with its agreement, or why not.',
  types: () =>
    [CharityProject, InvalidInput, NotFound, WrongState, NotQualifiedToRaisePublicly, IdempotencyMismatch] as const,
});

export const ConfirmFundraisingPartnershipResult = createUnionType({
  name: 'ConfirmFundraisingPartnershipResult',
  description: '确认结果 The project with its confirmed agreement, or why not.',
  types: () =>
    [
      CharityProject,
      InvalidInput,
      NotFound,
      WrongState,
      DraftHasChanged,
      FourEyesRequired,
      IdempotencyMismatch,
    ] as const,
});

export const FundraisingQualificationResult = createUnionType({
  name: 'FundraisingQualificationResult',
  description: '资格结果 The qualification, or why not.',
  types: () => [FundraisingQualification, InvalidInput, NotFound, FourEyesRequired, IdempotencyMismatch] as const,
});
