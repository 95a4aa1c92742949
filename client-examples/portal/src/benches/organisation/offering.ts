/** Promises an offering as this bench reads it, and as it is written down. */
import type { PickedArea } from '../../parts/area-picker';
import type { OfferingFieldsFragment, ServiceKind, Situation, Urgency } from './offerings.documents';

export type Offering = OfferingFieldsFragment;

export interface Draft {
  readonly serviceKind: ServiceKind;
  readonly name: string;
  readonly areas: readonly PickedArea[];
  readonly situations: readonly Situation[];
  readonly minimumUrgency: Urgency;
  readonly maximum: string;
}
