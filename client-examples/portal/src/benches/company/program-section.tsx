/** Promises a list of what programs use, and above it the form that makes one more, open only while it is wanted. */
import { useState, type ReactNode } from 'react';

export interface Secret {
  readonly name: string;
  readonly text: string | null;
}

export interface ProgramSectionProps {
  readonly name: string;
  readonly title: string;
  readonly add: string;
  /** Said instead of an empty list. */
  readonly none: string;
  readonly items: readonly ReactNode[];
  readonly form: (onMade: (secret: Secret) => void) => ReactNode;
  readonly onMade: (secret: Secret) => void;
  readonly children?: ReactNode;
}

export function ProgramSection({ name, title, add, none, items, form, onMade, children }: ProgramSectionProps) {
  const [isMaking, setMaking] = useState(false);
  return (
    <section className="card stack" aria-labelledby={`${name}-title`}>
      <div className="row">
        <h2 id={`${name}-title`}>{title}</h2>
        <button type="button" className="quiet-button" aria-expanded={isMaking} onClick={() => setMaking(!isMaking)}>
          {add}
        </button>
      </div>
      {isMaking &&
        form((secret) => {
          setMaking(false);
          onMade(secret);
        })}
      {items.length === 0 && <p className="soft">{none}</p>}
      <ul className="stack">{items}</ul>
      {children}
    </section>
  );
}
