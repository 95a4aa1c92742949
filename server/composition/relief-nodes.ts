/** Promises that what the state gives, and who applied for it or receives it, is found by its opaque id. */
import { presentApplication } from '../application/present';
import { actorOf } from '../context';
import type { NodeRegistry } from '../node/node';
import { presentPolicy } from '../policy/present';
import { presentEntry } from '../register/present';
import type { Applying } from './application';
import type { Policies } from './policy';

type Finders = Pick<Policies & Applying, 'policyService' | 'registerReading' | 'applicationReading'>;

export function registerRelief(nodes: NodeRegistry, parts: Finders): NodeRegistry {
  return nodes
    .register('Policy', async (_context, id) => {
      const row = await parts.policyService.find(id);
      return row && presentPolicy(row);
    })
    .register('RegisterEntry', async (context, id) => {
      const row = await parts.registerReading.findVisible(actorOf(context), id);
      return row && presentEntry(row);
    })
    .register('PolicyApplication', async (context, id) => {
      const row = await parts.applicationReading.findVisible(actorOf(context), id);
      return row && presentApplication(row);
    });
}
