/**
 * Promises that a command which is sent again while it is under way waits for its forerunner here. In PostgreSQL it would wait as well,
 * but on a connection: clients that repeat what takes long would take the connections from all others, and so make it take longer.
 */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const noMatter = () => undefined;

export class Repeats {
  /** What tells a request that may be a command from all that are not the same. */
  private readonly keys = new WeakMap<FastifyRequest, string>();
  /** The end of the last of those that are the same. */
  private readonly ends = new Map<string, Promise<void>>();

  /** Looks at a body before it is read: the same bytes, from the same asker, are the same request. */
  look(request: FastifyRequest, body: Buffer): void {
    if (!body.includes('mutation')) return;
    const { authorization, cookie } = request.headers;
    const asker = JSON.stringify([authorization, cookie, request.ip]);
    this.keys.set(request, createHash('sha256').update(asker).update(body).digest('base64'));
  }

  /** Answers a request after all that are the same and came before it, whatever became of them. */
  async inTurn<Answer>(request: FastifyRequest, answer: () => Answer | Promise<Answer>): Promise<Answer> {
    const key = this.keys.get(request);
    if (key === undefined) return answer();
    const answered = (this.ends.get(key) ?? Promise.resolve()).then(answer);
    const end: Promise<void> = answered
      .then(noMatter, noMatter)
      .then(() => void (this.ends.get(key) === end && this.ends.delete(key)));
    this.ends.set(key, end);
    return answered;
  }
}
