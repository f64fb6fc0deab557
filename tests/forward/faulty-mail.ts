import { connect, createServer, type Socket } from 'node:net';
import { openMailServer, type MailServer, type ServerName } from './mail-server/mail-server.ts';

/** Where a dialogue is cut: at a command, in the middle of a mail, or after the mail was taken and before we are told. */
const cuts = ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'middle', 'taken'] as const;
type Cut = (typeof cuts)[number];

export type FaultyMail = {
  url: string;
  /** The server behind the wire. */
  server: MailServer;
  /** How often each fault has happened. */
  faults: Map<string, number>;
  close(): Promise<void>;
};

type Happens = (what: string, part?: number) => boolean;

/**
 * A real mail server behind a wire that breaks: each connection may be cut at one stage, and each mail may be refused
 * for now, for good (what is not P1), or be slow. @param share of connections and mails that something happens to.
 */
export async function openFaultyMail(share: number, name?: ServerName): Promise<FaultyMail> {
  const server = await openMailServer(name);
  const faults = new Map<string, number>();
  const happens: Happens = (what, part = 1) => {
    const does = Math.random() < Math.min(0.75, share * part);
    if (does) faults.set(what, (faults.get(what) ?? 0) + 1);
    return does;
  };
  const wires = new Set<Socket>();
  const wire = createServer((client) => {
    const cut = happens('cut', 5) ? cuts[Math.floor(Math.random() * cuts.length)] : undefined;
    if (cut) faults.set(`cut at ${cut}`, (faults.get(`cut at ${cut}`) ?? 0) + 1);
    wires.add(client);
    client.once('close', () => wires.delete(client));
    new Wire(client, connect(server.port, '127.0.0.1'), cut, happens).open();
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const address = wire.address();
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    server,
    faults,
    async close() {
      for (const client of wires) client.destroy();
      await new Promise((resolve) => wire.close(resolve));
      await server.close();
    },
  };
}

const endOfMail = '\r\n.\r\n';
const slowness = 300;

/** One connection through the wire: passes on what both say, unless something happens. */
class Wire {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #cut: Cut | undefined;
  readonly #happens: Happens;
  /** A connection carries many mails: it is cut at one of the first. */
  #left = Math.floor(Math.random() * 8);
  /** The mail that is being said, until its end. */
  #mail: Buffer[] | undefined;
  #isTaken = false;

  constructor(client: Socket, server: Socket, cut: Cut | undefined, happens: Happens) {
    this.#client = client;
    this.#server = server;
    this.#cut = cut;
    this.#happens = happens;
  }

  open(): void {
    for (const socket of [this.#client, this.#server])
      socket.on('error', () => this.#end()).on('close', () => this.#end());
    if (this.#cut === 'greeting') return this.#end();
    this.#client.on('data', (part: Buffer) => this.#fromClient(part));
    this.#server.on('data', (part: Buffer) => this.#fromServer(part));
  }

  #end(): void {
    this.#client.destroy();
    this.#server.destroy();
  }

  #fromClient(part: Buffer): void {
    if (this.#mail) return this.#ofMail(this.#mail, part);
    const command = part.toString('latin1', 0, 4).toUpperCase();
    if (command === this.#cut && (command === 'EHLO' || this.#left <= 0)) return this.#end();
    this.#server.write(part);
  }

  #ofMail(mail: Buffer[], part: Buffer): void {
    mail.push(part);
    const said = Buffer.concat(mail);
    if (this.#cut === 'middle' && this.#left <= 0 && said.length > 2_000) {
      this.#server.write(said.subarray(0, 1_000), () => this.#end());
      return;
    }
    if (said.toString('latin1', Math.max(0, said.length - endOfMail.length)) !== endOfMail) return;
    this.#mail = undefined;
    if (this.#happens('451')) return this.#refuse('451 4.3.0 later');
    const isUrgent = /^X-Urgency: P1/im.test(said.toString('latin1'));
    if (!isUrgent && this.#happens('550', 0.6)) return this.#refuse('550 5.7.1 no');
    this.#isTaken = this.#left-- <= 0;
    const pass = (): void => void this.#server.write(said);
    if (this.#happens('slow', 0.6)) setTimeout(pass, slowness);
    else pass();
  }

  /** The server behind never hears of it. */
  #refuse(reply: string): void {
    this.#server.removeAllListeners('close').destroy();
    this.#client.end(`${reply}\r\n`);
  }

  #fromServer(part: Buffer): void {
    if (this.#cut === 'taken' && this.#isTaken) return this.#end();
    // Said one by one, each command can be the one at which the wire breaks.
    const said = part.toString('latin1').replace('250-PIPELINING\r\n', '');
    if (/^354/m.test(said)) this.#mail = [];
    this.#client.write(said, 'latin1');
  }
}
