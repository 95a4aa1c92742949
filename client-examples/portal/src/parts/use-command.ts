/** Promises that a command is done once: its id is made here, kept while it is tried again, and new only for other contents. */
import { useCallback, useRef, useState } from 'react';
import { client, faultOf, isPassing, type Fault } from '../graphql/client';
import type { Document } from '../graphql/document';
import { newId } from './new-id';

export interface Said {
  readonly messageZh: string;
  readonly messageEn: string;
}

export type Refused<Answer> = Extract<Answer, Said>;
export type Done<Answer> = Exclude<Answer, Said>;

export type Outcome<Answer> =
  | { readonly kind: 'done'; readonly answer: Done<Answer> }
  | { readonly kind: 'refused'; readonly refusal: Refused<Answer> }
  | { readonly kind: 'failed'; readonly fault: Fault };

export interface Command<Variables, Answer> {
  /** Sends it. `make` gets the id and returns the variables. */
  readonly run: (make: (id: string) => Variables) => Promise<Outcome<Answer>>;
  readonly isRunning: boolean;
  /** How the last one ended; undefined before, while one runs, and after `forget`. */
  readonly outcome: Outcome<Answer> | undefined;
  readonly forget: () => void;
}

/** How long is waited before each further attempt. */
const pauses = [400, 1_200, 3_000];

export function useCommand<Result extends object, Variables>(
  document: Document<Result, Variables>,
): Command<Variables, Result[keyof Result]> {
  type Answer = Result[keyof Result];
  const [isRunning, setRunning] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<Answer>>();
  /** Ids of commands whose answer is not known, by their contents. */
  const ids = useRef(new Map<string, string>());

  const run = useCallback(
    async (make: (id: string) => Variables) => {
      const contents = JSON.stringify(make(''));
      const id = ids.current.get(contents) ?? newId();
      ids.current.set(contents, id);
      setRunning(true);
      setOutcome(undefined);
      const ended = await attempt<Result, Variables>(document, make(id));
      // What was answered is settled; what was not keeps its id for the next attempt.
      if (ended.kind !== 'failed') ids.current.delete(contents);
      setRunning(false);
      setOutcome(ended);
      return ended;
    },
    [document],
  );
  const forget = useCallback(() => setOutcome(undefined), []);
  return { run, isRunning, outcome, forget };
}

/** Sends a command and waits through passing faults. Whoever calls it keeps the id in the variables for a further attempt. */
export async function attempt<Result extends object, Variables>(
  document: Document<Result, Variables>,
  variables: Variables,
): Promise<Outcome<Result[keyof Result]>> {
  for (let tried = 0; ; tried += 1) {
    const { data, error } = await client.mutation<Result>(document, variables as object).toPromise();
    if (data && !error)
      return outcomeOf(Object.values(data).find((value) => value !== 'Mutation') as Result[keyof Result]);
    const fault = error ? faultOf(error) : { code: 'UNREACHABLE' };
    const wait = pauses[tried];
    if (!isPassing(fault) || wait === undefined) return { kind: 'failed', fault };
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

function outcomeOf<Answer>(answer: Answer): Outcome<Answer> {
  const isRefused = typeof answer === 'object' && answer !== null && 'messageZh' in answer;
  return isRefused
    ? { kind: 'refused', refusal: answer as Refused<Answer> }
    : { kind: 'done', answer: answer as Done<Answer> };
}
