/** Shows that the configuration names every mistake at once, in both languages, and is safe by default in production. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../server/config';
import type { StartFailure } from '../../server/message';

const key = Buffer.alloc(32, 7).toString('base64');
const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://linkage@127.0.0.1/linkage',
  LINKAGE_TOKEN_SECRET: key,
  LINKAGE_DATA_KEYS: `key-2:${key},key-1:${key}`,
};

function failureOf(variables: NodeJS.ProcessEnv): StartFailure {
  try {
    readConfig(variables);
  } catch (error) {
    return error as StartFailure;
  }
  throw new Error('The configuration was accepted.');
}

describe('the configuration', () => {
  test('given production, then sample and introspection are off, and the first key is the one that encrypts', () => {
    const config = readConfig(production);
    expect([config.production, config.demo, config.introspection]).toEqual([true, false, false]);
    expect(config.dataKeys.map(({ name }) => name)).toEqual(['key-2', 'key-1']);
  });

  test('given production without its secrets and with the sample, then every mistake is named at once', () => {
    const { line } = failureOf({ NODE_ENV: 'production', LINKAGE_DEMO: 'true' });
    for (const name of ['DATABASE_URL', 'LINKAGE_TOKEN_SECRET', 'LINKAGE_DATA_KEYS', 'LINKAGE_DEMO']) {
      expect(line.en).toContain(name);
      expect(line.zh).toContain(name);
    }
  });

  test('87: given production that lets webhooks go to this machine, then it does not start; elsewhere it must be said', () => {
    expect(failureOf({ ...production, LINKAGE_WEBHOOK_LOOPBACK: 'true' }).line.en).toContain(
      'LINKAGE_WEBHOOK_LOOPBACK',
    );
    expect(readConfig(production).webhookLoopback).toBe(false);
    const directory = mkdtempSync(join(tmpdir(), 'linkage-config-'));
    expect(readConfig({ LINKAGE_DATA_DIRECTORY: directory }).webhookLoopback).toBe(false);
    rmSync(directory, { recursive: true });
  });

  test('given malformed values, then each is named and none of them is echoed', () => {
    const { line } = failureOf({ PORT: '99999', DATABASE_URL: 'mysql://root:hunter2@host/db', LINKAGE_POOL_SIZE: '0' });
    expect(line.en).toMatch(/PORT.*DATABASE_URL|DATABASE_URL.*PORT/);
    expect(line.en).toContain('LINKAGE_POOL_SIZE');
    expect(line.en).not.toContain('hunter2');
  });

  test('given a key that is too short, or a secret below 32 bytes, then it is refused', () => {
    expect(failureOf({ ...production, LINKAGE_DATA_KEYS: 'key-1:c2hvcnQ=' }).line.en).toContain('LINKAGE_DATA_KEYS');
    expect(failureOf({ ...production, LINKAGE_TOKEN_SECRET: 'c2hvcnQ=' }).line.en).toContain('LINKAGE_TOKEN_SECRET');
  });

  test('given half of the OIDC settings, then the other half is asked for', () => {
    expect(failureOf({ ...production, LINKAGE_OIDC_ISSUER: 'https://id.example' }).line.en).toContain(
      'LINKAGE_OIDC_AUDIENCE',
    );
  });

  test('given a local installation, then its secrets are made once, for the owner only', () => {
    const directory = mkdtempSync(join(tmpdir(), 'linkage-config-'));
    const first = readConfig({ LINKAGE_DATA_DIRECTORY: directory });
    const second = readConfig({ LINKAGE_DATA_DIRECTORY: directory });
    expect(second.tokenSecret.equals(first.tokenSecret)).toBe(true);
    expect(statSync(join(directory, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(directory, 'secrets.json'), 'utf8')).toContain(first.tokenSecret.toString('base64'));
    rmSync(directory, { recursive: true });
  });
});
