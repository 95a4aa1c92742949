/** Promises published reports as pages, without a sign-in. */
import type { FastifyInstance } from 'fastify';

export interface DisclosureReader {
  /** The page of a report by the global id of its project; undefined when nothing is published under it. */
  readonly page: (projectId: string) => Promise<string | undefined>;
  /** A page of the list after a cursor; undefined for a cursor that is none. */
  readonly list: (after: string | undefined) => Promise<string | undefined>;
}

const type = 'text/html; charset=utf-8';

export function registerDisclosures(server: FastifyInstance, read: DisclosureReader): void {
  server.get('/disclosures/:projectId', async (request, reply) => {
    const { projectId } = request.params as { projectId: string };
    const page = await read.page(projectId);
    return page === undefined ? reply.callNotFound() : reply.type(type).send(page);
  });
  server.get('/disclosures', async (request, reply) => {
    const { after } = request.query as { after?: unknown };
    const list = after === undefined || typeof after === 'string' ? await read.list(after) : undefined;
    return list === undefined ? reply.callNotFound() : reply.type(type).send(list);
  });
}
