/** Promises a field with its name, what to know of it, and, when it was refused, why, read with it and in the place of the hint. */
import type { ReactNode } from 'react';

export interface FieldProps {
  /** Its path in the contract. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Why it was refused. */
  readonly wrong?: ReactNode;
  /** Describes itself by `<name>-said`. */
  readonly children: ReactNode;
}

export function Field({ name, label, hint, wrong, children }: FieldProps) {
  return (
    <div className="stack">
      <label className="field">
        {label}
        {children}
      </label>
      <p id={`${name}-said`} className={wrong ? 'wrong' : 'soft'}>
        {wrong ?? hint}
      </p>
    </div>
  );
}
