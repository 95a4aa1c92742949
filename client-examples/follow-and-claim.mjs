// Promises the smallest useful client of an organisation: it follows its feed and claims the first need that is referred to it.
//
//   node client-examples/follow-and-claim.mjs http://127.0.0.1:4000 LOGIN PASSWORD
//
// It prints one JSON line per step and ends after the first claim, won or lost.
import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const [url, login, password] = process.argv.slice(2);
if (!password) {
  console.error('用法 / usage: node client-examples/follow-and-claim.mjs URL LOGIN PASSWORD');
  process.exit(2);
}

async function ask(query, variables, token) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors.map((error) => error.message).join('; '));
  return data;
}

const say = (step, facts) => console.log(JSON.stringify({ step, ...facts }));

// 1. Sign in. Expected refusals are data: ask for them beside the success.
const { signIn } = await ask(
  `mutation ($input: SignInInput!) { signIn(input: $input) {
     ... on Session { accessToken account { roles { organisationId } } }
     ... on Refusal { messageZh messageEn } } }`,
  { input: { login, password } },
);
if (!signIn.accessToken) throw new Error(`${signIn.messageZh} ${signIn.messageEn}`);
const token = signIn.accessToken;
const organisationId = signIn.account.roles.map((held) => held.organisationId).find(Boolean);
say('signed in', { organisationId });

// 2. Read where the order of events stands, then follow after it: nothing in between is missed.
let { feedPosition: after } = await ask('{ feedPosition }', {}, token);
const socket = createClient({
  url: `${url.replace(/^http/, 'ws')}/graphql`,
  webSocketImpl: WebSocket,
  connectionParams: { authorization: `Bearer ${token}` },
  retryAttempts: Infinity,
  shouldRetry: () => true,
});
const feed = socket.iterate({
  query: `subscription ($organisationId: ID!, $after: String) {
    organisationFeed(organisationId: $organisationId, after: $after) {
      cursor type needId need { id cardText serviceKind urgency quantityRemaining } } }`,
  // A getter: after a lost connection the client asks again, after the last event that it saw.
  variables: {
    organisationId,
    get after() {
      return after;
    },
  },
});
say('following', {});

for await (const { data, errors } of feed) {
  if (errors) throw new Error(errors.map((error) => error.message).join('; '));
  const event = data.organisationFeed;
  after = event.cursor;
  say('heard', { type: event.type, card: event.need?.cardText });
  // Referred or opened to all who match, or offered to us alone for a time.
  if (!['NEED_REFERRED', 'NEED_OPENED', 'NEED_OFFERED'].includes(event.type) || !event.need) continue;

  // 3. Claim. The id is ours: sent again after a lost answer, it is the same claim and not a second one.
  const { claimNeed } = await ask(
    `mutation ($input: ClaimNeedInput!) { claimNeed(input: $input) { __typename
       ... on Claim { id status leaseUntil } ... on Refusal { messageZh messageEn } } }`,
    { input: { claimId: randomUUID(), needId: event.need.id, organisationId } },
    token,
  );
  say('claimed', claimNeed);
  break;
}
await socket.dispose();
