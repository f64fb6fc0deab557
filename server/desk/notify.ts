import path from 'node:path';
import { appendFile, mkdir } from 'node:fs/promises';
import { openTransport } from '../forward/channels/transport.ts';
import type { Config } from '../config.ts';
import type { Say } from '../report/words.ts';
import type { Reminder } from './reminders.ts';

export type Notifier = { tell: (reminder: Reminder) => Promise<void>; close: () => void };

type Settings = Pick<Config, 'dutyMail' | 'smtpUrl' | 'mailFrom' | 'dataDir'>;

/**
 * Writes to whoever DUTY_MAIL names (people, or a gateway that makes a text message of it) which report waits and why.
 * Without SMTP_URL the same line goes to a file. Nothing of a report is in it.
 */
export function openNotifier({ dutyMail, smtpUrl, mailFrom, dataDir }: Settings, say: Say): Notifier {
  const line = ({ reportId, clock, step }: Reminder): string =>
    say('desk.reminder', { id: reportId, clock: say(`desk.clocks.${clock}.name`), step: say(`desk.told.${step}`) });
  if (dutyMail.length === 0) return { tell: async () => undefined, close: () => undefined };
  if (!smtpUrl) {
    const folder = path.join(dataDir, 'duty');
    return {
      close: () => undefined,
      async tell(reminder) {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await appendFile(path.join(folder, 'reminders.txt'), `${line(reminder)}\n`, { mode: 0o600 });
      },
    };
  }
  const transport = openTransport(smtpUrl);
  return {
    close: () => transport.close(),
    async tell(reminder) {
      const text = line(reminder);
      await transport.sendMail({ from: mailFrom, to: [...dutyMail], subject: say('desk.reminderSubject'), text });
    },
  };
}
