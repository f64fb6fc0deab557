import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from '../../house.ts';
import { freePort } from '../offices-file.ts';
import { arrived, type Arrived, type MailServer } from './mail-server.ts';

const daemons = '/usr/lib/postfix/sbin';

/** Postfix is started by root alone; it works under its own user from then on. */
export const postfixIsHere = (): boolean => existsSync('/usr/sbin/postfix') && process.getuid?.() === 0;

/** An instance of its own, with its queue, log and mailbox in a folder that goes when it is closed. */
export async function openPostfix(): Promise<MailServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'postfix-'));
  // What lies here is sealed; the server's own user must get through.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const [user, group] = ['-u', '-g'].map((which) => Number(execFileSync('id', [which, 'postfix'])));
  for (const name of ['queue', 'data', 'mail']) mkdirSync(path.join(folder, name));
  for (const name of ['data', 'mail']) chownSync(path.join(folder, name), user ?? 0, group ?? 0);
  writeFileSync(path.join(folder, 'main.cf'), mainFor(folder, user ?? 0, group ?? 0));
  writeFileSync(path.join(folder, 'master.cf'), masterFor(port));
  const postfix = (what: string) => spawnSync('/usr/sbin/postfix', ['-c', folder, what], { encoding: 'utf8' });
  const started = postfix('start');
  if (started.status !== 0) throw new Error(`Postfix did not start: ${started.stderr}`);
  const mailbox = new Maildir(path.join(folder, 'mail', 'box', 'new'));
  return {
    name: 'Postfix',
    port,
    mailbox: () => mailbox.read(),
    async close() {
      postfix('stop');
      await until(() => postfix('status').status !== 0);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Mails in a folder. Each bears the id that its server queued it under, which begins with the moment of that. */
class Maildir {
  readonly #folder: string;
  readonly #known = new Map<string, { queued: string; mail: Arrived }>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  read(): Arrived[] {
    const names = existsSync(this.#folder) ? readdirSync(this.#folder) : [];
    for (const name of names.filter((one) => !this.#known.has(one))) {
      const mail = readFileSync(path.join(this.#folder, name), 'latin1');
      const queued = /^\s+by \S+ \(Postfix\) with \S+ id (\w+)/m.exec(mail)?.[1] ?? '';
      this.#known.set(name, { queued, mail: arrived(mail, momentIn(queued)) });
    }
    return [...this.#known.values()].sort((a, b) => (a.queued < b.queued ? -1 : 1)).map(({ mail }) => mail);
  }
}

/** Long queue ids: seconds and microseconds in base 52, in letters whose order is that of their values. */
const letters = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz';
function momentIn(queueId: string): number {
  const valueOf = (text: string): number => [...text].reduce((sum, letter) => sum * 52 + letters.indexOf(letter), 0);
  return valueOf(queueId.slice(0, 6)) * 1_000 + valueOf(queueId.slice(6, 10)) / 1_000;
}

const mainFor = (folder: string, user: number, group: number): string => `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
daemon_directory = ${daemons}
command_directory = /usr/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${folder}/log
maillog_file_prefixes = ${folder}
myhostname = mx.a.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
mydestination =
alias_maps =
virtual_mailbox_domains = a.example
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = static:box/
virtual_minimum_uid = 1
virtual_uid_maps = static:${user}
virtual_gid_maps = static:${group}
enable_long_queue_ids = yes
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
in_flow_delay = 0
`;

const masterFor = (port: number): string => `127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`;
