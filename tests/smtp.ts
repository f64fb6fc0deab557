import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A real SMTP server on loopback. */
export type Smtp = {
  port: number;
  /** Whoever has connected, also those who are gone. */
  sockets: ReadonlySet<Socket>;
  close(): Promise<void>;
};

/** @param take is given each mail as it came; the sender is answered when it has ended, or with what it throws. */
export async function openSmtp(
  take: (raw: Buffer) => void | Promise<void>,
  { port = 0, ...more }: { port?: number } & Pick<SMTPServerOptions, 'onRcptTo'> = {},
): Promise<Smtp> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    ...more,
    onData(stream, _session, done) {
      buffer(stream)
        .then(take)
        .then(
          () => done(),
          (error: Error) => done(error),
        );
    },
  });
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    sockets,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
