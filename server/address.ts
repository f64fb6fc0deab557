import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6');

/** `10.0.0.7`, `10.0.0.0/8`, `fd00::/8`. */
export function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Says where a request comes from: the socket, or what our own proxies have noted about it. */
export type AddressOf = (request: IncomingMessage) => string | undefined;

/**
 * `X-Forwarded-For` is read from its end and only as far as the addresses in it are proxies of ours: what stands
 * before, anybody could have written.
 */
export function addressBehind(trustedProxies: readonly string[]): AddressOf {
  const trusted = new BlockList();
  for (const range of trustedProxies) {
    const [address = '', bits] = range.split('/');
    if (bits === undefined) trusted.addAddress(address, familyOf(address));
    else trusted.addSubnet(address, Number(bits), familyOf(address));
  }
  const isTrusted = (address: string): boolean => trusted.check(address, familyOf(address));

  return (request) => {
    let address = plain(request.socket.remoteAddress ?? '');
    if (isIP(address) === 0) return undefined;
    const noted = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',').map(plain);
    while (isTrusted(address)) {
      const next = noted.pop();
      if (next === undefined || isIP(next) === 0) break;
      address = next;
    }
    return address;
  };
}

/** Without blanks, zone, port and the IPv6 clothing of an IPv4 address. */
function plain(text: string): string {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/%.*$/, '');
  const address = /^[\d.]+:\d+$/.test(bare) ? bare.replace(/:\d+$/, '') : bare;
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
