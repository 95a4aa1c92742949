/** Shows webhooks end to end: one message for each endpoint and event, signed, without persons, tried again, replayed, ended. */
import { createHmac } from 'node:crypto';
import { v7 } from 'uuid';
import { globalId, localId } from '../../schema/global-id';
import type { EventType } from '../../server/event/event-type';
import { organisationScope } from '../../server/event/audience';
import { append } from '../../server/event/outbox';
import { backoffSeconds } from '../../server/webhook/dispatch';
import { until } from '../attacks/probe';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { startReceiver, type Receiver } from './receiver';

const create = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) {
  __typename ... on WebhookEndpointWithSecret { secret endpoint { id url topics disabledAt disabledBecause } }
  ... on InvalidInput { field } ... on TooManyWebhookEndpoints { maximum } } }`;
const rotate = `mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) {
  __typename ... on WebhookEndpointWithSecret { secret endpoint { previousSecretUntil } } } }`;
const change = `mutation ($input: ChangeWebhookEndpointInput!) { changeWebhookEndpoint(input: $input) {
  __typename ... on WebhookEndpoint { url topics disabledAt disabledBecause } ... on InvalidInput { field } } }`;
const replay = `mutation ($input: ReplayWebhookDeliveryInput!) { replayWebhookDelivery(input: $input) {
  __typename ... on WebhookDelivery { id status } ... on WrongState { currentStatus } } }`;
const log = `query ($endpointId: ID!) { webhookDeliveries(endpointId: $endpointId, first: 100) { edges { node {
  id messageId topic body status nextAttemptAt attempts { number outcome statusCode } } } } }`;

describe('webhooks', () => {
  let server: TestServer;
  let receiver: Receiver;

  beforeAll(async () => {
    server = await startTestServer();
    receiver = await startReceiver();
  });
  afterAll(async () => {
    await server.close();
    await receiver.close();
  });
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answers = [204];
  });

  const dispatch = () => server.app.composition.webhookDispatch;
  const company = async () => {
    const { organisationId } = await approvedOrganisation(server, {});
    const partner = await people(server).companyPartner(organisationId);
    return { organisationId, partner };
  };
  const endpointOf = async (partner: Person, organisationId: string, more: object = {}) => {
    const input = {
      ...{ endpointId: v7(), organisationId: globalId('Organisation', organisationId), url: receiver.url },
      ...{ name: '捐赠系统', topics: ['DONATION_RECEIVED', 'DONATION_DELIVERED'], ...more },
    };
    const { data } = await server.request(create, { input }, partner.token);
    return { input, made: data.createWebhookEndpoint, id: globalId('WebhookEndpoint', input.endpointId) };
  };
  const announce = async (organisationIds: string[], type: EventType = 'DonationReceived', payload: object = {}) => {
    const donationId = v7();
    await server.app.composition.database.transaction((tx) =>
      append(tx, {
        type,
        subjectId: donationId,
        audience: organisationIds.map(organisationScope),
        payload: { donationId, ...payload },
      }),
    );
    return donationId;
  };
  const deliveries = async (partner: Person, endpointId: string) =>
    (await server.request(log, { endpointId }, partner.token)).data.webhookDeliveries.edges.map(
      (edge: { node: unknown }) => edge.node,
    );
  const isDue = (deliveryId: string) =>
    server.database.query(
      "UPDATE webhook_delivery SET next_attempt_at = now() - interval '1 second' WHERE id = $1 AND status = 'PENDING'",
      [localId('WebhookDelivery', deliveryId)],
    );

  test('given two endpoints and a donation received, then each gets one signed message, and nobody else', async () => {
    const { organisationId, partner } = await company();
    const other = await company();
    const first = await endpointOf(partner, organisationId);
    const second = await endpointOf(partner, organisationId, { url: `${receiver.url}/second` });
    await endpointOf(other.partner, other.organisationId);
    const needId = v7();
    const donationId = await announce([organisationId], 'DonationReceived', {
      ...{ form: 'MONEY', moneyFen: '500000', needId, householdId: v7(), areaCode: '640104001002', accountId: v7() },
    });
    await until(() => receiver.received.length >= 2);
    // Asked again, from all sides: nothing more comes of it.
    await Promise.all(Array.from({ length: 5 }, () => dispatch().sweep()));
    await until(async () => (await deliveries(partner, second.id))[0].status === 'DELIVERED');
    await until(async () => (await deliveries(partner, first.id))[0].status === 'DELIVERED');
    expect(receiver.received).toHaveLength(2);
    expect(await deliveries(other.partner, globalId('WebhookEndpoint', v7()))).toEqual([]);
    const [delivery] = await deliveries(partner, first.id);
    expect(delivery.attempts).toEqual([{ number: 1, outcome: 'ACCEPTED', statusCode: 204 }]);
    const message = receiver.received.find(({ headers }) => headers['webhook-id'] === delivery.messageId)!;
    expect(message.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    const key = Buffer.from(first.made.secret.slice('whsec_'.length), 'base64');
    const content = `${delivery.messageId}.${String(message.headers['webhook-timestamp'])}.${message.body}`;
    expect(message.headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(content).digest('base64')}`,
    );
    const event = JSON.parse(message.body);
    const [row] = await server.database.query<{ id: string; at: Date }>(
      "SELECT transaction || '-' || position AS id, at FROM event WHERE subject_id = $1",
      [donationId],
    );
    expect(event).toEqual({
      ...{ specversion: '1.0', id: row!.id, source: '/linkage', type: 'linkage.donation.received' },
      ...{
        subject: globalId('Donation', donationId),
        time: row!.at.toISOString(),
        datacontenttype: 'application/json',
      },
      data: { donationId: globalId('Donation', donationId), form: 'MONEY', moneyFen: '500000' },
    });
    expect(message.body).not.toContain(needId);
  });

  test('given four dispatchers at once and 40 events, then each endpoint has 40 messages', async () => {
    const { organisationId, partner } = await company();
    const { id, input } = await endpointOf(partner, organisationId);
    await Promise.all(
      Array.from({ length: 40 }, async () => {
        await announce([organisationId]);
        await dispatch().dispatch();
      }),
    );
    await until(async () => {
      await dispatch().dispatch();
      return (await deliveries(partner, id)).length >= 40;
    });
    await Promise.all(Array.from({ length: 4 }, () => dispatch().dispatch()));
    const [row] = await server.database.query<{ all: number; events: number }>(
      `SELECT count(*)::int AS all, count(DISTINCT (event_transaction, event_position))::int AS events
         FROM webhook_delivery WHERE endpoint_id = $1`,
      [input.endpointId],
    );
    expect(row).toEqual({ all: 40, events: 40 });
    await until(async () => new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size === 40);
    expect(receiver.received).toHaveLength(40);
  });

  test('given a topic that is not wanted, or an event before the endpoint, then there is no message', async () => {
    const { organisationId, partner } = await company();
    await announce([organisationId]);
    const { id } = await endpointOf(partner, organisationId);
    await announce([organisationId], 'DonationPledged');
    const last = await announce([organisationId], 'DonationDelivered');
    await until(async () => (await deliveries(partner, id)).length === 1);
    await dispatch().dispatch();
    const [only, ...more] = await deliveries(partner, id);
    expect(more).toEqual([]);
    expect(only.topic).toBe('DONATION_DELIVERED');
    expect(JSON.parse(only.body).subject).toBe(globalId('Donation', last));
  });

  test('given an endpoint that refuses, then it is tried by the schedule and at last switched off; replayed, it gets the same message', async () => {
    const { organisationId, partner } = await company();
    const { id } = await endpointOf(partner, organisationId);
    receiver.answers = [500];
    await announce([organisationId]);
    await until(async () => (await deliveries(partner, id))[0]?.attempts.length === 1);
    const [{ id: deliveryId, body }] = await deliveries(partner, id);
    for (const [index, seconds] of backoffSeconds.entries()) {
      const [row] = await server.database.query<{ wait: number; attempts: number }>(
        `SELECT extract(epoch FROM next_attempt_at - at)::int AS wait, d.attempts FROM webhook_delivery d
           JOIN webhook_attempt a ON a.delivery_id = d.id AND a.number = d.attempts WHERE d.id = $1`,
        [localId('WebhookDelivery', deliveryId)],
      );
      expect(row).toEqual({ wait: seconds, attempts: index + 1 });
      // Not due yet: nothing is sent.
      expect(await dispatch().deliver(localId('WebhookDelivery', deliveryId))).toBe(false);
      await isDue(deliveryId);
      expect(await dispatch().deliver(localId('WebhookDelivery', deliveryId))).toBe(true);
    }
    const [failed] = await deliveries(partner, id);
    expect(failed).toMatchObject({ status: 'FAILED', nextAttemptAt: null });
    expect(failed.attempts).toEqual(
      Array.from({ length: 10 }, (_, index) => ({ number: index + 1, outcome: 'REFUSED', statusCode: 500 })),
    );
    const endpoint = await server.request(change, { input: { commandId: v7(), endpointId: id } }, partner.token);
    expect(endpoint.data.changeWebhookEndpoint.disabledBecause).toBe('NEVER_ACCEPTED');

    receiver.answers = [200];
    await server.request(change, { input: { commandId: v7(), endpointId: id, enabled: true } }, partner.token);
    const again = await server.request(replay, { input: { commandId: v7(), deliveryId } }, partner.token);
    expect(again.data.replayWebhookDelivery).toEqual({
      __typename: 'WebhookDelivery',
      id: deliveryId,
      status: 'PENDING',
    });
    await until(async () => (await deliveries(partner, id))[0].status === 'DELIVERED');
    const ids = new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
    expect([...ids]).toHaveLength(1);
    expect(new Set(receiver.received.map((message) => message.body))).toEqual(new Set([body]));
  });

  test('given 410 Gone, then the endpoint is switched off at once and nothing more is written for it', async () => {
    const { organisationId, partner } = await company();
    const { id } = await endpointOf(partner, organisationId);
    receiver.answers = [410];
    await announce([organisationId]);
    await until(async () => (await deliveries(partner, id))[0]?.status === 'FAILED');
    await announce([organisationId]);
    await dispatch().sweep();
    expect(await deliveries(partner, id)).toHaveLength(1);
    expect(receiver.received).toHaveLength(1);
  });

  test('given a new secret, then both sign for a day; the secrets are nowhere in the database in the open', async () => {
    const { organisationId, partner } = await company();
    const { id, made, input } = await endpointOf(partner, organisationId);
    const rotation = { rotationId: v7(), endpointId: id };
    const rotated = await server.request(rotate, { input: rotation }, partner.token);
    const repeated = await server.request(rotate, { input: rotation }, partner.token);
    expect(repeated.data.rotateWebhookSecret.secret).toBeNull();
    const next = rotated.data.rotateWebhookSecret.secret as string;
    expect(next).not.toBe(made.secret);
    await announce([organisationId]);
    await until(() => receiver.received.length === 1);
    const [{ headers, body }] = receiver.received as [{ headers: Record<string, string>; body: string }];
    const signedWith = (secret: string) =>
      `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
        .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
        .digest('base64')}`;
    expect(headers['webhook-signature']).toBe(`${signedWith(next)} ${signedWith(made.secret)}`);
    await server.database.query('UPDATE webhook_endpoint SET previous_secret_until = now() WHERE id = $1', [
      input.endpointId,
    ]);
    await announce([organisationId]);
    await until(() => receiver.received.length === 2);
    expect(String(receiver.received[1]!.headers['webhook-signature']).split(' ')).toHaveLength(1);
    const [row] = await server.database.query<{ text: string }>(
      `SELECT encode(secret, 'escape') || encode(previous_secret, 'escape') || encode(data_key, 'escape') AS text
         FROM webhook_endpoint WHERE id = $1`,
      [input.endpointId],
    );
    for (const secret of [next, made.secret]) expect(row!.text).not.toContain(secret.slice(6, 30));
    const again = await server.request(create, { input }, partner.token);
    expect(again.data.createWebhookEndpoint).toMatchObject({ __typename: 'WebhookEndpointWithSecret', secret: null });
  });

  test('given an organisation suspended meanwhile, then nothing is sent', async () => {
    const { organisationId, partner } = await company();
    await endpointOf(partner, organisationId);
    await server.database.query("UPDATE organisation SET status = 'SUSPENDED' WHERE id = $1", [organisationId]);
    await announce([organisationId]);
    await until(async () => {
      const rows = await server.database.query(
        `SELECT 1 FROM webhook_attempt WHERE outcome = 'ORGANISATION_NOT_APPROVED' AND delivery_id IN
           (SELECT d.id FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id WHERE e.organisation_id = $1)`,
        [organisationId],
      );
      return rows.length === 1;
    });
    expect(receiver.received).toEqual([]);
  });

  test('given another organisation or a bad address, then refused and nothing is stored', async () => {
    const { organisationId, partner } = await company();
    const other = await company();
    const foreign = await endpointOf(other.partner, organisationId);
    expect(foreign.made.__typename).toBe('NotFound');
    const count = () => server.database.query('SELECT count(*) FROM webhook_endpoint');
    const before = await count();
    for (const url of ['https://10.0.0.1/', 'http://partner.example/', 'https://user@partner.example/'])
      expect((await endpointOf(partner, organisationId, { url })).made).toEqual({
        __typename: 'InvalidInput',
        field: 'url',
      });
    expect((await endpointOf(partner, organisationId, { topics: [] })).made.field).toBe('topics');
    expect(await count()).toEqual(before);
    const { id } = await endpointOf(partner, organisationId);
    for (const [mutation, input] of [
      [change, { commandId: v7(), endpointId: id, enabled: false }],
      [rotate, { rotationId: v7(), endpointId: id }],
    ] as const) {
      const { data } = await server.request(mutation, { input }, other.partner.token);
      expect(Object.values(data)).toEqual([{ __typename: 'NotFound' }]);
    }
    await announce([organisationId]);
    await until(async () => (await deliveries(partner, id))[0]?.status === 'DELIVERED');
    const [delivery] = await deliveries(partner, id);
    const { data } = await server.request(
      replay,
      { input: { commandId: v7(), deliveryId: delivery.id } },
      other.partner.token,
    );
    expect(data.replayWebhookDelivery).toEqual({ __typename: 'NotFound' });
    expect(await deliveries(other.partner, id)).toEqual([]);
  });
});
