/** Promises what each of the three steps of giving is handed. */
import type { Draft } from './draft';
import type { GivingChoicesQuery } from './give.documents';

export type Charity = GivingChoicesQuery['organisations']['edges'][number]['node'];

export type Project = GivingChoicesQuery['charityProjects']['edges'][number]['node'];

export interface StepProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly charities: readonly Charity[];
  readonly projects: readonly Project[];
}
