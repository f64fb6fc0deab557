import { SMTPServer } from 'smtp-server';
import { arrived, type Arrived, type MailServer } from './mail-server.ts';

export async function openSmtpServer(): Promise<MailServer> {
  const came: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        came.push(arrived(Buffer.concat(parts).toString('latin1'), Date.now()));
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  return {
    name: 'smtp-server',
    port: typeof address === 'object' && address ? address.port : 0,
    mailbox: () => came,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
