import { connect, createServer, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** Where a dialogue is cut: at a command, in the middle of a mail, or after the mail was taken and before we are told. */
const cuts = ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'middle', 'taken'] as const;
export type Cut = (typeof cuts)[number];

export type FaultyMail = {
  url: string;
  /** Delivery ids in the order they came, with the times; a mail may be there more than once. */
  came: { id: string; urgency: string; at: number }[];
  /** How often each fault has happened. */
  faults: Map<string, number>;
  /** From now on nothing goes wrong. */
  calm(): void;
  close(): Promise<void>;
};

/**
 * A mail server behind a wire that breaks: each connection may be cut at one stage, and each mail may be refused for
 * now, for good (what is not P1), or be slow. @param share of connections and mails that something happens to.
 */
export async function openFaultyMail(share: number): Promise<FaultyMail> {
  const came: FaultyMail['came'] = [];
  const faults = new Map<string, number>();
  let chance = share;
  const happens = (what: string, part = 1): boolean => {
    const does = Math.random() < Math.min(0.75, chance * part);
    if (does) faults.set(what, (faults.get(what) ?? 0) + 1);
    return does;
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const mail = Buffer.concat(parts).toString('latin1');
        const id = /^Message-ID: <([^@>]+)@/im.exec(mail)?.[1] ?? '';
        const urgency = /^X-Urgency: (P\d)/im.exec(mail)?.[1] ?? '';
        if (happens('451')) return done(Object.assign(new Error('later'), { responseCode: 451 }));
        if (urgency !== 'P1' && happens('550', 0.3)) return done(Object.assign(new Error('no'), { responseCode: 550 }));
        const take = (): void => {
          came.push({ id, urgency, at: Date.now() });
          done();
        };
        return happens('slow', 0.3) ? setTimeout(take, 300) : take();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const inner = portOf(server.server.address());
  const wires = new Set<Socket>();
  const wire = createServer((client) => {
    const cut = happens('cut', 5) ? cuts[Math.floor(Math.random() * cuts.length)] : undefined;
    if (cut) faults.set(`cut at ${cut}`, (faults.get(`cut at ${cut}`) ?? 0) + 1);
    wires.add(client);
    client.once('close', () => wires.delete(client));
    pass(client, inner, cut);
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${portOf(wire.address())}`,
    came,
    faults,
    calm: () => (chance = 0),
    async close() {
      for (const client of wires) client.destroy();
      await new Promise((resolve) => wire.close(resolve));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function pass(client: Socket, port: number, cut: Cut | undefined): void {
  const server = connect(port, '127.0.0.1');
  const end = (): void => {
    client.destroy();
    server.destroy();
  };
  // A connection carries many mails: it is cut at one of the first.
  let left = Math.floor(Math.random() * 8);
  let taken = false;
  for (const socket of [client, server]) socket.on('error', end).on('close', end);
  if (cut === 'greeting') return end();
  client.on('data', (part: Buffer) => {
    const text = part.toString('latin1');
    if (
      cut &&
      cut !== 'taken' &&
      cut !== 'middle' &&
      text.toUpperCase().startsWith(cut) &&
      (cut === 'EHLO' || left <= 0)
    )
      return end();
    if (cut === 'middle' && part.length > 1_000 && left <= 0) return end();
    if (text.endsWith('\r\n.\r\n')) taken = left-- <= 0;
    server.write(part);
  });
  server.on('data', (part: Buffer) => {
    if (cut === 'taken' && taken) return end();
    client.write(part);
  });
}

const portOf = (address: string | { port: number } | null): number =>
  typeof address === 'object' && address ? address.port : 0;
