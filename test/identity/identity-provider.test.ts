/** Shows sign-in with an OpenID provider: a real one in a process of its own, then one that fails, lies and forges. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createSign, generateKeyPairSync, createHmac, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { globalId } from '../../schema/global-id';
import { IdentityProvider, type ProviderTimes } from '../../server/identity/identity-provider';
import { people } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const audience = 'urn:linkage:api';
const me = '{ me { login displayName } }';

describe('a real OpenID provider', () => {
  let issuer: string;
  let provider: ChildProcess;
  let server: TestServer;
  beforeAll(async () => {
    provider = spawn(process.execPath, [join(__dirname, 'issuer.mjs'), audience], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    issuer = await new Promise<string>((resolve, reject) => {
      let output = '';
      provider.stdout!.on('data', (part: Buffer) => {
        output += part.toString();
        const line = output.split('\n').find((text) => text.startsWith('http'));
        if (line && output.includes(`${line}\n`)) resolve(line);
      });
      provider.once('exit', () => reject(new Error('the provider did not start')));
    });
    server = await startTestServer({ LINKAGE_OIDC_ISSUER: issuer, LINKAGE_OIDC_AUDIENCE: audience });
  });
  afterAll(async () => {
    await server?.close();
    provider.kill();
  });

  async function tokenOf(clientId: string, resource = audience): Promise<string> {
    const response = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:a secret of this test only`.replaceAll(' ', '+')).toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  async function mapped(subject: string): Promise<{ login: string; accountId: string }> {
    const system = await people(server).systemAdministrator();
    const accountId = v7();
    const input = {
      accountId,
      login: `oidc-${subject}`,
      displayName: '民政局科员',
      externalSubject: subject,
      role: { role: 'CIVIL_AFFAIRS_BUREAU', areaCode: '640104' },
    };
    const create = 'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { __typename } }';
    const { data } = await server.request(create, { input }, system.token);
    expect(data.createAccount.__typename).toBe('Account');
    return { login: input.login, accountId };
  }

  test.each(['mapped-rs256', 'mapped-es256'])(
    'given an account mapped to %s, then its token is that person',
    async (subject) => {
      const { login } = await mapped(subject);
      const token = await tokenOf(subject);
      expect((await server.request(me, {}, token)).data.me).toEqual({ login, displayName: '民政局科员' });
    },
  );

  test('given a subject that no account has, or a token for another audience, then UNAUTHENTICATED', async () => {
    for (const token of [await tokenOf('unknown-subject'), await tokenOf('mapped-rs256', 'urn:another:api')]) {
      const { errors } = await server.request(me, {}, token);
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  test('given a person of the provider, then it has no local session to end and no password to change or sign in with', async () => {
    const system = await people(server).systemAdministrator();
    const token = await tokenOf('mapped-rs256');
    const signOut = await server.request('mutation { signOut { __typename } }', {}, token);
    expect(signOut.data.signOut.__typename).toBe('NoLocalSession');
    const change =
      'mutation { changePassword(input: { currentPassword: "x", newPassword: "a new pass phrase" }) { __typename } }';
    expect((await server.request(change, {}, token)).data.changePassword.__typename).toBe('NoLocalSession');
    const signIn = 'mutation { signIn(input: { login: "oidc-mapped-rs256", password: "" }) { __typename } }';
    expect((await server.request(signIn)).data.signIn.__typename).toBe('SignInRefused');

    const [account] = await server.database.query<{ id: string }>(
      "SELECT id FROM account WHERE login = 'oidc-mapped-rs256'",
    );
    const disable = 'mutation ($id: ID!) { disableAccount(input: { accountId: $id }) { __typename } }';
    await server.request(disable, { id: globalId('Account', account!.id) }, system.token);
    const { errors } = await server.request(me, {}, token);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe('a provider that fails, lies or is impersonated', () => {
  const pairs = new Map([
    ['a', generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['b', generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ]);
  let answers: { status: number; discovery: object; published: string[] };
  let requests: string[];
  let server: Server;
  let issuer: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(request.url!);
      const keys = answers.published.map((kid) => ({
        ...pairs.get(kid)!.publicKey.export({ format: 'jwk' }),
        kid,
        use: 'sig',
      }));
      const body = request.url === '/keys' ? { keys } : { issuer, jwks_uri: `${issuer}/keys`, ...answers.discovery };
      response.writeHead(answers.status, { 'content-type': 'application/json', location: `${issuer}/keys` });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    answers = { status: 200, discovery: {}, published: ['a'] };
    requests = [];
  });

  const packed = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const now = () => Math.floor(Date.now() / 1000);
  function token(changes: object = {}, header: object = {}, key: KeyObject = pairs.get('a')!.privateKey): string {
    const claims = { iss: issuer, aud: audience, sub: 'person', exp: now() + 300, ...changes };
    const text = `${packed({ alg: 'RS256', kid: 'a', ...header })}.${packed(claims)}`;
    return `${text}.${createSign('sha256').update(text).sign(key, 'base64url')}`;
  }
  const provider = (times: Partial<ProviderTimes> = {}) =>
    new IdentityProvider({ issuer, audience }, { freshSeconds: 600, usableSeconds: 3600, pauseSeconds: 0, ...times });
  const retryable = { extensions: { code: 'RETRYABLE' } };

  test('given 20 tokens, then discovery and key set are read once', async () => {
    const one = provider();
    const subjects = await Promise.all(Array.from({ length: 20 }, () => one.verify(token())));
    expect(new Set(subjects.map((claims) => claims.subject))).toEqual(new Set(['person']));
    expect(requests).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  test('54 to 57: none, HS256 with the public key, another key, missing claims, wrong audience, late, foreign jku are refused', async () => {
    const one = provider();
    const publicKey = pairs.get('a')!.publicKey.export({ format: 'pem', type: 'spki' });
    const claims = { iss: issuer, aud: audience, sub: 'person', exp: now() + 300 };
    const confused = `${packed({ alg: 'HS256', kid: 'a' })}.${packed(claims)}`;
    const forged = [
      `${packed({ alg: 'none' })}.${packed(claims)}.`,
      `${confused}.${createHmac('sha256', publicKey).update(confused).digest('base64url')}`,
      token({}, {}, pairs.get('b')!.privateKey),
      token({}, { jku: `${issuer}/evil` }, pairs.get('b')!.privateKey),
      token({}, { kid: '../../a' }),
      token({ aud: 'other' }),
      token({ iss: `${issuer}/` }),
      token({ exp: now() - 300 }),
      ...['exp', 'aud', 'sub', 'iss'].map((claim) => token({ [claim]: undefined })),
    ];
    for (const text of forged)
      await expect(one.verify(text)).rejects.toMatchObject({ code: expect.stringMatching(/^ERR_J/) });
    expect(requests).not.toContain('/evil');
  });

  test('given a new key at the provider, then it is found without a restart', async () => {
    const one = provider({ freshSeconds: 0 });
    await one.verify(token());
    answers.published = ['a', 'b'];
    const rotated = token({}, { kid: 'b' }, pairs.get('b')!.privateKey);
    expect(await one.verify(rotated)).toMatchObject({ subject: 'person' });
  });

  test('120: given a key set that was read, when the provider fails, then its tokens still open, and forged ones do not', async () => {
    const one = provider({ freshSeconds: 0 });
    await one.verify(token());
    answers.status = 500;
    expect(await one.verify(token())).toMatchObject({ subject: 'person' });
    await expect(one.verify(token({}, {}, pairs.get('b')!.privateKey))).rejects.toMatchObject({
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    });
  });

  test('120: given a key set older than it may be used, when the provider fails, then RETRYABLE until it is back', async () => {
    const one = provider({ freshSeconds: 0, usableSeconds: -1 });
    await one.verify(token());
    answers.status = 500;
    await expect(one.verify(token())).rejects.toMatchObject(retryable);
    answers.status = 200;
    expect(await one.verify(token())).toMatchObject({ subject: 'person' });
  });

  test('120: given a provider that never answered, then RETRYABLE, and a flood is not passed on to it', async () => {
    answers.status = 503;
    const one = provider({ pauseSeconds: 60 });
    for (let index = 0; index < 10; index += 1) await expect(one.verify(token())).rejects.toMatchObject(retryable);
    expect(requests).toHaveLength(1);
  });

  test('87: a discovery document of another issuer, without keys, or a redirect is not followed', async () => {
    for (const discovery of [{ issuer: 'http://elsewhere.example' }, { jwks_uri: 'no address' }]) {
      answers.discovery = discovery;
      await expect(provider().verify(token())).rejects.toMatchObject(retryable);
    }
    answers = { status: 302, discovery: {}, published: ['a'] };
    await expect(provider().verify(token())).rejects.toMatchObject(retryable);
    expect(requests).not.toContain('/keys');
  });
});
