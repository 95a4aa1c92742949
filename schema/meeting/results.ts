/** Promises the results of the commands on meetings. */
import { createUnionType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { TextRevealsIdentity } from '../household/refusals';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { Meeting, MeetingIssue } from './meeting';

export const CallMeetingResult = createUnionType({
  name: 'CallMeetingResult',
  description: '召集结果 The meeting, or why not.',
  types: () => [Meeting, InvalidInput, NotFound, TextRevealsIdentity, IdempotencyMismatch] as const,
});

export const HoldMeetingResult = createUnionType({
  name: 'HoldMeetingResult',
  description: '登记召开结果 The meeting, or why not.',
  types: () => [Meeting, InvalidInput, NotFound, WrongState, TextRevealsIdentity, IdempotencyMismatch] as const,
});

export const CancelMeetingResult = createUnionType({
  name: 'CancelMeetingResult',
  description: '取消结果 The meeting, or why not.',
  types: () => [Meeting, NotFound, WrongState, IdempotencyMismatch] as const,
});

export const RaiseIssueResult = createUnionType({
  name: 'RaiseIssueResult',
  description: '提出结果 The issue, or why not.',
  types: () => [MeetingIssue, InvalidInput, NotFound, WrongState, TextRevealsIdentity, IdempotencyMismatch] as const,
});

export const FollowUpIssueResult = createUnionType({
  name: 'FollowUpIssueResult',
  description: '跟进结果 The issue, or why not.',
  types: () => [MeetingIssue, InvalidInput, NotFound, WrongState, TextRevealsIdentity, IdempotencyMismatch] as const,
});
