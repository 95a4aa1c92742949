/** Promises how urgent a need is as a tag, in the same tone on every bench; what it says is the reader's word. */
import type { ReactNode } from 'react';

const tones = { EMERGENCY: 'persimmon', URGENT: 'amber', ROUTINE: '' };

export function UrgencyTag({ of, children }: { readonly of: keyof typeof tones; readonly children: ReactNode }) {
  return <span className={`tag ${tones[of]}`}>{children}</span>;
}
