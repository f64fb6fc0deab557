import type { Channel } from '../channel.ts';
import { Refused } from '../channel.ts';
import { mailOf } from '../mail.ts';
import { openTransport, type Dkim } from './transport.ts';

/** Mail by SMTP; with `dkim` the line signs it. */
export function smtpChannel(smtpUrl: string, from: string, dkim?: Dkim): Channel {
  const transport = openTransport(smtpUrl, dkim);
  return {
    async deliver(delivery, sealed, office) {
      try {
        await transport.sendMail(await mailOf(delivery, sealed, office, from));
      } catch (error) {
        throw isFinal(error) ? new Refused(String(error.responseCode)) : error;
      }
    },
    close: () => transport.close(),
  };
}

/** 5xx is the receiver's last word; 4xx and everything below SMTP is worth another try. */
function isFinal(error: unknown): error is Error & { responseCode: number } {
  return error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500;
}
