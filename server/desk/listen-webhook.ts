import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { webhookBody } from '../forward/channels/webhook.ts';
import type { Inbox } from './inbox.ts';
import type { Listening } from './listening.ts';

/**
 * Receives signed webhooks on this machine. What was changed, is older than five minutes, or is played again is
 * refused; the same report signed anew is taken and kept once.
 */
export async function listenWebhook(port: number, secret: string, inbox: Inbox): Promise<Listening> {
  const judge = new Webhook(secret);
  const seen = new Set<string>();
  const server = createServer((request, response) => {
    take(request, judge, seen, inbox).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(503, { 'Retry-After': '1' }).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function take(request: IncomingMessage, judge: Webhook, seen: Set<string>, inbox: Inbox): Promise<number> {
  const body = await text(request);
  const headers = Object.fromEntries(
    ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, String(request.headers[name] ?? '')]),
  );
  try {
    const { id, sealed } = webhookBody.parse(judge.verify(body, headers));
    const once = `${headers['webhook-id']} ${headers['webhook-timestamp']} ${headers['webhook-signature']}`;
    if (seen.has(once)) return 409;
    await inbox.keep(id, Buffer.from(sealed, 'base64'));
    seen.add(once);
    return 204;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return 401;
    if (error instanceof Error && error.name === 'ZodError') return 422;
    throw error;
  }
}
