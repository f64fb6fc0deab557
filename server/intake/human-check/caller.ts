import type { Context } from 'hono';
import type { IncomingMessage } from 'node:http';

/** Between the socket and the app lies Astro's handler, which hands on nothing but headers. */
const header = 'x-len-tieng-caller';

/** Notes who calls, as the budget counts them, over whatever a sender has written there. The address goes no further. */
export function noteCaller(request: IncomingMessage, caller: string | undefined): void {
  delete request.headers[header];
  if (caller !== undefined) request.headers[header] = caller;
}

/** `undefined` where nobody has noted it, as in `astro dev`. */
export const callerOf = (c: Context): string | undefined => c.req.header(header);
