import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { Inbox } from './inbox.ts';
import { sealedInMail } from './mails.ts';
import type { Listening } from './listening.ts';

/** A mail server for this machine alone: a mail is taken when what it carries is on disk. */
export async function listenSmtp(port: number, inbox: Inbox): Promise<Listening> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      buffer(stream)
        .then(sealedInMail)
        .then((found) => found && inbox.keep(found.name, found.sealed))
        .then(
          () => done(),
          () => done(Object.assign(new Error('not now'), { responseCode: 451 })),
        );
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
