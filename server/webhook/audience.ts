/** Promises the organisations to which an event is addressed. */
import { organisationScope } from '../event/audience';

const prefix = organisationScope('');
const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function organisationsIn(audience: readonly string[]): string[] {
  return audience
    .filter((scope) => scope.startsWith(prefix))
    .map((scope) => scope.slice(prefix.length))
    .filter((id) => uuidShape.test(id));
}
