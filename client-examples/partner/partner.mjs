// Promises the system of a company: it registers donations by one file and is told of each by a signed webhook.
//
//   LINKAGE_WEBHOOK_LOOPBACK=true npm start        (development: receivers on this machine are refused otherwise)
//   node client-examples/partner/partner.mjs http://127.0.0.1:4000 LOGIN PASSWORD [FILE.csv]
//
// It prints one JSON line per step and ends when every donation of the file was heard of, each once.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const [url, login, password, file] = process.argv.slice(2);
if (!password) {
  console.error('用法 / usage: node client-examples/partner/partner.mjs URL LOGIN PASSWORD [FILE.csv]');
  process.exit(2);
}

async function ask(query, variables, credential) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(credential && { authorization: `Bearer ${credential}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors.map((error) => error.message).join('; '));
  return data;
}

async function command(name, type, input, fields, credential) {
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${fields} ... on Refusal { messageZh messageEn } } }`;
  return (await ask(query, { input }, credential))[name];
}

const say = (step, facts) => console.log(JSON.stringify({ step, ...facts }));

/** Standard Webhooks: refuse what is old, compare in constant time, accept any of the signatures (a secret may be changing). */
function isSigned(headers, body, secret) {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  if (!id || Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`);
  return String(headers['webhook-signature'])
    .split(' ')
    .map((signature) => Buffer.from(signature))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
}

// 1. A person signs in once, makes a key for the system, and says where it is told of donations.
const session = await command(
  'signIn',
  'SignInInput',
  { login, password },
  '... on Session { accessToken account { roles { organisationId } } }',
);
if (session.__typename !== 'Session') throw new Error(session.messageEn);
const person = session.accessToken;
const organisationId = session.account.roles.map((held) => held.organisationId).find(Boolean);
const { organisations } = await ask(
  '{ organisations(first: 100, status: APPROVED) { edges { node { id kind } } } }',
  {},
  person,
);
const charity = organisations.edges.map((edge) => edge.node).find((node) => node.kind === 'CHARITY_FEDERATION');
const { secret: key } = await command(
  'createApiKey',
  'CreateApiKeyInput',
  {
    apiKeyId: randomUUID(),
    organisationId,
    name: '捐赠系统',
    scopes: ['DONATIONS_WRITE', 'DONATIONS_READ', 'WEBHOOKS'],
  },
  '... on ApiKeyCreated { secret }',
  person,
);
say('signed in', { organisationId });

// 2. The receiver: check the signature over the bytes as they came, remember webhook-id, answer at once.
let signingSecret;
const heard = new Map();
const waiting = [];
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (part) => (body += part));
  request.on('end', () => {
    if (!signingSecret || !isSigned(request.headers, body, signingSecret)) return response.writeHead(401).end();
    const event = JSON.parse(body);
    const isNew = !heard.has(request.headers['webhook-id']);
    heard.set(request.headers['webhook-id'], event);
    response.writeHead(204).end();
    if (isNew) say('told', { type: event.type, donationId: event.data.donationId, status: event.data.status });
    for (const look of waiting) look();
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const made = await command(
  'createWebhookEndpoint',
  'CreateWebhookEndpointInput',
  {
    endpointId: randomUUID(),
    organisationId,
    url: `http://127.0.0.1:${server.address().port}/linkage`,
    name: '捐赠系统',
    topics: ['DONATION_PLEDGED', 'DONATION_RECEIVED', 'DONATION_ALLOCATED', 'DONATION_DELIVERED'],
  },
  '... on WebhookEndpointWithSecret { secret endpoint { id } }',
  person,
);
if (made.__typename !== 'WebhookEndpointWithSecret') throw new Error(made.messageEn);
signingSecret = made.secret;
say('listening', { endpointId: made.endpoint.id });

// 3. From here on the system acts by its key. It tries the file, then registers it under an id that it keeps for retries.
const sheet = file ?? fileURLToPath(new URL('donations.csv', import.meta.url));
// References are the system's own numbers, registered once for all: the sample file gets new ones for each run.
const run = randomUUID().slice(0, 8);
const text = readFileSync(sheet, 'utf8').replaceAll('{run}', run);
const input = {
  importId: randomUUID(),
  donorOrganisationId: organisationId,
  recipientOrganisationId: charity.id,
  format: 'CSV',
  contentBase64: Buffer.from(text).toString('base64'),
};
const fields = `... on DonationImport { id rowCount donationCount moneyFen goodsValueFen entries { row reference donationId } }
  ... on ImportRefused { problems { row column messageZh messageEn } }`;
for (const dryRun of [true, false]) {
  const answer = await command('registerDonations', 'RegisterDonationsInput', { ...input, dryRun }, fields, key);
  if (answer.__typename !== 'DonationImport') throw new Error(JSON.stringify(answer));
  const { donationCount, moneyFen, goodsValueFen } = answer;
  say(dryRun ? 'tried' : 'registered', { donationCount, moneyFen, goodsValueFen });
  if (!dryRun) await toldOf(answer.entries.map((entry) => entry.donationId));
}
say('done', { messages: heard.size });
await command(
  'changeWebhookEndpoint',
  'ChangeWebhookEndpointInput',
  { commandId: randomUUID(), endpointId: made.endpoint.id, enabled: false },
  '',
  person,
);
server.closeAllConnections();
server.close();

function toldOf(donationIds) {
  return new Promise((resolve) => {
    const look = () => {
      const told = new Set([...heard.values()].map((event) => event.data.donationId));
      if (donationIds.every((id) => told.has(id))) resolve();
    };
    waiting.push(look);
    look();
  });
}
