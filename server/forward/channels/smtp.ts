import type { Channel } from '../channel.ts';
import { Refused } from '../channel.ts';
import { mailOf } from '../mail.ts';
import { openTransport, type Dkim, type Transport } from './transport.ts';

/**
 * Mail by SMTP; with `dkim` the line signs it. Each office has connections of its own: a server that hangs over the
 * mails of one must not hold those that the others need.
 */
export function smtpChannel(smtpUrl: string, from: string, dkim?: Dkim): Channel {
  const transports = new Map<string, Transport>();
  const transportFor = (officeId: string): Transport => {
    const transport = transports.get(officeId) ?? openTransport(smtpUrl, dkim);
    transports.set(officeId, transport);
    return transport;
  };
  return {
    async deliver(delivery, sealed, office) {
      try {
        await transportFor(office.id).sendMail(await mailOf(delivery, sealed, office, from));
      } catch (error) {
        throw isFinal(error) ? new Refused(String(error.responseCode)) : error;
      }
    },
    close: () => transports.forEach((transport) => transport.close()),
  };
}

/** 5xx is the receiver's last word; 4xx and everything below SMTP is worth another try. */
function isFinal(error: unknown): error is Error & { responseCode: number } {
  return error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500;
}
