/** Promises the results of the commands on advisers. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Adviser } from './adviser';
import { AdviserAlreadyRegistered, RoleOfAreaNeeded } from './refusals';

export const RegisterAdviserResult = createUnionType({
  name: 'RegisterAdviserResult',
  description: '备案结果 The adviser, or why not.',
  types: () =>
    [Adviser, AdviserAlreadyRegistered, RoleOfAreaNeeded, InvalidInput, NotFound, IdempotencyMismatch] as const,
});

export const ReviseAdviserResult = createUnionType({
  name: 'ReviseAdviserResult',
  description: '修订备案结果 The adviser, or why not.',
  types: () => [Adviser, InvalidInput, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const EndAppointmentResult = createUnionType({
  name: 'EndAppointmentResult',
  description: '离任结果 The adviser, or why not.',
  types: () => [Adviser, InvalidInput, NotFound, WrongState, IdempotencyMismatch] as const,
});
