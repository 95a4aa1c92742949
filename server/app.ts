/** Promises one running server: composed, migrated, listening; and its orderly end. */
import type { AddressInfo } from 'node:net';
import type { Config } from './config';
import { compose, type Composition } from './composition';
import type { Message } from './message';
import { buildLinkageSchema } from './schema';
import { createTransport } from './transport/http';

export interface StartOptions {
  readonly databaseUrl: string;
  readonly report: (line: Message) => void;
}

export interface SignIn {
  readonly role: Message;
  readonly login: string;
  readonly password: string;
}

export interface RunningApp {
  readonly url: string;
  /** One demo sign-in per role; empty outside the sample district. */
  readonly signIns: readonly SignIn[];
  readonly composition: Composition;
  close(): Promise<void>;
}

/** Starts a server. The port is config.port, or any free one when that is 0 or missing. */
export async function startApp(config: Config, options: StartOptions): Promise<RunningApp> {
  const composition = compose(config, options.databaseUrl);
  await composition.database.open();
  await composition.database.migrate();
  const schema = buildLinkageSchema(composition.resolvers);
  const transport = await createTransport({
    config,
    schema,
    authenticate: async () => undefined,
    ready: async () => void (await composition.database.query('SELECT 1')),
  });
  await transport.listen({ host: config.host, port: config.port ?? 0 });
  const { port } = transport.server.address() as AddressInfo;
  return {
    url: `http://${config.host}:${port}`,
    signIns: [],
    composition,
    close: async () => {
      await transport.close();
      await composition.database.close();
    },
  };
}
