import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { kinds, urgencies } from '../../report/codes.ts';
import { toMinute } from '../../store/reports.ts';
import { Later, Refused, type Channel } from '../channel.ts';
import { retryAfter } from '../pause.ts';

/** The body of a webhook, as the contract has it. Published as /schema/webhook.json. */
export const webhookBody = z
  .strictObject({
    id: z
      .string()
      .describe('a report’s id, or that with .message-1 or .part-1 behind it; the same id is the same thing'),
    urgency: z.enum(urgencies),
    kind: z.enum(kinds),
    created_at: z.iso.datetime().describe('UTC, to the minute'),
    sealed: z.base64().describe('the age file'),
  })
  .meta({ title: 'What an office’s webhook receives, signed as Standard Webhooks says' });

const longest = 15_000;

/** Posts to an office's own server, signed with the secret that both share. */
export function webhookChannel(secretOf: (officeId: string) => string | undefined, now: () => number): Channel {
  const closing = new AbortController();
  return {
    async deliver(delivery, sealed, office) {
      const secret = secretOf(office.id);
      if (!secret || !office.url) throw new Refused('NO_SECRET');
      const body = JSON.stringify({
        id: delivery.name,
        urgency: delivery.urgency,
        kind: delivery.kind,
        created_at: new Date(toMinute(delivery.queued_at)).toISOString(),
        sealed: Buffer.from(sealed).toString('base64'),
      } satisfies z.input<typeof webhookBody>);
      const at = new Date(now());
      const answer = await fetch(office.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': delivery.id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
          'webhook-signature': new Webhook(secret).sign(delivery.id, at, body),
        },
        body,
        // Whoever could lead us elsewhere could collect what is sent.
        redirect: 'error',
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(longest)]),
      });
      await answer.body?.cancel();
      judge(answer, now());
    },
    close: () => closing.abort(),
  };
}

/** "Not now" among the 4xx: too early, too many, took too long. */
const passing = new Set([408, 409, 423, 425, 429]);

function judge({ ok, status, headers }: Response, now: number): void {
  if (ok) return;
  const pause = retryAfter(headers.get('retry-after'), now);
  if (status >= 500 || passing.has(status)) throw new Later(String(status), pause ?? 0);
  throw new Refused(String(status));
}
