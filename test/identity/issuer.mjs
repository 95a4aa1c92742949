/**
 * Promises a real OpenID provider in a process of its own: discovery, key set, and access tokens that are JWTs (client credentials).
 * It writes its port as the first line of its output, and ends with its parent.
 */
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

const audience = process.argv[2];
const keys = await Promise.all(
  ['RS256', 'ES256'].map(async (alg) => {
    const { privateKey } = await generateKeyPair(alg, { extractable: true });
    return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: alg.toLowerCase() };
  }),
);

const client = (id, algorithm) => ({
  client_id: id,
  client_secret: 'a secret of this test only',
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
  id_token_signed_response_alg: algorithm,
});

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    jwks: { keys },
    clients: [client('mapped-rs256', 'RS256'), client('mapped-es256', 'ES256'), client('unknown-subject', 'RS256')],
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, resource, { clientId }) => ({
          scope: '',
          audience: resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 300,
          jwt: { sign: { alg: clientId.endsWith('es256') ? 'ES256' : 'RS256' } },
        }),
        defaultResource: () => audience,
      },
    },
  });
  server.on('request', provider.callback());
  process.stdout.write(`${issuer}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));
