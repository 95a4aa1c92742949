/** Promises the organisations to which an event is addressed. */
import { uuidShape } from '../../schema/global-id';
import { organisationScope } from '../event/audience';

const prefix = organisationScope('');

export function organisationsIn(audience: readonly string[]): string[] {
  return audience
    .filter((scope) => scope.startsWith(prefix))
    .map((scope) => scope.slice(prefix.length))
    .filter((id) => uuidShape.test(id));
}
