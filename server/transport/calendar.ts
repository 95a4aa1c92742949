/** Promises calendars for programs that cannot sign in: the secret of one stands in the query, which no log has; that of activities is for everybody. */
import type { FastifyInstance } from 'fastify';

/** The calendar behind a token; undefined for a token that holds no more, or never did. */
export type CalendarReader = (token: string) => Promise<string | undefined>;

export function registerCalendar(server: FastifyInstance, read: CalendarReader): void {
  server.get('/calendar.ics', async (request, reply) => {
    const { token } = request.query as { token?: unknown };
    const calendar = typeof token === 'string' ? await read(token) : undefined;
    if (calendar === undefined) return reply.callNotFound();
    return reply.type('text/calendar; charset=utf-8').send(calendar);
  });
}

export function registerActivities(server: FastifyInstance, read: () => Promise<string>): void {
  server.get('/activities.ics', async (_request, reply) =>
    reply.type('text/calendar; charset=utf-8').send(await read()),
  );
}
