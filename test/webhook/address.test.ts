/** Shows that webhooks reach public addresses only: written, looked up, looked up twice, and behind a redirect. */
import type { lookup } from 'node:dns';
import { isPublicAddress, readWebhookUrl } from '../../server/webhook/address';
import { WebhookSender } from '../../server/webhook/sender';
import { startReceiver, type Receiver } from './receiver';

const forProduction = { permitsLoopback: false };
const forTests = { permitsLoopback: true };

/** A resolver that answers what it is told, one answer after another. */
function resolving(...answers: string[][]): { lookup: typeof lookup; asked: string[] } {
  const asked: string[] = [];
  const answer = (hostname: string, _options: unknown, callback: (...all: unknown[]) => void) => {
    asked.push(hostname);
    const addresses = answers.length > 1 ? answers.shift()! : answers[0]!;
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { lookup: answer as unknown as typeof lookup, asked };
}

describe('the address of a webhook', () => {
  test.each([
    ...['127.0.0.1', '127.8.8.8', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
    ...['100.64.0.1', '0.0.0.0', '192.0.2.1', '198.18.0.1', '203.0.113.9', '224.0.0.1', '255.255.255.255'],
    ...['::1', '::', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1'],
    ...['64:ff9b::a00:1', '2002:7f00:1::', '2001::1', '2001:db8::1', '3fff::1', 'not-an-address'],
  ])('87: given %s, then it is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '223.5.5.5', '2400:3200::1', '2606:4700::1111'])(
    'given %s, then it is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test.each([
    ...['http://partner.example/hook', 'ftp://partner.example', 'file:///etc/passwd', 'javascript:alert(1)', 'partner'],
    ...['https://user:secret@partner.example/', 'https://partner.example/#part', 'https://'],
    ...['https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f.0.0.1/', 'https://017700000001/'],
    ...['https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://[fd00::1]/', 'https://169.254.169.254/latest'],
    ...['https://localhost/', 'https://a.localhost/', 'https://printer.local/', 'https://db.internal/'],
    ...['http://127.0.0.1:8080/'],
  ])('87: given %s in production, then it is no address for a webhook', (address) => {
    expect(readWebhookUrl(address, forProduction)).toBeUndefined();
  });

  test('given an address of more than 500 characters, then it is none', () => {
    expect(readWebhookUrl(`https://partner.example/${'a'.repeat(480)}`, forProduction)).toBeUndefined();
    expect(readWebhookUrl(`https://partner.example/${'a'.repeat(400)}`, forProduction)).toBeDefined();
  });

  test('given the rule of tests, then this machine may be reached and no other private one', () => {
    expect(readWebhookUrl('http://127.0.0.1:8080/hook', forTests)?.href).toBe('http://127.0.0.1:8080/hook');
    expect(readWebhookUrl('http://10.0.0.1/hook', forTests)).toBeUndefined();
    expect(readWebhookUrl('https://192.168.0.1/hook', forTests)).toBeUndefined();
    expect(readWebhookUrl('http://partner.example/hook', forTests)).toBeUndefined();
  });
});

describe('sending to an address', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver.close());
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answers = [204];
  });
  const outcomeOf = async (sender: WebhookSender, url: string) => (await sender.send(url, {}, '{}')).outcome;

  test('87: given a name that leads to a private address, when a message is sent, then nothing is connected to', async () => {
    for (const addresses of [['127.0.0.1'], ['10.1.2.3'], ['1.1.1.1', '192.168.0.7'], ['::1'], ['::ffff:127.0.0.1']]) {
      const { lookup, asked } = resolving(addresses);
      const sender = new WebhookSender({ permitsLoopback: false, lookup });
      expect(await outcomeOf(sender, `https://partner.example:${receiver.port}/`)).toBe('ADDRESS_FORBIDDEN');
      expect(asked).toEqual(['partner.example']);
    }
    expect(receiver.received).toEqual([]);
  });

  test('87: given a name that turns private after it was looked at, then one look decides and its address is used', async () => {
    const { lookup, asked } = resolving(['127.0.0.1'], ['10.0.0.1']);
    const sender = new WebhookSender({ permitsLoopback: true, lookup });
    expect(await outcomeOf(sender, `http://localhost:${receiver.port}/hook`)).toBe('ACCEPTED');
    expect(asked).toEqual(['localhost']);
    expect(await outcomeOf(sender, `http://localhost:${receiver.port}/hook`)).toBe('ADDRESS_FORBIDDEN');
    expect(receiver.received).toHaveLength(1);
  });

  test('87: given an endpoint stored for tests, when production sends to it, then it does not', async () => {
    const sender = new WebhookSender(forProduction);
    expect(await outcomeOf(sender, receiver.url)).toBe('ADDRESS_FORBIDDEN');
    expect(await outcomeOf(sender, `https://localhost:${receiver.port}/`)).toBe('ADDRESS_FORBIDDEN');
    expect(receiver.received).toEqual([]);
  });

  test.each([301, 302, 303, 307, 308])('87: given a redirect %i, then it is not followed', async (status) => {
    receiver.answers = [status];
    expect(await new WebhookSender(forTests).send(receiver.url, {}, '{}')).toMatchObject({
      outcome: 'REDIRECTED',
      statusCode: status,
    });
    expect(receiver.received).toHaveLength(1);
  });

  test('given a receiver that does not answer, or is not there, then the attempt ends', async () => {
    receiver.answers = ['silent'];
    expect(await outcomeOf(new WebhookSender(forTests, 100), receiver.url)).toBe('TIMED_OUT');
    const gone = await startReceiver();
    await gone.close();
    expect(await outcomeOf(new WebhookSender(forTests), gone.url)).toBe('UNREACHABLE');
  });
});
