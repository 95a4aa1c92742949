/** Shows signatures by the test vector of the Standard Webhooks specification, and two of them while a secret changes. */
import { newWebhookSecret, signedHeaders } from '../../server/webhook/signature';

const vector = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  message: { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' },
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

describe('signatures', () => {
  test('given the published vector, when it is signed, then the signature is the published one', () => {
    expect(signedHeaders(vector.message, [vector.secret])).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': vector.signature,
    });
  });

  test('given a secret that changes, then both sign, the newest first', () => {
    const next = newWebhookSecret();
    const [first, second, ...more] = signedHeaders(vector.message, [next, vector.secret])['webhook-signature']!.split(
      ' ',
    );
    expect(more).toEqual([]);
    expect(first).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
    expect(first).not.toBe(vector.signature);
    expect(second).toBe(vector.signature);
  });

  test('given new secrets, then each is of 32 bytes and none is like another', () => {
    const secrets = Array.from({ length: 50 }, newWebhookSecret);
    expect(new Set(secrets).size).toBe(50);
    for (const secret of secrets) {
      expect(secret).toMatch(/^whsec_/);
      expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
    }
  });
});
