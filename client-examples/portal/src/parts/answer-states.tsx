/** Promises that what is read at once shows how it stands, as lists do. */
import type { ReactNode } from 'react';
import { ListStates } from './list-states';
import type { Answer } from './use-answer';

export interface AnswerStatesProps<Result> {
  readonly answer: Answer<Result>;
  readonly children: (result: Result) => ReactNode;
}

export function AnswerStates<Result>({ answer, children }: AnswerStatesProps<Result>) {
  const { phase, answer: result, isStale, fault, refresh } = answer;
  const items = result === undefined ? [] : [result];
  const list = { phase, items, isStale, fault, refresh, hasMore: false, isLoadingMore: false, more: refresh };
  return (
    <ListStates list={list} empty={null}>
      {result !== undefined && children(result)}
    </ListStates>
  );
}
