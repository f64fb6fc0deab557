import { describe, expect, test } from 'vitest';
import { addressBehind, isAddressRange } from '../../server/address.ts';
import { readConfig } from '../../server/config.ts';
import { noteCaller } from '../../server/intake/human-check/caller.ts';

const caller = 'x-len-tieng-caller';

describe('the address of a request', () => {
  const proxies = ['127.0.0.1', '10.0.0.0/8', 'fd00::/8', '::1'];
  test.each<[string, string | undefined, string | string[] | undefined, string | undefined]>([
    ['a stranger', '203.0.113.9', undefined, '203.0.113.9'],
    ['a stranger who notes something', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['our proxy', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['our proxy in IPv6 clothing', '::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['two proxies of ours', '::1', '198.51.100.1, 10.1.2.3', '198.51.100.1'],
    ['our proxy, with a lie before', '127.0.0.1', '192.0.2.1, 198.51.100.1', '198.51.100.1'],
    ['our proxy, with a lie that looks like a proxy', '127.0.0.1', '10.0.0.1, 198.51.100.1', '198.51.100.1'],
    ['our proxy that notes nothing', '127.0.0.1', undefined, '127.0.0.1'],
    ['our proxy that notes nonsense', '127.0.0.1', 'unknown', '127.0.0.1'],
    ['our proxy, IPv6 beyond', 'fd00::5', '2001:db8::7', '2001:db8::7'],
    ['our proxy, with a port', '127.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['our proxy, IPv6 with a port', '127.0.0.1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['no socket any more', undefined, undefined, undefined],
  ])('%s', (_, remoteAddress, noted, expected) => {
    const request = { socket: { remoteAddress }, headers: { 'x-forwarded-for': noted } };
    expect(addressBehind(proxies)(request as never)).toBe(expected);
  });

  test.each<[string, boolean]>([
    ['127.0.0.1', true],
    ['10.0.0.0/8', true],
    ['fd00::/8', true],
    ['10.0.0.0/33', false],
    ['fd00::/129', false],
    ['10.0.0.0/', false],
    ['10.0.0.0/8/8', false],
    ['nginx', false],
    ['10.0.0', false],
  ])('%s is a range: %s', (text, is) => {
    expect(isAddressRange(text)).toBe(is);
  });
});

describe('what main.ts hands to the app', () => {
  test.each<[string, string | undefined]>([
    ['the caller it has counted', 'counted'],
    ['nothing, where there is no socket', undefined],
  ])('is %s, never what the sender wrote', (_, noted) => {
    const headers: Record<string, string> = { [caller]: 'forged' };
    noteCaller({ headers } as never, noted);
    expect(headers[caller]).toBe(noted);
  });
});

describe('settings', () => {
  const sitekey = '10000000-ffff-ffff-ffff-000000000001';
  test.each<[string, Record<string, string>, string]>([
    ['a proxy by name', { TRUSTED_PROXIES: '127.0.0.1, nginx' }, 'TRUSTED_PROXIES must'],
    ['a network that is too large', { TRUSTED_PROXIES: '10.0.0.0/99' }, 'TRUSTED_PROXIES must'],
    ['a site key without a secret', { HCAPTCHA_SITEKEY: sitekey }, 'HCAPTCHA_SECRET must'],
    ['a secret without a site key', { HCAPTCHA_SECRET: '0x00' }, 'HCAPTCHA_SITEKEY must'],
    ['a site key that is none', { HCAPTCHA_SITEKEY: 'key', HCAPTCHA_SECRET: '0x00' }, 'HCAPTCHA_SITEKEY must'],
    ['a secret with a blank', { HCAPTCHA_SITEKEY: sitekey, HCAPTCHA_SECRET: 'a b' }, 'HCAPTCHA_SECRET must'],
  ])('%s stops the start with a sentence', (_, env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence);
  });

  test('are off by default', () => {
    const { trustedProxies, hcaptcha } = readConfig({});
    expect([trustedProxies, hcaptcha]).toEqual([[], undefined]);
  });

  test('name the proxies that are ours, commas between, and the keys of hCaptcha', () => {
    const set = readConfig({ TRUSTED_PROXIES: '::1, 10.0.0.0/8', HCAPTCHA_SITEKEY: sitekey, HCAPTCHA_SECRET: '0x00' });
    expect(set.trustedProxies).toEqual(['::1', '10.0.0.0/8']);
    expect(set.hcaptcha).toEqual({ sitekey, secret: '0x00' });
  });
});
