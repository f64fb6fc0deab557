import { openSmtp } from '../../smtp.ts';
import { arrived, type Arrived, type MailServer } from './mail-server.ts';

/** Keeps of each mail only what is asked of it: the faults send it hundreds, and the time that it takes counts. */
export async function openSmtpServer(): Promise<MailServer> {
  const came: Arrived[] = [];
  const { port, close } = await openSmtp((raw) => void came.push(arrived(raw.toString('latin1'), Date.now())));
  return { name: 'smtp-server', port, mailbox: () => came, close };
}
